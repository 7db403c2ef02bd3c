//! A field of a form, as the templates show it.

use cases::CaseFile;
use listing::{Column, Kind, cell};
use storage::Problem;
use web::typed;

use super::super::write::{answer_field, options};

/// A field with what stands in it and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) unit: &'static str,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) error: String,
    pub(super) is_required: bool,
    pub(super) is_long: bool,
    pub(super) is_day: bool,
    pub(super) is_number: bool,
    /// Whether it stands in a table whose head already says what it is.
    pub(super) is_in_row: bool,
    /// What can be chosen, where it is a choice.
    pub(super) words: Vec<String>,
}

impl Field {
    /// The field of a column under a name of the form.
    pub(super) fn of(column: &Column, name: String, pairs: &[(String, String)], problems: &[Problem]) -> Field {
        let text = |text: &str| text.to_owned();
        Field {
            value: text(typed(pairs, &name)),
            error: error(&name, problems),
            label: text(column.label),
            unit: column.unit(),
            hint: hint(column),
            is_required: column.required,
            is_long: matches!(column.kind, Kind::LongText),
            is_day: matches!(column.kind, Kind::Day),
            is_number: cell::is_numeric(column),
            is_in_row: false,
            words: match column.kind {
                Kind::Choice(words) => words.iter().map(|word| text(word)).collect(),
                _ => Vec::new(),
            },
            name,
        }
    }

    /// The field of an extra question.
    pub(super) fn of_question(question: &CaseFile, pairs: &[(String, String)], problems: &[Problem]) -> Field {
        let name = answer_field(question.id());
        let kind = question.text("kind");
        Field {
            value: typed(pairs, &name).to_owned(),
            error: error(&name, problems),
            label: question.text("question").to_owned(),
            is_required: question.text("required") == "是",
            is_long: kind == "多行文字",
            is_day: kind == "日期",
            is_number: kind == "数字",
            words: if kind == "单选" {
                options(question).into_iter().map(str::to_owned).collect()
            } else {
                Vec::new()
            },
            name,
            ..Field::default()
        }
    }
}

fn error(name: &str, problems: &[Problem]) -> String {
    problems.iter().find(|problem| problem.place == name).map_or(String::new(), |problem| problem.sentence.clone())
}

fn hint(column: &Column) -> String {
    match column.kind {
        Kind::Link(target) if column.hint.is_empty() => format!("填{}的编号、代码或全称", target.title),
        _ => column.hint.to_owned(),
    }
}
