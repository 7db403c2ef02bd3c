//! 案卷: a record that moves by a procedure, with its cells by name.

use listing::{
    Alternative, Cell, Filter, Listing, Record,
    query::{self, Wanted},
    records,
};
use storage::{Db, Error, Reader, Result, Row, Value, Work};
use vocabulary::{Day, Money};

use crate::Change;

/// How many records are read at a time.
const AT_ONCE: usize = 200;

/// A case as it stands in the database.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Its listing.
    pub listing: &'static Listing,
    /// Its cells, the borrowed ones too.
    pub record: Record,
}

impl CaseFile {
    /// Reads a case.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; what the database says.
    pub async fn read(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<CaseFile> {
        Ok(CaseFile { listing, record: query::record(reader, listing, id).await? })
    }

    /// Every record of a listing that passes a filter, in the listing's own order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all(reader: Reader<'_>, listing: &'static Listing, filter: Filter) -> Result<Vec<CaseFile>> {
        all_by(reader, listing, filter, None).await
    }

    /// Writes these columns within a transaction. What stands in the others is read again: since this was read, somebody, or
    /// the transaction itself, may have written to them.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no longer there; what the database says.
    pub async fn write(&self, work: &mut Work, db: &Db, changes: Vec<Change>) -> Result<()> {
        let changes = self.placed(changes)?;
        let now = records::row(work.reader(), self.listing, self.record.id).await?;
        work.update(db.table(self.listing.table)?, &now, &changes).await.map(|_| ())
    }

    /// Its id.
    pub fn id(&self) -> i64 {
        self.record.id
    }

    /// What people call it.
    pub fn name(&self) -> &str {
        &self.record.name
    }

    /// The address of its page.
    pub fn href(&self) -> String {
        format!("{}/{}", self.listing.path, self.record.id)
    }

    /// A cell, where the listing has that column.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        let position = self.listing.columns.iter().position(|candidate| candidate.name == column)?;
        self.record.cells.get(position)
    }

    /// The text of a column; empty where there is none.
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).and_then(|cell| cell.value.text()).unwrap_or_default()
    }

    /// The number of a column, or the id of the record that a link names.
    pub fn number(&self, column: &str) -> Option<i64> {
        self.cell(column)?.value.int()
    }

    /// The name of the record that a link names; empty where there is none.
    pub fn linked(&self, column: &str) -> &str {
        self.cell(column).and_then(|cell| cell.name.as_deref()).unwrap_or_default()
    }

    /// The day of a column.
    pub fn day(&self, column: &str) -> Option<Day> {
        Day::parse(self.text(column)).ok()
    }

    /// The amount of a column.
    pub fn money(&self, column: &str) -> Option<Money> {
        self.number(column).map(Money::from_fen)
    }

    /// Whether anything stands in a column.
    pub fn has(&self, column: &str) -> bool {
        self.cell(column).is_some_and(|cell| !cell.value.is_null())
    }

    /// The columns, of those that are named, in which nothing stands: their labels.
    pub fn blanks(&self, columns: &[&str]) -> Vec<&'static str> {
        let blank = columns.iter().filter(|column| !self.has(column));
        blank.filter_map(|column| self.listing.column(column)).map(|column| column.label).collect()
    }

    /// The stored row.
    pub fn row(&self) -> Row {
        let stored = self.listing.columns.iter().zip(&self.record.cells);
        let values = stored
            .filter(|(column, _)| !matches!(column.kind, listing::Kind::Borrowed { .. }))
            .map(|(_, cell)| cell.value.clone())
            .collect();
        Row { id: self.record.id, values }
    }

    /// Values by column name as positions in the row.
    ///
    /// # Errors
    /// [`Error::Fault`] if the listing stores no such column.
    pub fn placed(&self, changes: Vec<(&'static str, Value)>) -> Result<Vec<(usize, Value)>> {
        placed(self.listing, changes)
    }
}

/// Every record of a listing that passes a filter, by a column and whether its highest value comes first.
pub(crate) async fn all_by(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: Filter,
    sort: Option<(&'static str, bool)>,
) -> Result<Vec<CaseFile>> {
    let columns: Vec<_> = listing.columns.iter().collect();
    let mut wanted = Wanted { filter, sort, limit: AT_ONCE, ..Wanted::default() };
    let mut all = Vec::new();
    loop {
        let page = query::page(reader, listing, &columns, &wanted).await?;
        all.extend(page.records.into_iter().map(|record| CaseFile { listing, record }));
        match page.after {
            Some(after) => wanted.after = Some(after),
            None => return Ok(all),
        }
    }
}

/// Values by column name as positions in a row of the listing.
///
/// # Errors
/// [`Error::Fault`] if the listing stores no such column.
pub fn placed(listing: &'static Listing, changes: Vec<(&'static str, Value)>) -> Result<Vec<(usize, Value)>> {
    changes
        .into_iter()
        .map(|(name, value)| match listing.position(name) {
            Some(position) => Ok((position, value)),
            None => Err(Error::Fault(format!("{} stores no column {name}", listing.table))),
        })
        .collect()
}

/// A new row of the listing: these values, and nothing in the other columns.
///
/// # Errors
/// [`Error::Fault`] if the listing stores no such column.
pub fn new_row(listing: &'static Listing, values: Vec<(&'static str, Value)>) -> Result<Vec<Value>> {
    let mut row = vec![Value::Null; listing.stored().count()];
    for (position, value) in placed(listing, values)? {
        if let Some(cell) = row.get_mut(position) {
            *cell = value;
        }
    }
    Ok(row)
}

/// Adds a record within a transaction and returns its id: these values, and nothing in the other columns.
///
/// # Errors
/// What the database says.
pub async fn add(work: &mut Work, db: &Db, listing: &'static Listing, values: Vec<Change>) -> Result<i64> {
    let ids = work.insert(db.table(listing.table)?, vec![new_row(listing, values)?]).await?;
    ids.first().copied().ok_or_else(|| Error::Fault(format!("an insert into {} returned no id", listing.table)))
}

/// The rows of a listing in which each of these columns has its value.
///
/// # Errors
/// [`Error::Fault`] if the listing has no such column.
pub fn matching(listing: &'static Listing, values: &[(&str, Value)]) -> Result<Filter> {
    values.iter().try_fold(Filter::default(), |filter, (name, value)| match listing.column(name) {
        Some(column) => Ok(filter.with(column, vec![Alternative::Is(value.clone())])),
        None => Err(Error::Fault(format!("{} has no column {name}", listing.table))),
    })
}
