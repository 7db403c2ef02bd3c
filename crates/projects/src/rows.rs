//! All rows of a listing that pass a filter, read by column name.

use cases::CaseFile;
use listing::{
    Alternative, Column, Filter, Listing,
    query::{self, Wanted},
};
use storage::{Reader, Result, Value};

/// How many rows are read at a time.
const AT_ONCE: usize = 5_000;

/// Every row that passes, in the listing's own order.
///
/// # Errors
/// What the database says.
pub(crate) async fn all(reader: Reader<'_>, listing: &'static Listing, filter: Filter) -> Result<Vec<CaseFile>> {
    sorted(reader, listing, filter, None).await
}

/// Every row that passes, by a column and whether its highest value comes first.
///
/// # Errors
/// What the database says.
pub(crate) async fn sorted(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: Filter,
    sort: Option<(&'static str, bool)>,
) -> Result<Vec<CaseFile>> {
    let columns: Vec<&'static Column> = listing.columns.iter().collect();
    let mut wanted = Wanted { filter, sort, limit: AT_ONCE, ..Wanted::default() };
    let mut rows = Vec::new();
    loop {
        let page = query::page(reader, listing, &columns, &wanted).await?;
        rows.extend(page.records.into_iter().map(|record| CaseFile { listing, record }));
        match page.after {
            None => return Ok(rows),
            after => wanted.after = after,
        }
    }
}

/// The filter that asks these things of columns. A column that the listing lacks asks nothing, as nothing stands in it.
pub(crate) fn where_all<const N: usize>(
    listing: &'static Listing,
    asked: [(&'static str, Vec<Alternative>); N],
) -> Filter {
    let parts = asked.into_iter().filter_map(|(name, any)| Some((listing.column(name)?, any)));
    parts.fold(Filter::default(), |filter, (column, any)| filter.with(column, any))
}

/// A column is this value.
pub(crate) fn is(value: impl Into<Value>) -> Vec<Alternative> {
    vec![Alternative::Is(value.into())]
}

/// A column is one of these words.
pub(crate) fn one_of(words: &[&str]) -> Vec<Alternative> {
    words.iter().map(|word| Alternative::Is((*word).into())).collect()
}
