//! A field of these pages.

use listing::{Column, Kind, cell};
use storage::{Problem, Value};

/// A field as shown.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) error: String,
    pub(super) unit: &'static str,
    pub(super) is_number: bool,
    pub(super) is_day: bool,
    pub(super) words: &'static [&'static str],
}

impl Input {
    /// A field for a value of a column, under the column's own label.
    pub(super) fn of(column: &Column, name: String, value: String, problems: &[Problem]) -> Input {
        let problem = problems.iter().find(|problem| problem.place == name);
        Input {
            label: column.label.to_owned(),
            hint: String::new(),
            error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
            unit: column.unit(),
            is_number: cell::is_numeric(column),
            is_day: matches!(column.kind, Kind::Day),
            words: if let Kind::Choice(words) = column.kind { words } else { &[] },
            name,
            value,
        }
    }

    /// The same field under another label, with a hint.
    pub(super) fn called(self, label: String, hint: String) -> Input {
        Input { label, hint, ..self }
    }
}

/// Reads what was typed into a field of a column.
///
/// # Errors
/// The problem at the field.
pub(super) fn read(column: &Column, name: &str, typed: &[(String, String)]) -> Result<Value, Problem> {
    let problem = |sentence| Problem { place: name.to_owned(), sentence };
    cell::parse(column, web::typed(typed, name)).map_err(problem)
}
