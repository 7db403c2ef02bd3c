//! The list: filters in the address, facets with counts, sorting, paging and the fold.

use askama::Template;
use storage::Value;
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, page};

use super::{House, parts};
use crate::{
    Address, Alternative, Column, Filter, Fold, FoldValue, Kind, Listing, address, cell,
    query::{self, PAGE, Wanted},
    restricted, shows,
};

/// How many values of a facet are shown.
const FACET_VALUES: usize = 12;

/// How many ranges of days the filter offers.
const DAY_RANGES: usize = 2;

/// A part of the filter that can be taken away.
struct Chip {
    says: String,
    without: String,
}

/// A facet as shown.
struct Facet {
    name: &'static str,
    label: &'static str,
    is_open: bool,
    values: Vec<FacetValue>,
}

struct FacetValue {
    value: String,
    text: String,
    rows: String,
    is_chosen: bool,
}

/// A range of days as shown.
struct DayRange {
    name: &'static str,
    label: &'static str,
    from: String,
    to: String,
}

/// What the fold of the address gives.
struct FoldNote {
    says: String,
    value: String,
    unit: &'static str,
    figure: String,
    figure_name: String,
}

/// A way to sort.
struct Sort {
    value: String,
    says: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    listing: &'static Listing,
    total: String,
    all: String,
    is_empty_house: bool,
    chips: Vec<Chip>,
    fold: Option<FoldNote>,
    search: String,
    search_label: String,
    ranges: Vec<DayRange>,
    facets: Vec<Facet>,
    kept: Vec<(String, String)>,
    sorts: Vec<Sort>,
    table: parts::TableView,
    before: String,
    after: String,
    exports: String,
    /// The address that saves the list as a figure, for those who keep figures.
    save: Option<String>,
    may_import: bool,
    /// The button that begins a record, where the visitor may.
    begin: Option<&'static str>,
}

/// The page of a listing at an address.
pub(super) async fn list(house: &House, listing: &'static Listing, visitor: &Visitor, query_text: &str) -> Outcome {
    let address = Address::parse(listing, query_text)?;
    let reader = house.reader();
    let columns = shown_columns(listing, visitor);
    let seen = restricted(listing, &visitor.who, address.filter.clone())?;
    let wanted = Wanted {
        filter: seen.clone(),
        sort: address.sort,
        after: address.after.clone(),
        before: address.before.clone(),
        limit: PAGE,
    };
    let found = query::page(reader, listing, &columns, &wanted).await?;
    let tally = house.tallies.of(reader, listing, &seen, FACET_VALUES).await?;
    let fold = match address.fold {
        Some(fold) => Some(fold_note(house, listing, &address, &seen, fold).await?),
        None => None,
    };
    let link = |address: &Address| format!("{}?{}", listing.path, address.query());
    let turned = |after: Option<String>, before: Option<String>| Address { after, before, ..address.clone() };
    let base = turned(None, None);
    let mut frame = house.frame(listing, visitor, listing.title);
    frame.crumbs.push(web::Crumb { title: listing.title.to_owned(), href: String::new() });
    let mut rows = parts::rows(listing, &columns, &found.records);
    house.retold(listing, visitor, &columns, &mut rows);
    page(&ListPage {
        frame,
        listing,
        total: vocabulary::grouped(tally.rows),
        all: vocabulary::grouped(tally.all),
        is_empty_house: tally.all == 0,
        chips: chips(listing, &base),
        fold,
        search: address.filter.search.clone().unwrap_or_default(),
        search_label: search_label(listing),
        ranges: ranges(listing, &columns, &address),
        facets: if visitor.who.is_known() && !is_applicant(visitor) {
            facets(listing, &address, &tally.facets)
        } else {
            let open = |column: &Column| !column.inner && column.name != "stage";
            let told: Vec<_> = tally.facets.iter().filter(|(column, _)| open(column)).cloned().collect();
            facets(listing, &address, &told)
        },
        kept: kept(&columns, &address),
        sorts: sorts(listing, &columns, &address),
        table: parts::TableView { headings: sorted_headings(listing, &columns, &base), rows },
        before: found.before.map_or(String::new(), |before| link(&turned(None, Some(before)))),
        after: found.after.map_or(String::new(), |after| link(&turned(Some(after), None))),
        exports: Address { figure: None, fold: None, ..base.clone() }.query(),
        save: visitor
            .who
            .is_of_bureau()
            .then(|| address::encode(&[("address".to_owned(), link(&Address { figure: None, sort: None, ..base }))])),
        may_import: house.may_keep(listing, &visitor.who),
        begin: begin(house, listing, visitor),
    })
}

/// Whether the visitor acts for a unit that owns records.
fn is_applicant(visitor: &Visitor) -> bool {
    visitor.who.role.is_some_and(Role::is_of_unit)
}

/// The columns of the list that are for the visitor.
fn shown_columns(listing: &'static Listing, visitor: &Visitor) -> Vec<&'static Column> {
    query::brief(listing).into_iter().filter(|column| shows(column, &visitor.who)).collect()
}

/// The button that begins a record, where the visitor may.
fn begin(house: &House, listing: &'static Listing, visitor: &Visitor) -> Option<&'static str> {
    match house.conduct_of(listing) {
        Some(conduct) => conduct.begins(&visitor.who),
        None => house.may_keep(listing, &visitor.who).then_some("新增"),
    }
}

async fn fold_note(
    house: &House,
    listing: &'static Listing,
    address: &Address,
    seen: &Filter,
    fold: Fold,
) -> storage::Result<FoldNote> {
    let value = query::fold(house.reader(), listing, seen, fold).await?;
    let column = fold.column(listing).map(|column| cell::origin(listing, column));
    let number = |number: i64| match (fold, column) {
        (Fold::Ratio { .. }, _) => vocabulary::format_scaled(number, 2),
        (Fold::Count | Fold::Distinct(_), _) | (_, None) => vocabulary::grouped(number),
        (_, Some(column)) => cell::shown(column, &Value::Int(number)),
    };
    let unit = match (fold, column) {
        (Fold::Count, _) => listing.unit,
        (Fold::Ratio { .. }, _) => "%",
        (Fold::Distinct(_), Some(Column { kind: Kind::Link(target), .. })) => target.unit,
        (Fold::Distinct(_), _) | (_, None) => "",
        (_, Some(column)) => column.unit(),
    };
    Ok(FoldNote {
        says: fold.says(listing),
        value: match value {
            FoldValue::Missing(why) => format!("【待补】{why}"),
            FoldValue::Number(found) => number(found),
            FoldValue::Text(text) => text,
            FoldValue::Pair(low, high) => format!("{}—{}", number(low), number(high)),
        },
        unit,
        figure_name: address
            .figure
            .as_deref()
            .map_or(String::new(), |code| (house.figure_name)(code).unwrap_or(code).to_owned()),
        figure: address.figure.clone().unwrap_or_default(),
    })
}

fn chips(listing: &'static Listing, address: &Address) -> Vec<Chip> {
    let mut chips = Vec::new();
    let leave =
        |filter: Filter| format!("{}?{}", listing.path, Address { filter, figure: None, ..address.clone() }.query());
    if let Some(text) = &address.filter.search {
        let filter = Filter { search: None, parts: address.filter.parts.clone() };
        chips.push(Chip { says: format!("含“{text}”"), without: leave(filter) });
    }
    for part in &address.filter.parts {
        let only = Filter { parts: vec![part.clone()], search: None };
        let without = leave(address.filter.without(part.column.name));
        chips.push(Chip { says: address::says(listing, &only), without });
    }
    chips
}

fn search_label(listing: &Listing) -> String {
    let searched: Vec<&str> = listing
        .columns
        .iter()
        .filter(|column| column.searched || matches!(column.kind, Kind::Link(_)))
        .map(|column| column.label)
        .take(3)
        .collect();
    searched.join("、")
}

/// The columns whose days the filter offers as ranges.
fn ranged<'c>(columns: &'c [&'static Column]) -> impl Iterator<Item = &'static Column> + 'c {
    columns.iter().copied().filter(|column| matches!(column.kind, Kind::Day)).take(DAY_RANGES)
}

fn ranges(listing: &'static Listing, columns: &[&'static Column], address: &Address) -> Vec<DayRange> {
    ranged(columns)
        .map(|column| {
            let part = address.filter.of(column.name);
            let ends = part.and_then(|part| simple_range(&part.any));
            let end = |value: Option<&Value>| value.map(|value| cell::plain(cell::origin(listing, column), value));
            let (from, to) = ends.unwrap_or((None, None));
            DayRange {
                name: column.name,
                label: column.label,
                from: end(from).unwrap_or_default(),
                to: end(to).unwrap_or_default(),
            }
        })
        .collect()
}

/// The ends of a filter that is nothing but one range.
fn simple_range(any: &[Alternative]) -> Option<(Option<&Value>, Option<&Value>)> {
    match any {
        [Alternative::Between(from, to)] => Some((from.as_ref(), to.as_ref())),
        _ => None,
    }
}

/// Whether a filter can be shown as ticked boxes.
fn is_ticked(any: &[Alternative]) -> bool {
    any.iter().all(|alternative| matches!(alternative, Alternative::Is(_)))
}

fn facets(
    listing: &'static Listing,
    address: &Address,
    counted: &[(&'static Column, Vec<query::FacetCount>)],
) -> Vec<Facet> {
    let mut facets = Vec::new();
    for (column, counts) in counted {
        let origin = cell::origin(listing, column);
        let chosen: &[Alternative] = address.filter.of(column.name).map_or(&[], |part| &part.any);
        if !is_ticked(chosen) || counts.is_empty() {
            continue;
        }
        let view = |value: &Value, rows: String| FacetValue {
            value: cell::plain(origin, value).replace('\\', "\\\\").replace(',', "\\,"),
            text: cell::shown(origin, value),
            rows,
            is_chosen: chosen.contains(&Alternative::Is(value.clone())),
        };
        let mut values: Vec<FacetValue> =
            counts.iter().map(|count| view(&count.value, vocabulary::grouped(count.rows))).collect();
        // What was chosen stays ticked, also where it is too rare to be among the values shown.
        let is_shown = |value: &Value| counts.iter().any(|count| count.value == *value);
        values.extend(chosen.iter().filter_map(|alternative| match alternative {
            Alternative::Is(value) if !is_shown(value) => Some(view(value, String::new())),
            _ => None,
        }));
        facets.push(Facet {
            name: column.name,
            label: column.label,
            is_open: facets.len() < 3 || !chosen.is_empty(),
            values,
        });
    }
    facets
}

/// What the filter asks that the form does not show, to be kept when the form is sent.
fn kept(columns: &[&'static Column], address: &Address) -> Vec<(String, String)> {
    let shown_as_range = |name: &str| ranged(columns).any(|column| column.name == name);
    let mut pairs = Vec::new();
    for part in &address.filter.parts {
        let in_range = shown_as_range(part.column.name) && simple_range(&part.any).is_some();
        let in_facet = part.column.facet && is_ticked(&part.any);
        if !in_range && !in_facet {
            pairs.extend(Filter { parts: vec![part.clone()], search: None }.pairs());
        }
    }
    pairs.extend(address.fold.map(|fold| ("fold".to_owned(), fold.to_address())));
    pairs
}

fn sorts(listing: &'static Listing, columns: &[&'static Column], address: &Address) -> Vec<Sort> {
    let mut sorts =
        vec![Sort { value: String::new(), says: "默认次序".to_owned(), is_chosen: address.sort.is_none() }];
    for column in columns.iter().filter(|column| is_sortable(listing, column)) {
        let (rising, falling) = match cell::origin(listing, column).kind {
            Kind::Day | Kind::Year => ("旧的在前", "新的在前"),
            Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) => ("小的在前", "大的在前"),
            _ => ("顺序", "倒序"),
        };
        for (is_falling, says) in [(true, falling), (false, rising)] {
            sorts.push(Sort {
                value: format!("{}{}", if is_falling { "-" } else { "" }, column.name),
                says: format!("{}，{says}", column.label),
                is_chosen: address.sort == Some((column.name, is_falling)),
            });
        }
    }
    sorts
}

fn is_sortable(listing: &'static Listing, column: &'static Column) -> bool {
    let origin = cell::origin(listing, column);
    matches!(
        origin.kind,
        Kind::Day | Kind::Year | Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) | Kind::Code(_) | Kind::Text
    ) && !matches!(column.kind, Kind::Borrowed { .. })
}

fn sorted_headings(listing: &'static Listing, columns: &[&'static Column], address: &Address) -> Vec<parts::Heading> {
    let mut headings = parts::headings(listing, columns);
    for (heading, column) in headings.iter_mut().zip(columns) {
        if !is_sortable(listing, column) {
            continue;
        }
        let now = address.sort.filter(|(name, _)| *name == column.name).map(|(_, falling)| falling);
        heading.sorted = match now {
            Some(true) => "descending",
            Some(false) => "ascending",
            None => "",
        };
        let next = Address {
            sort: Some((column.name, now == Some(false) || now.is_none() && heading.is_numeric)),
            ..address.clone()
        };
        heading.sort = Some(format!("{}?{}", listing.path, next.query()));
    }
    headings
}
