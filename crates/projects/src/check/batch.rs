//! Rows of a listing for many keys at once, sorted by key.

use std::{borrow::Borrow, collections::BTreeMap};

use cases::CaseFile;
use listing::{Alternative, Filter, Listing};
use storage::{Reader, Result, Value};

use crate::rows::all;

/// Rows by a key that each of them has.
#[derive(Debug)]
pub(super) struct Batch<K>(BTreeMap<K, Vec<CaseFile>>);

/// Rows by the id of the record to which they belong.
pub(super) type ById = Batch<i64>;

/// Rows by somebody's name.
pub(super) type ByName = Batch<String>;

/// A key of rows.
pub(super) trait Key: Ord + Sized {
    /// As the database has it.
    fn value(&self) -> Value;

    /// The key of a row.
    fn of(row: &CaseFile, column: &str) -> Option<Self>;
}

impl Key for i64 {
    fn value(&self) -> Value {
        Value::Int(*self)
    }

    fn of(row: &CaseFile, column: &str) -> Option<i64> {
        row.number(column)
    }
}

impl Key for String {
    fn value(&self) -> Value {
        Value::from(self.as_str())
    }

    fn of(row: &CaseFile, column: &str) -> Option<String> {
        Some(row.text(column).to_owned()).filter(|text| !text.is_empty())
    }
}

impl<K: Key> Batch<K> {
    /// Reads the rows whose column has one of these keys and that pass a filter.
    pub(super) async fn read(
        reader: Reader<'_>,
        listing: &'static Listing,
        column: &'static str,
        keys: &[K],
        filter: Filter,
    ) -> Result<Batch<K>> {
        let rows = match listing.column(column) {
            Some(place) if !keys.is_empty() => {
                let any = keys.iter().map(|key| Alternative::Is(key.value())).collect();
                all(reader, listing, filter.with(place, any)).await?
            }
            _ => Vec::new(),
        };
        Ok(Batch::sorted(rows, column))
    }

    /// These rows by a column.
    pub(super) fn sorted(rows: Vec<CaseFile>, column: &str) -> Batch<K> {
        let mut sorted: BTreeMap<K, Vec<CaseFile>> = BTreeMap::new();
        for row in rows {
            if let Some(key) = K::of(&row, column) {
                sorted.entry(key).or_default().push(row);
            }
        }
        Batch(sorted)
    }

    /// The rows of a key.
    pub(super) fn of<Q>(&self, key: &Q) -> &[CaseFile]
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every row.
    pub(super) fn into_rows(self) -> impl Iterator<Item = CaseFile> {
        self.0.into_values().flatten()
    }
}

/// The keys of rows, each once.
pub(super) fn keys<'r, K: Key>(rows: impl IntoIterator<Item = &'r CaseFile>, column: &str) -> Vec<K> {
    let mut keys: Vec<K> = rows.into_iter().filter_map(|row| K::of(row, column)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
