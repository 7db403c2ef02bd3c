//! 存为指标: a filtered list, given by its address, becomes a figure of the house.

use askama::Template;
use axum::response::IntoResponse;
use listing::{
    Address, Alternative, Column, Filter, Fold, Kind, Listing, address, cell,
    query::{self, Wanted},
    records,
};
use storage::{Error, Problem, Result};
use vocabulary::MoneyUnit;
use web::{Frame, Outcome, Visitor, go, page};

use super::{frame, problem_at, shown_again, typed};
use crate::{Office, SAVED_FIGURES};

/// Words of addresses that cannot be the code of a figure.
const RESERVED: [&str; 4] = ["save", "saved", "statistics", "targets"];

/// How long a code may be.
const LONGEST_CODE: usize = 60;

/// A list that is to become a figure.
struct Source {
    listing: &'static Listing,
    filter: Filter,
    fold: Option<Fold>,
}

struct FoldChoice {
    value: String,
    says: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/save.html")]
struct SavePage<'a> {
    frame: Frame<'a>,
    address: String,
    listing: &'static Listing,
    conditions: String,
    rows: String,
    name: String,
    code: String,
    folds: Vec<FoldChoice>,
    unit: String,
    money_unit: String,
    money_units: [&'static str; 3],
    note: String,
    problems: Vec<Problem>,
    name_error: String,
    code_error: String,
    fold_error: String,
    unit_error: String,
    money_error: String,
    note_error: String,
}

/// The form for the list at an address.
pub(super) async fn form(office: &Office, visitor: &Visitor, query: &str) -> Outcome {
    let pairs = address::pairs(query);
    let source = source(office, typed(&pairs, "address"))?;
    let fold = source.fold.unwrap_or(Fold::Count);
    let filled = [
        ("address", typed(&pairs, "address").to_owned()),
        ("name", String::new()),
        ("code", suggested_code(office, source.listing).await?),
        ("fold", fold.to_address()),
    ];
    let filled = filled.map(|(name, text)| (name.to_owned(), text));
    page(&save_page(office, visitor, &source, &filled, Vec::new()).await?)
}

/// Saves the figure and leads to its page.
pub(super) async fn save(office: &Office, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    let source = source(office, typed(pairs, "address"))?;
    match store(office, visitor, &source, pairs).await {
        Ok(code) => Ok(go(&format!("/figures/{code}"))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = save_page(office, visitor, &source, pairs, problems).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn store(office: &Office, visitor: &Visitor, source: &Source, pairs: &[(String, String)]) -> Result<String> {
    let code = typed(pairs, "code").to_ascii_lowercase();
    let chosen = Fold::from_address(source.listing, typed(pairs, "fold"));
    let mut problems = Vec::new();
    let mut wrong = |place: &str, sentence: String| problems.push(Problem { place: place.to_owned(), sentence });
    if typed(pairs, "name").is_empty() {
        wrong("name", "请写指标名称，如“白泥坳镇有效高企”".to_owned());
    }
    if let Some(sentence) = wrong_code(office, &code).await? {
        wrong("code", sentence);
    }
    let money = typed(pairs, "money_unit");
    match &chosen {
        Err(error) => wrong("fold", error.to_string()),
        Ok(fold) if !money.is_empty() && money_unit(source.listing, *fold).is_none() => {
            wrong("money_unit", "只有金额栏求和才用金额单位，请改选“不是金额”".to_owned());
        }
        Ok(_) => {}
    }
    let (Ok(fold), true) = (chosen, problems.is_empty()) else { return Err(Error::Invalid(problems)) };
    let money = if money.is_empty() { money_unit(source.listing, fold).map_or("", MoneyUnit::label) } else { money };
    let unit = match typed(pairs, "unit") {
        _ if !money.is_empty() => "",
        "" => usual_unit(source.listing, fold),
        unit => unit,
    };
    let kept = Address { filter: source.filter.clone(), fold: Some(fold), ..Address::default() };
    let record = [
        ("code", code.as_str()),
        ("name", typed(pairs, "name")),
        ("address", &format!("{}?{}", source.listing.path, readable(&kept.query()))),
        ("unit", unit),
        ("money_unit", money),
        ("note", typed(pairs, "note")),
    ];
    let record = record.map(|(name, text)| (name.to_owned(), text.to_owned()));
    records::add(&office.house.db, &visitor.actor(), &SAVED_FIGURES, &record).await?;
    Ok(code)
}

/// The list at an address of this house.
fn source(office: &Office, text: &str) -> Result<Source> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let listing = office.house.registry.at(path).ok_or_else(|| {
        Error::NotFound("要存为指标的列表没有找到。请打开一个列表，筛选好后再点“存为指标”".to_owned())
    })?;
    let Address { filter, fold, .. } = Address::parse(listing, query)?;
    Ok(Source { listing, filter, fold })
}

/// What is wrong with a code, if anything.
async fn wrong_code(office: &Office, code: &str) -> Result<Option<String>> {
    let letters = code.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-');
    if code.is_empty() || code.len() > LONGEST_CODE || !letters || code.starts_with('-') || code.ends_with('-') {
        return Ok(Some(format!("代码用小写字母、数字和中间的连字符，最多 {LONGEST_CODE} 个，如 hnte-bainiao")));
    }
    if RESERVED.contains(&code) {
        return Ok(Some(format!("“{code}”是系统页面的地址，请换一个代码")));
    }
    if let Some(figure) = office.catalogue.find(code) {
        return Ok(Some(format!("“{code}”是内置指标“{}”的代码，请换一个", figure.name)));
    }
    Ok(if is_taken(office, code).await? {
        Some(format!("已有代码为“{code}”的自定义指标，请换一个"))
    } else {
        None
    })
}

async fn is_taken(office: &Office, code: &str) -> Result<bool> {
    let Some(column) = SAVED_FIGURES.column("code") else { return Ok(false) };
    let filter = Filter::default().with(column, vec![Alternative::Is(code.into())]);
    let found =
        query::page(office.reader(), &SAVED_FIGURES, &[], &Wanted { filter, limit: 1, ..Wanted::default() }).await?;
    Ok(!found.records.is_empty())
}

/// A code that is free: the name of the table and a number.
async fn suggested_code(office: &Office, listing: &Listing) -> Result<String> {
    let stem = listing.table.replace('_', "-");
    for number in 1..1_000 {
        let code = format!("{stem}-{number}");
        if office.catalogue.find(&code).is_none() && !is_taken(office, &code).await? {
            return Ok(code);
        }
    }
    Ok(String::new())
}

/// The ways in which the rows of a listing can become a number.
fn folds(listing: &'static Listing, given: Option<Fold>) -> Vec<Fold> {
    let mut folds = vec![Fold::Count];
    for column in listing.columns {
        let origin = cell::origin(listing, column);
        match origin.kind {
            Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) => folds.push(Fold::Sum(column.name)),
            Kind::Link(_) | Kind::Code(_) | Kind::Choice(_) | Kind::Text => folds.push(Fold::Distinct(column.name)),
            Kind::LongText | Kind::Year | Kind::Day | Kind::Borrowed { .. } => {}
        }
    }
    if let Some(given) = given.filter(|given| !folds.contains(given)) {
        folds.push(given);
    }
    folds
}

/// The unit in which people usually say such a number.
fn usual_unit(listing: &'static Listing, fold: Fold) -> &'static str {
    let origin = fold.column(listing).map(|column| cell::origin(listing, column));
    match (fold, origin.map(|column| column.kind)) {
        (Fold::Count, _) => listing.unit,
        (Fold::Distinct(_), Some(Kind::Link(target))) => target.unit,
        (Fold::Distinct(_), _) | (_, Some(Kind::Money(_))) => "",
        _ => origin.map_or("", Column::unit),
    }
}

/// The unit of money that a fold adds up, where it adds up money.
fn money_unit(listing: &'static Listing, fold: Fold) -> Option<MoneyUnit> {
    if matches!(fold, Fold::Count | Fold::Distinct(_)) {
        return None;
    }
    match cell::origin(listing, fold.column(listing)?).kind {
        Kind::Money(unit) => Some(unit),
        _ => None,
    }
}

/// A query as people read it: only the signs that have a meaning in addresses stay encoded.
fn readable(query: &str) -> String {
    let mut text = String::new();
    for (name, value) in address::pairs(query) {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&name);
        text.push('=');
        for letter in value.chars() {
            match letter {
                '%' | '&' | '=' | '+' | '#' | ' ' => text.push_str(&format!("%{:02X}", u32::from(letter))),
                other => text.push(other),
            }
        }
    }
    text
}

async fn save_page<'a>(
    office: &'a Office,
    visitor: &'a Visitor,
    source: &Source,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<SavePage<'a>> {
    let listing = source.listing;
    let text = |name: &str| typed(pairs, name).to_owned();
    let error = |place: &str| problem_at(&problems, place);
    let fold_choice = |fold: Fold| FoldChoice {
        value: fold.to_address(),
        says: fold.says(listing),
        is_chosen: fold.to_address() == typed(pairs, "fold"),
    };
    let conditions = address::says(listing, &source.filter);
    Ok(SavePage {
        frame: frame(office, visitor, "存为指标")
            .crumb("指标", "/figures")
            .crumb(listing.title, typed(pairs, "address"))
            .crumb("存为指标", ""),
        address: text("address"),
        listing,
        conditions: if conditions.is_empty() { "全部记录".to_owned() } else { conditions },
        rows: vocabulary::grouped(query::count(office.reader(), listing, &source.filter).await?),
        name: text("name"),
        code: text("code"),
        folds: folds(listing, source.fold).into_iter().map(fold_choice).collect(),
        unit: text("unit"),
        money_unit: text("money_unit"),
        money_units: MoneyUnit::ALL.map(MoneyUnit::label),
        note: text("note"),
        name_error: error("name"),
        code_error: error("code"),
        fold_error: error("fold"),
        unit_error: error("unit"),
        money_error: error("money_unit"),
        note_error: error("note"),
        problems,
    })
}
