//! A field of a step as forms show it.

use listing::{Kind, cell};
use procedure::Ask;
use storage::Problem;
use web::typed;

use crate::answers::column;

/// A field, with what was typed into it and what is wrong with that.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) unit: &'static str,
    pub(super) value: String,
    pub(super) error: String,
    pub(super) is_required: bool,
    pub(super) is_long: bool,
    pub(super) is_day: bool,
    pub(super) is_number: bool,
    pub(super) words: &'static [&'static str],
}

impl Field {
    pub(super) fn of(ask: &Ask, pairs: &[(String, String)], problems: &[Problem]) -> Field {
        let column = column(ask);
        let problem = problems.iter().find(|problem| problem.place == ask.name);
        Field {
            name: ask.name,
            label: ask.label,
            unit: column.unit(),
            value: typed(pairs, ask.name).to_owned(),
            error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
            is_required: ask.required,
            is_long: matches!(column.kind, Kind::LongText),
            is_day: matches!(column.kind, Kind::Day),
            is_number: cell::is_numeric(&column),
            words: if let Kind::Choice(words) = column.kind { words } else { &[] },
        }
    }
}
