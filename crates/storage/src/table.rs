//! The shape of a table, as the write path, the schema and the verification need it.

use sm3::{Digest, Sm3};

use crate::Value;

/// How a column is stored.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A 64-bit whole number.
    Int,
    /// Text.
    Text,
}

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in the database.
    pub name: &'static str,
    /// How it is stored.
    pub kind: ColumnKind,
    /// Whether it must have a value.
    pub required: bool,
    /// The table whose row it names, where it is a link.
    pub references: Option<&'static str>,
    /// A condition on this column alone, in SQL, where it has one.
    pub check: Option<String>,
    /// Whether its value is personal: then the history shows that it changed, not from what to what.
    pub personal: bool,
}

/// A table: its columns, its natural key and the invariants that the database itself holds.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// Its columns, in the order of every [`Row`].
    pub columns: Vec<Column>,
    /// The columns that together are unique.
    pub key: Vec<&'static str>,
    /// The columns that have an index of their own.
    pub indexed: Vec<&'static str>,
    /// Conditions over several columns, in SQL.
    pub checks: Vec<String>,
}

impl Table {
    /// The position of a column.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|candidate| candidate.name == column)
    }

    /// The SM3 digest of a row: its table, its id and every value it has, by column name. Empty cells are left out, so
    /// that a column added later does not change the digests of the rows before it.
    pub fn digest(&self, id: i64, values: &[Value]) -> String {
        let mut canonical = format!("{}\u{1f}{id}", self.name);
        for (column, value) in self.columns.iter().zip(values) {
            if !value.is_null() {
                canonical.push('\u{1e}');
                canonical.push_str(column.name);
                canonical.push('\u{1f}');
                value.canonical(&mut canonical);
            }
        }
        hex(&Sm3::digest(canonical.as_bytes()))
    }

    /// The columns of this table as they stand in a statement: quoted, separated by commas.
    pub(crate) fn column_names(&self) -> String {
        self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
    }
}

/// A stored row: its id and its values in the order of the table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id, unique within the table and never used again.
    pub id: i64,
    /// The values, one for each column.
    pub values: Vec<Value>,
}

/// The SM3 digest of bytes, in hexadecimal: the name under which a file is kept.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
