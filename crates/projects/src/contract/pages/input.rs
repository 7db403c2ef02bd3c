//! A field in a table of fields.

use listing::{Column, Kind, cell};
use storage::{Problem, Value};

/// A field as shown.
pub(super) struct Input {
    pub(super) name: String,
    /// What it is, for those who do not see the table around it.
    pub(super) label: String,
    pub(super) value: String,
    pub(super) error: String,
    pub(super) class: &'static str,
    pub(super) words: &'static [&'static str],
}

impl Input {
    /// A field for a value of a column.
    pub(super) fn of(column: &Column, name: String, label: String, value: String, problems: &[Problem]) -> Input {
        let problem = problems.iter().find(|problem| problem.place == name);
        Input {
            error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
            class: if cell::is_numeric(column) { "num" } else { "" },
            words: if let Kind::Choice(words) = column.kind { words } else { &[] },
            name,
            label,
            value,
        }
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
