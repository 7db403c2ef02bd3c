//! Records that a form names: `#12 …`, a key or a name.

use cases::{CaseFile, matching};
use directory::ORGANISATIONS;
use listing::Listing;
use storage::{Error, Reader, Result};
use vocabulary::Day;
use web::{Who, typed};

/// The record that a text names, by its id, its only key or its name.
///
/// # Errors
/// [`Error::Invalid`] at `place` where there is none.
pub(crate) async fn record(reader: Reader<'_>, listing: &'static Listing, place: &str, text: &str) -> Result<CaseFile> {
    let missing = || Error::invalid(place, format!("{}中没有“{text}”，请重新选择", listing.title));
    if let Some(id) = text.strip_prefix('#').and_then(|rest| rest.split_whitespace().next()?.parse().ok()) {
        return CaseFile::read(reader, listing, id).await.map_err(|_| missing());
    }
    for name in listing.key.iter().chain(listing.name) {
        let column = listing.column(name).filter(|column| column.stored_kind() == storage::ColumnKind::Text);
        if column.is_none() || text.is_empty() {
            continue;
        }
        if let Some(found) = CaseFile::all(reader, listing, matching(listing, &[(name, text.into())])?).await?.first() {
            return Ok(found.clone());
        }
    }
    Err(missing())
}

/// The enterprise of a form: one's own; whoever acts for none names it.
///
/// # Errors
/// [`Error::Invalid`] at `enterprise` where there is none.
pub(crate) async fn enterprise(reader: Reader<'_>, who: &Who, asked: &[(String, String)]) -> Result<i64> {
    match who.unit {
        Some(unit) => Ok(unit),
        None => Ok(record(reader, &ORGANISATIONS, "enterprise", typed(asked, "enterprise")).await?.id()),
    }
}

/// A day that a form names, on or before today.
///
/// # Errors
/// [`Error::Invalid`] at `place` where it is missing or still to come.
pub(crate) fn past_day(asked: Option<Day>, place: &str, today: Day) -> Result<Day> {
    match asked {
        Some(day) if day <= today => Ok(day),
        Some(day) => Err(Error::invalid(place, format!("{day} 在今天之后，请核对日期"))),
        None => Err(Error::invalid(place, "请填写日期")),
    }
}
