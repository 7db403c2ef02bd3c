//! Tables of records, as every page shows them.

use vocabulary::Role;
use web::Who;

use crate::{Audience, Cell, Column, Kind, Listing, Record, cell, query, sight};

/// A column head.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The label.
    pub label: &'static str,
    /// The unit, or nothing.
    pub unit: &'static str,
    /// Whether it holds numbers.
    pub is_numeric: bool,
    /// The link that sorts by it, where the table can be sorted.
    pub sort: Option<String>,
    /// How it is sorted now: `ascending`, `descending` or nothing.
    pub sorted: &'static str,
}

/// A cell as shown.
#[derive(Clone, Debug)]
pub struct CellView {
    /// The label of its column, for narrow screens.
    pub label: &'static str,
    /// Its text.
    pub text: String,
    /// Its class.
    pub class: &'static str,
    /// Where it leads, or nothing.
    pub href: String,
}

/// A row as shown.
#[derive(Clone, Debug)]
pub struct RowView {
    /// The first cell, which names the row and leads to it.
    pub head: CellView,
    /// The others.
    pub cells: Vec<CellView>,
}

/// A table as shown.
#[derive(Clone, Debug, Default)]
pub struct TableView {
    /// The heads.
    pub headings: Vec<Heading>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// The view of a cell. `origin` is where the column's values are really kept.
pub(super) fn view(listing: &'static Listing, column: &'static Column, cell: &Cell) -> CellView {
    let origin = cell::origin(listing, column);
    let href = match (origin.kind, &cell.value) {
        (Kind::Link(target), storage::Value::Int(id)) => format!("{}/{id}", target.path),
        _ => String::new(),
    };
    CellView { label: column.label, text: text(origin, cell), class: class(origin), href }
}

/// Whether somebody may follow a link: to a kind of record that they may see, and where only their own unit is for them, to
/// that one.
pub(super) fn leads(listing: &'static Listing, column: &'static Column, who: &Who, href: &str) -> bool {
    let Kind::Link(target) = cell::origin(listing, column).kind else { return true };
    let is_of_unit = who.role.is_some_and(Role::is_of_unit);
    let is_unit_itself = target.audience != Audience::Public && target.owner.is_some_and(|owner| target.key == [owner]);
    match (sight(target, who), who.unit) {
        (None, _) => false,
        (Some(_), Some(unit)) if is_of_unit && is_unit_itself => href == format!("{}/{unit}", target.path),
        (Some(_), _) => true,
    }
}

/// The text of a cell: the name of what it links to, or its value, masked where it is personal.
pub(super) fn text(origin: &Column, cell: &Cell) -> String {
    match (&cell.name, origin.kind) {
        (Some(name), _) => name.clone(),
        (None, Kind::Link(_)) => String::new(),
        _ if cell::is_masked(origin) => cell::masked(origin, &cell.value),
        _ => cell::shown(origin, &cell.value),
    }
}

fn class(origin: &Column) -> &'static str {
    match origin.kind {
        Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) => "num",
        Kind::Day | Kind::Year => "date",
        Kind::Code(_) => "code",
        Kind::Link(_) => "name",
        Kind::Text | Kind::LongText | Kind::Choice(_) | Kind::Borrowed { .. } => "",
    }
}

/// The heads of a table whose columns cannot be sorted.
pub(super) fn headings(listing: &'static Listing, columns: &[&'static Column]) -> Vec<Heading> {
    columns
        .iter()
        .map(|column| {
            let origin = cell::origin(listing, column);
            Heading {
                label: column.label,
                unit: if cell::is_numeric(origin) { origin.unit() } else { "" },
                is_numeric: class(origin) == "num",
                sort: None,
                sorted: "",
            }
        })
        .collect()
}

/// The rows of a table. The first cell leads to the record unless it is a link of its own.
pub(super) fn rows(listing: &'static Listing, columns: &[&'static Column], records: &[Record]) -> Vec<RowView> {
    records
        .iter()
        .map(|record| {
            let mut cells =
                columns.iter().zip(&record.cells).map(|(column, cell)| view(listing, column, cell)).collect::<Vec<_>>();
            let mut head = if cells.is_empty() {
                CellView { label: "", text: record.name.clone(), class: "name", href: String::new() }
            } else {
                cells.remove(0)
            };
            head.href = format!("{}/{}", listing.path, record.id);
            if head.text.is_empty() {
                head.text = format!("#{}", record.id);
            }
            RowView { head, cells }
        })
        .collect()
}

/// A small table of records of a listing, leaving out one column (the link to the page on which it stands).
pub fn table_view(listing: &'static Listing, records: &[Record], without: &str, columns: usize) -> TableView {
    let shown: Vec<&'static Column> =
        query::brief(listing).into_iter().filter(|column| column.name != without).take(columns).collect();
    TableView { headings: headings(listing, &shown), rows: rows(listing, &shown, records) }
}

/// The columns that [`table_view`] shows, for reading the records.
pub fn table_columns(listing: &'static Listing, without: &str, columns: usize) -> Vec<&'static Column> {
    query::brief(listing).into_iter().filter(|column| column.name != without).take(columns).collect()
}
