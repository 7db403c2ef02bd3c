//! 年度任务: the form that sets what a figure is to reach in a year.

use askama::Template;
use axum::response::IntoResponse;
use listing::{
    Alternative, Filter,
    query::{self, Wanted},
    records,
};
use storage::{Error, Problem, Reader, Result, Row, Value};
use vocabulary::format_scaled;
use web::{Frame, Outcome, Visitor, go, page};

use super::{Asked, YEARS, frame, parse_year, problem_at, shown_again, typed};
use crate::{Office, Reading, TARGETS};

/// The decimals of a target, as its column declares them.
const DECIMALS: u32 = crate::compare::TARGET_DECIMALS;

#[derive(Template)]
#[template(path = "pages/target.html")]
struct TargetPage<'a> {
    frame: Frame<'a>,
    code: String,
    name: String,
    unit: String,
    now: String,
    year: String,
    value: String,
    source: String,
    problems: Vec<Problem>,
    year_error: String,
    value_error: String,
    source_error: String,
}

/// The form, with the target that is set already.
pub(super) async fn form(office: &Office, visitor: &Visitor, code: &str, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let reading = quantity(office.read(code, asked.moment).await?)?;
    let found = target(office.reader(), code, asked.moment.year).await?;
    let at = |name: &str| found.as_ref().and_then(|row| row.values.get(TARGETS.position(name)?));
    let pairs = [
        ("year", asked.moment.year.to_string()),
        ("value", at("value").and_then(Value::int).map_or(String::new(), |value| format_scaled(value, DECIMALS))),
        ("source", at("source").and_then(Value::text).unwrap_or_default().to_owned()),
    ];
    let pairs = pairs.map(|(name, text)| (name.to_owned(), text));
    page(&target_page(office, visitor, &reading, &pairs, Vec::new()))
}

/// Sets the target.
pub(super) async fn set(office: &Office, visitor: &Visitor, code: &str, pairs: &[(String, String)]) -> Outcome {
    // The figure must exist before anything is set for it.
    let reading = quantity(office.read(code, office.moment(parse_year(typed(pairs, "year")).ok(), None)).await?)?;
    match store(office, visitor, code, pairs).await {
        Ok(year) => Ok(go(&format!("/figures/{code}?year={year}"))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = target_page(office, visitor, &reading, pairs, problems);
            Ok((status, page(&again)?).into_response())
        }
    }
}

/// The reading, if it is one that can have a target.
fn quantity(reading: Reading) -> Result<Reading> {
    if reading.definition.shown.is_quantity() {
        return Ok(reading);
    }
    Err(Error::Refused(format!("“{}”不是数量，没有年度任务可设", reading.definition.name)))
}

async fn store(office: &Office, visitor: &Visitor, code: &str, pairs: &[(String, String)]) -> Result<i32> {
    let mut record = vec![("figure".to_owned(), code.to_owned())];
    record.extend(["year", "value", "source"].map(|name| (name.to_owned(), typed(pairs, name).to_owned())));
    let values = records::parse(office.reader(), &TARGETS, &record, None).await?;
    let year = TARGETS.position("year").and_then(|position| values.get(position)?.int());
    let year = year.and_then(|year| i32::try_from(year).ok()).filter(|year| YEARS.contains(year)).unwrap_or_default();
    let db = &office.house.db;
    match target(office.reader(), code, year).await? {
        Some(before) => records::change(db, &visitor.actor(), &TARGETS, &before, &record).await?,
        None => records::add(db, &visitor.actor(), &TARGETS, &record).await?,
    };
    Ok(year)
}

/// The row of a figure's target in a year.
async fn target(reader: Reader<'_>, code: &str, year: i32) -> Result<Option<Row>> {
    let (Some(figure), Some(of_year)) = (TARGETS.column("figure"), TARGETS.column("year")) else { return Ok(None) };
    let filter = Filter::default()
        .with(figure, vec![Alternative::Is(code.into())])
        .with(of_year, vec![Alternative::Is(Value::Int(i64::from(year)))]);
    let found = query::page(reader, &TARGETS, &[], &Wanted { filter, limit: 1, ..Wanted::default() }).await?;
    match found.records.first() {
        Some(record) => Ok(Some(records::row(reader, &TARGETS, record.id).await?)),
        None => Ok(None),
    }
}

fn target_page<'a>(
    office: &'a Office,
    visitor: &'a Visitor,
    reading: &Reading,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> TargetPage<'a> {
    let definition = &reading.definition;
    let text = |name: &str| typed(pairs, name).to_owned();
    TargetPage {
        frame: frame(office, visitor, "年度任务")
            .crumb("指标", "/figures")
            .crumb(&definition.name, &format!("/figures/{}", definition.code))
            .crumb("年度任务", ""),
        code: definition.code.clone(),
        name: definition.name.clone(),
        unit: definition.unit.clone(),
        now: format!("{} {}", reading.on_page(), if reading.is_missing() { "" } else { &definition.unit }),
        year: text("year"),
        value: text("value"),
        source: text("source"),
        year_error: problem_at(&problems, "year"),
        value_error: problem_at(&problems, "value"),
        source_error: problem_at(&problems, "source"),
        problems,
    }
}
