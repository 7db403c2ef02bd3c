//! What a cell of the database can hold: nothing, a whole number, or a text.
//!
//! Two kinds are enough because money is fen, quantities are scaled integers and days are ISO text. Both databases
//! store them exactly, and their canonical form (what the history hashes) does not depend on a driver.

use crate::{ColumnKind, Result, Seal};

/// The value of one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// No value: unknown or not applicable.
    #[default]
    Null,
    /// A whole number: a count, fen, a scaled quantity, or the id of another row.
    Int(i64),
    /// A text, a code, a choice, or a day in ISO form.
    Text(String),
}

impl Value {
    /// The number, where it is one.
    pub fn int(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            Value::Null | Value::Text(_) => None,
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Null | Value::Int(_) => None,
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The value as it stands in the database: sealed, where the kind says so.
    pub(crate) fn stored(self, kind: ColumnKind, seal: &Seal) -> Value {
        match (self, kind) {
            (Value::Text(text), ColumnKind::Sealed { table, column }) => {
                Value::Text(seal.close(&place(table, column), &text))
            }
            (value, _) => value,
        }
    }

    /// The value that stands in the database so.
    pub(crate) fn opened(self, kind: ColumnKind, seal: &Seal) -> Result<Value> {
        match (self, kind) {
            (Value::Text(text), ColumnKind::Sealed { table, column }) => {
                seal.open(&place(table, column), &text).map(Value::Text)
            }
            (value, _) => Ok(value),
        }
    }

    /// The form that the driver takes. A null carries the column's kind, because PostgreSQL types its parameters.
    pub(crate) fn bound(self, kind: ColumnKind) -> sea_orm::Value {
        match (self, kind) {
            (Value::Int(number), _) => sea_orm::Value::BigInt(Some(number)),
            (Value::Text(text), _) => sea_orm::Value::String(Some(text)),
            (Value::Null, ColumnKind::Int) => sea_orm::Value::BigInt(None),
            (Value::Null, ColumnKind::Text | ColumnKind::Sealed { .. }) => sea_orm::Value::String(None),
        }
    }

    /// The same value however the database stores it: the kind's letter and the plain form.
    pub(crate) fn canonical(&self, out: &mut String) {
        match self {
            Value::Null => out.push('-'),
            Value::Int(number) => {
                out.push('i');
                out.push_str(&number.to_string());
            }
            Value::Text(text) => {
                out.push('t');
                out.push_str(text);
            }
        }
    }
}

fn place(table: &str, column: &str) -> String {
    format!("{table}.{column}")
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
