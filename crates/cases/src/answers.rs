//! What somebody wrote into the form of a step.

use listing::{Column, cell, choice, day, integer, long_text, money, text};
use procedure::{Ask, AskKind};
use storage::{Problem, Value};
use vocabulary::{Day, Money, MoneyUnit};

/// The fields of a step, read and checked.
#[derive(Clone, Debug, Default)]
pub struct Answers(Vec<(Ask, Value)>);

impl Answers {
    /// Reads what was typed into the fields of a step.
    ///
    /// # Errors
    /// A problem for each field that is missing or wrong.
    pub fn read(fields: &[Ask], typed: &[(String, String)]) -> Result<Answers, Vec<Problem>> {
        let mut answers = Vec::new();
        let mut problems = Vec::new();
        for ask in fields {
            match cell::parse(&column(ask), web::typed(typed, ask.name)) {
                Ok(value) => answers.push((*ask, value)),
                Err(sentence) => problems.push(Problem { place: ask.name.to_owned(), sentence }),
            }
        }
        if problems.is_empty() { Ok(Answers(answers)) } else { Err(problems) }
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(ask, _)| ask.name == name).map(|(_, value)| value)
    }

    /// The text of a field; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.value(name).and_then(Value::text).unwrap_or_default()
    }

    /// The number of a field.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.value(name)?.int()
    }

    /// The amount of a field.
    pub fn money(&self, name: &str) -> Option<Money> {
        self.number(name).map(Money::from_fen)
    }

    /// The day of a field.
    pub fn day(&self, name: &str) -> Option<Day> {
        Day::parse(self.text(name)).ok()
    }

    /// What was written, line by line, for the record of the step. Reason and minutes have columns of their own there.
    pub(crate) fn told(&self) -> String {
        let of_their_own = [Ask::REASON.name, Ask::MINUTES.name, Ask::HELD_ON.name];
        let told = self.0.iter().filter(|(ask, value)| !value.is_null() && !of_their_own.contains(&ask.name));
        let lines: Vec<String> = told
            .map(|(ask, value)| {
                let column = column(ask);
                let unit = column.unit();
                let gap = if unit.is_empty() { "" } else { " " };
                format!("{}：{}{gap}{unit}", ask.label, cell::shown(&column, value))
            })
            .collect();
        lines.join("\n")
    }
}

/// A field as a column, so that it is read and shown as every form does it.
pub(crate) fn column(ask: &Ask) -> Column {
    let column = match ask.kind {
        AskKind::Line => text(ask.name, ask.label),
        AskKind::Paragraph => long_text(ask.name, ask.label),
        AskKind::Day => day(ask.name, ask.label),
        AskKind::Wan => money(ask.name, ask.label, MoneyUnit::WanYuan),
        AskKind::Number(unit) => integer(ask.name, ask.label, unit),
        AskKind::Choice(words) => choice(ask.name, ask.label, words),
    };
    if ask.required { column.required() } else { column }
}
