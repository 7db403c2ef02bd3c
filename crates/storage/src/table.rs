//! The shape of a table, as the write path, the schema and the verification need it.

use std::borrow::Cow;

use sm3::{Digest, Sm3};

use crate::{Seal, Value};

/// How a value is bound to a statement and read from what it finds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// A 64-bit whole number.
    Int,
    /// Text.
    Text,
    /// Text that stands sealed in the database ([`Seal`]): it is closed when it is bound and opened when it is read.
    Sealed {
        /// The table where it is kept.
        table: &'static str,
        /// Its column there.
        column: &'static str,
    },
}

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in the database.
    pub name: &'static str,
    /// What it holds: a number or a text.
    pub kind: ColumnKind,
    /// Whether it must have a value.
    pub required: bool,
    /// The table whose row it names, where it is a link.
    pub references: Option<&'static str>,
    /// A condition on this column alone, in SQL, where it has one. The database cannot weigh what is sealed and is not
    /// told; one that it was told before the column became personal would refuse the sealed text.
    pub check: Option<String>,
    /// Whether its value is personal: then the history shows that it changed, not from what to what, and a text stands
    /// sealed in the database. A number does not, so that it can still be added up.
    pub personal: bool,
}

impl Column {
    /// Whether its values stand sealed in the database.
    pub fn is_sealed(&self) -> bool {
        self.personal && self.kind == ColumnKind::Text
    }
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

    /// How each of its columns is bound and read.
    pub fn kinds(&self) -> impl Iterator<Item = ColumnKind> {
        let kind = |column: &Column| match column.is_sealed() {
            true => ColumnKind::Sealed { table: self.name, column: column.name },
            false => column.kind,
        };
        self.columns.iter().map(kind)
    }

    /// Values as they stand in the database: the personal texts sealed.
    pub(crate) fn stored<'v>(&self, seal: &Seal, values: &'v [Value]) -> Cow<'v, [Value]> {
        if !self.columns.iter().any(Column::is_sealed) {
            return Cow::Borrowed(values);
        }
        self.kinds().zip(values).map(|(kind, value)| value.clone().stored(kind, seal)).collect()
    }

    /// The SM3 digest of a row as it stands in the database: its table, its id and every value it has, by column name.
    /// Empty cells are left out, so that a column added later does not change the digests of the rows before it.
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
