//! The questionnaires as their forms and the description of the interface need them: each question once, with its kind
//! and what the regulation means by it.

use crate::item::Item;

/// Questions that stand together on a page.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub legend: &'static str,
    /// What to know before filling it in; empty where the questions speak for themselves.
    pub about: &'static str,
    /// The questions.
    pub questions: &'static [Question],
    /// Whether each question is asked of every accounting year.
    pub is_yearly: bool,
}

/// One question.
#[derive(Copy, Clone, Debug)]
pub struct Question {
    /// What is asked for.
    pub item: Item,
    /// What an answer looks like.
    pub input: Input,
    /// The object inside the questionnaire in which the answer stands, where it is not the questionnaire itself.
    pub within: Option<Item>,
    /// Whether nothing can be said without an answer. Other questions may stay open and widen the range.
    pub is_required: bool,
    /// The definition, in a sentence without a closing full stop.
    pub hint: &'static str,
}

/// What an answer looks like.
#[derive(Copy, Clone, Debug)]
pub enum Input {
    /// A day.
    Day,
    /// A calendar year.
    Year,
    /// How many there are.
    Count,
    /// An amount in whole yuan, 0 or more.
    Amount,
    /// An amount in whole yuan of either sign.
    Balance,
    /// Yes or no.
    Flag,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// Any of these words.
    Words(fn() -> Vec<&'static str>),
    /// Whether there is such a thing, or the points expected for it, at most so many.
    Mark(u8),
}

impl Question {
    /// A question that may stay open.
    pub(crate) const fn new(item: Item, input: Input, hint: &'static str) -> Question {
        Question { item, input, within: None, is_required: false, hint }
    }

    /// The same question inside an object.
    pub(crate) const fn within(self, object: Item) -> Question {
        Question { within: Some(object), ..self }
    }

    /// The same question, without which nothing can be said.
    pub(crate) const fn required(self) -> Question {
        Question { is_required: true, ..self }
    }

    /// Where the answer stands in the questionnaire: `staff`, `ip.class1`. Of a yearly question the name inside a year.
    pub fn place(&self) -> String {
        match self.within {
            Some(object) => format!("{}.{}", object.code(), self.item.code()),
            None => self.item.code().to_owned(),
        }
    }

    /// The words for yes and no that go with the question's name.
    pub fn yes_and_no(&self) -> [&'static str; 2] {
        if self.item.name().starts_with("有无") { ["有", "无"] } else { ["是", "否"] }
    }
}

/// The words of a table of words.
pub(crate) fn words<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
    table.iter().map(|(word, _)| *word).collect()
}
