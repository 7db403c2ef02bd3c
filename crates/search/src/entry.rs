//! What of a record is found: its name, the columns that lists search, its long texts, and the names of what it refers to.

use listing::{Kind, Listing, Record, cell};
use storage::Value;

use crate::Entry;

/// What the database shows of a name that it keeps sealed.
const SEALED: &str = "***";

/// The entry of a record, read with all columns of its listing. What is personal stays out of it.
pub(crate) fn entry(listing: &'static Listing, record: &Record) -> Entry {
    let mut entry = Entry {
        table: listing.table.to_owned(),
        id: record.id,
        title: record.name.replace(SEALED, "").split_whitespace().collect::<Vec<_>>().join(" "),
        ..Entry::default()
    };
    for (column, cell) in listing.columns.iter().zip(&record.cells) {
        let origin = cell::origin(listing, column);
        let is_personal = cell::is_masked(origin) || cell::is_sealed(origin) || column.personal;
        let text = match (&cell.name, &cell.value) {
            (Some(name), _) => name.as_str(),
            (None, Value::Text(text)) => text.as_str(),
            (None, Value::Null | Value::Int(_)) => continue,
        };
        let is_long = matches!(origin.kind, Kind::LongText);
        let is_linked = matches!(origin.kind, Kind::Link(_));
        if is_personal || text.contains(SEALED) || !(is_long || is_linked || column.searched) {
            continue;
        }
        let place = match () {
            () if column.inner || origin.inner => &mut entry.inner,
            () if listing.name.contains(&column.name) => continue,
            // Of what a record refers to, many others speak too: its name counts like any word of the text.
            () if is_long || is_linked => &mut entry.text,
            () => &mut entry.keywords,
        };
        if !place.is_empty() {
            place.push('\n');
        }
        place.push_str(text);
    }
    entry
}

/// Whether the records of a listing are found at all.
pub(crate) fn is_found(listing: &Listing) -> bool {
    listing.kept != listing::Kept::Inside
}
