//! A record of one of our own listings, its values by the names of its columns.

use listing::Listing;
use storage::{Db, Error, Reader, Result, Row, Value, Work};
use vocabulary::Day;

use crate::{Moment, store};

/// A stored record.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    listing: &'static Listing,
    row: Row,
}

/// Values by column name.
pub(crate) type Values<'v> = &'v [(&'static str, Value)];

impl Entry {
    /// Its id.
    pub(crate) fn id(&self) -> i64 {
        self.row.id
    }

    /// The text of a column; empty where there is none.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.value(column).and_then(Value::text).unwrap_or_default()
    }

    /// The number of a column, or the id of what a link names.
    pub(crate) fn number(&self, column: &str) -> Option<i64> {
        self.value(column)?.int()
    }

    /// The day of a column.
    pub(crate) fn day(&self, column: &str) -> Option<Day> {
        Day::parse(self.text(column)).ok()
    }

    /// The moment of a column.
    pub(crate) fn moment(&self, column: &str) -> Option<Moment> {
        Moment::parse(self.text(column))
    }

    /// Whether a column holds 是.
    pub(crate) fn is(&self, column: &str) -> bool {
        self.text(column) == "是"
    }

    fn value(&self, column: &str) -> Option<&Value> {
        self.row.values.get(self.listing.position(column)?)
    }
}

/// The records in which these columns have these values, the latest first, at most `limit`.
pub(crate) async fn latest(
    reader: Reader<'_>,
    db: &Db,
    listing: &'static Listing,
    by: Values<'_>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows = store::rows(reader, db.table(listing.table)?, by, limit).await?;
    Ok(rows.into_iter().map(|row| Entry { listing, row }).collect())
}

/// The latest record in which these columns have these values.
pub(crate) async fn find(
    reader: Reader<'_>,
    db: &Db,
    listing: &'static Listing,
    by: Values<'_>,
) -> Result<Option<Entry>> {
    Ok(latest(reader, db, listing, by, 1).await?.into_iter().next())
}

/// The record with this id.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub(crate) async fn of_id(reader: Reader<'_>, db: &Db, listing: &'static Listing, id: i64) -> Result<Entry> {
    find(reader, db, listing, &[("id", id.into())])
        .await?
        .ok_or_else(|| Error::NotFound(format!("{}中没有编号为 {id} 的记录", listing.title)))
}

/// Adds a record with these values and nothing in the other columns.
pub(crate) async fn add(work: &mut Work, db: &Db, listing: &'static Listing, values: Values<'_>) -> Result<i64> {
    let mut row = vec![Value::Null; listing.stored().count()];
    for (position, value) in placed(listing, values)? {
        row.get_mut(position).into_iter().for_each(|cell| *cell = value.clone());
    }
    let ids = work.insert(db.table(listing.table)?, vec![row]).await?;
    ids.first().copied().ok_or_else(|| Error::Fault("an insert returned no id".to_owned()))
}

/// Changes some values of a record and returns it as it then is.
pub(crate) async fn change(work: &mut Work, db: &Db, entry: &Entry, values: Values<'_>) -> Result<Entry> {
    let changes = placed(entry.listing, values)?;
    let row = work.update(db.table(entry.listing.table)?, &entry.row, &changes).await?;
    Ok(Entry { listing: entry.listing, row })
}

fn placed(listing: &'static Listing, values: Values<'_>) -> Result<Vec<(usize, Value)>> {
    let place = |(name, value): &(&'static str, Value)| match listing.position(name) {
        Some(position) => Ok((position, value.clone())),
        None => Err(Error::Fault(format!("{} stores no column {name}", listing.table))),
    };
    values.iter().map(place).collect()
}
