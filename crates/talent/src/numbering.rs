//! Running numbers of cases: `FF2022-001`. Cases are never removed, so that counting them tells the next.

use listing::{Alternative, Filter, Listing, query};
use storage::{Error, Reader, Result};

/// The next number that begins with `prefix`.
pub(crate) async fn next(reader: Reader<'_>, listing: &'static Listing, prefix: &str) -> Result<String> {
    let column = listing.column("number").ok_or_else(|| Error::Fault(format!("{} has no number", listing.table)))?;
    let filter = Filter::default().with(column, vec![Alternative::Starts(format!("{prefix}-"))]);
    let count = query::count(reader, listing, &filter).await?;
    Ok(format!("{prefix}-{:03}", count + 1))
}
