//! Numbers that the bureau gives: a prefix with the year, and the next free number of at least three digits.

use listing::{
    Alternative, Filter, Listing,
    query::{self, Wanted},
};
use storage::{Error, Reader, Result};

/// The next number after those that begin with `prefix`, such as `TZ2022-007`.
///
/// # Errors
/// What the database says.
pub async fn next(reader: Reader<'_>, listing: &'static Listing, prefix: &str) -> Result<String> {
    let column = listing
        .column("number")
        .ok_or_else(|| Error::Fault(format!("{} has no column for its number", listing.table)))?;
    let filter = Filter::default().with(column, vec![Alternative::Starts(format!("{prefix}-"))]);
    // As text 999 comes after 1000, so beyond three digits it is the count that tells.
    let count = query::count(reader, listing, &filter).await?;
    let wanted = Wanted { filter, sort: Some(("number", true)), limit: 1, ..Wanted::default() };
    let highest = query::page(reader, listing, &[column], &wanted).await?.records;
    let number =
        highest.first().and_then(|record| record.cells.first()?.value.text()?.rsplit_once('-')?.1.parse().ok());
    Ok(format!("{prefix}-{:03}", number.unwrap_or(0_i64).max(count) + 1))
}
