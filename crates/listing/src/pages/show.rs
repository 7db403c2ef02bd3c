//! The page of one record: what is kept of it, what refers to it, and what was done to it.

use askama::Template;
use storage::{Value, lines_of};
use web::{Crumb, Frame, Outcome, Visitor, page};

use super::{House, Panel, edit, history, parts};
use crate::{
    Alternative, Kind, Listing, Record, cell,
    query::{self, Wanted},
    records, seen, shows, sight,
};

/// How many rows of a listing that refers to the record are shown.
const RELATED_ROWS: usize = 5;

/// How many columns such a table has.
const RELATED_COLUMNS: usize = 6;

/// How many lines of its history are shown.
const LINES: i64 = 50;

struct Fact {
    label: String,
    text: String,
    href: String,
    class: &'static str,
    is_long: bool,
}

struct Related {
    anchor: String,
    title: String,
    count: i64,
    unit: &'static str,
    all: String,
    table: parts::TableView,
}

#[derive(Template)]
#[template(path = "pages/show.html")]
struct ShowPage<'a> {
    frame: Frame<'a>,
    listing: &'static Listing,
    id: i64,
    name: String,
    facts: Vec<Fact>,
    related: Vec<Related>,
    /// What other crates put beside the facts, before and after them.
    leading: Vec<Panel>,
    following: Vec<Panel>,
    /// What was done to it, for those of the bureau.
    history: Option<Vec<history::Told>>,
    seal: String,
    may_edit: bool,
    may_remove: bool,
}

/// The page of a record.
pub(super) async fn show(house: &House, listing: &'static Listing, visitor: &Visitor, id: i64) -> Outcome {
    let reader = house.reader();
    let record = seen(reader, listing, &visitor.who, id).await?;
    let facts = facts(house, listing, visitor, &record);
    let lines = lines_of(reader, listing.table, id, LINES).await?;
    let seal =
        lines.first().map(|line| format!("历史第 {} 行，SM3 {}…", line.seq, line.hash.get(..16).unwrap_or_default()));
    let mut leading = Vec::new();
    for beside in &house.beside {
        leading.extend(beside.panels(house, visitor, listing, &record).await?);
    }
    let (leading, following) = leading.into_iter().partition(|panel: &Panel| panel.leads);
    let name = if record.name.trim().is_empty() { format!("{} #{id}", listing.title) } else { record.name };
    let mut frame = house.frame(listing, visitor, &name);
    frame.siblings.clear();
    frame.crumbs.push(Crumb { title: listing.title.to_owned(), href: listing.path.to_owned() });
    frame.crumbs.push(Crumb { title: name.clone(), href: String::new() });
    let told = if visitor.who.is_of_bureau() { Some(history::told(house, &visitor.who, &lines).await?) } else { None };
    let may_keep = house.may_keep(listing, &visitor.who) && !is_settled(house, listing, id).await?;
    page(&ShowPage {
        frame,
        listing,
        id,
        name,
        facts,
        related: related(house, listing, visitor, id).await?,
        leading,
        following,
        history: told,
        seal: seal.unwrap_or_default(),
        may_edit: may_keep || edit::is_open(house, listing, visitor, id).await?,
        may_remove: may_keep,
    })
}

/// Whether the case to which a record belongs has left the stages in which its records are written.
async fn is_settled(house: &House, listing: &'static Listing, id: i64) -> storage::Result<bool> {
    if listing.open_in.is_none() {
        return Ok(false);
    }
    let row = records::row(house.reader(), listing, id).await?;
    Ok(records::settled(house.reader(), listing, &row.values).await?.is_some())
}

/// Every column of the record with what stands in it.
fn facts(house: &House, listing: &'static Listing, visitor: &Visitor, record: &Record) -> Vec<Fact> {
    let mut facts = Vec::new();
    let cells = listing.columns.iter().zip(&record.cells);
    for (column, cell) in cells.filter(|(column, _)| shows(column, &visitor.who)) {
        let origin = cell::origin(listing, column);
        let mut view = parts::view(listing, column, cell);
        house.retell(listing, visitor, column, &mut view);
        let is_long = matches!(origin.kind, Kind::LongText);
        let unit = if cell::is_numeric(origin) { origin.unit() } else { "" };
        let text = match (view.text.is_empty(), unit) {
            (true, _) | (_, "") => view.text,
            (false, unit) => format!("{} {unit}", view.text),
        };
        facts.push(Fact {
            label: column.label.to_owned(),
            text,
            href: view.href,
            class: if is_long { "" } else { view.class },
            is_long,
        });
    }
    facts
}

/// The records of other listings that refer to this one.
async fn related(
    house: &House,
    listing: &'static Listing,
    visitor: &Visitor,
    id: i64,
) -> storage::Result<Vec<Related>> {
    let mut found = Vec::new();
    for (other, link) in house.registry.linking_to(listing) {
        let (Some(column), Some(seen)) = (other.column(link), sight(other, &visitor.who)) else { continue };
        let filter = seen.with(column, vec![Alternative::Is(Value::Int(id))]);
        let count = query::count(house.reader(), other, &filter).await?;
        if count == 0 {
            continue;
        }
        let columns = parts::table_columns(other, link, RELATED_COLUMNS);
        let wanted = Wanted { filter, limit: RELATED_ROWS, ..Wanted::default() };
        let records = query::page(house.reader(), other, &columns, &wanted).await?.records;
        let mut table = parts::table_view(other, &records, link, RELATED_COLUMNS);
        house.retold(other, visitor, &columns, &mut table.rows);
        let twice = house.registry.linking_to(listing).iter().filter(|(twin, _)| twin.table == other.table).count() > 1;
        found.push(Related {
            anchor: format!("{}-{link}", other.table),
            title: if twice { format!("{}（{}）", other.title, column.label) } else { other.title.to_owned() },
            count,
            unit: other.unit,
            all: format!("{}?{link}={id}", other.path),
            table,
        });
    }
    Ok(found)
}
