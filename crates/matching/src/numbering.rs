//! Numbers that the bureau gives: a prefix with the year, and the next free number of at least three digits.

use cases::CaseFile;
use listing::{Alternative, Filter, Listing};
use storage::{Error, Reader, Result};
use vocabulary::Day;

/// The next number of this year, such as `XQ2022-007`.
///
/// # Errors
/// What the database says.
pub(crate) async fn next(reader: Reader<'_>, listing: &'static Listing, prefix: &str, today: Day) -> Result<String> {
    let prefix = format!("{prefix}{}-", today.year());
    let missing = || Error::Fault(format!("{} has no column for its number", listing.table));
    let column = listing.column("number").ok_or_else(missing)?;
    let of_year = Filter::default().with(column, vec![Alternative::Starts(prefix.clone())]);
    let given = CaseFile::all(reader, listing, of_year).await?;
    let numbers = given.iter().filter_map(|row| row.text("number").strip_prefix(&prefix)?.parse::<i64>().ok());
    Ok(format!("{prefix}{:03}", numbers.max().unwrap_or(0) + 1))
}
