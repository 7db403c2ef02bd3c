//! What a self-check answers: yes, no or possibly; the score as a range; and every condition with its reason.

use std::fmt;

use serde::Serialize;

use crate::gap::{Change, Gap};
use crate::item::Item;
use crate::points::Points;
use crate::source::Source;

/// Whether an enterprise qualifies.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// A condition is not met.
    No,
    /// No condition fails, but one at least depends on experts or on what was not filled in.
    Possible,
    /// Every condition is met.
    Yes,
}

impl Answer {
    /// The answer that several conditions give together. It stops at the first that fails.
    pub fn of(conditions: impl IntoIterator<Item = Option<bool>>) -> Answer {
        let mut answer = Answer::Yes;
        for met in conditions {
            match met {
                Some(false) => return Answer::No,
                None => answer = Answer::Possible,
                Some(true) => {}
            }
        }
        answer
    }

    /// The answer in words.
    pub const fn label(self) -> &'static str {
        match self {
            Answer::Yes => "符合",
            Answer::No => "不符合",
            Answer::Possible => "有可能符合",
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.label())
    }
}

/// One condition: whether it is met, by what, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// A short name that stays the same.
    pub code: &'static str,
    /// The condition in words.
    pub name: &'static str,
    /// Whether it is met; `None` where that depends on experts or on what was not filled in.
    pub met: Option<bool>,
    /// What there is.
    pub have: String,
    /// What is asked for.
    pub need: String,
    /// What is missing; `None` when it is met.
    pub gap: Option<Gap>,
    /// Where it stands.
    pub source: Source,
}

impl Condition {
    /// The same condition with what is missing, which is asked for only where it is not met.
    pub(crate) fn missing(mut self, gap: impl FnOnce() -> Gap) -> Condition {
        if self.met != Some(true) {
            self.gap = Some(gap());
        }
        self
    }
}

/// The outcome of a self-check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// What was asked for, e.g. 高新技术企业认定.
    #[serde(skip)]
    pub subject: &'static str,
    /// The answer.
    pub qualifies: Answer,
    /// The score that the enterprise can expect.
    pub score: Points,
    /// The least score that passes.
    #[serde(skip)]
    pub least: u8,
    /// Every condition, in the order of the regulation.
    pub conditions: Vec<Condition>,
    /// The documents in force.
    pub edition: &'static str,
    /// The parts of the score: name, points, and the most there can be.
    #[serde(skip)]
    pub parts: Vec<Part>,
    /// What a person has to know or decide.
    #[serde(skip)]
    pub remarks: Vec<&'static str>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is graded.
    pub name: &'static str,
    /// By which value; empty where nothing is counted or computed.
    pub by: String,
    /// The points.
    pub points: Points,
    /// The most that it can give.
    pub most: u8,
}

impl Assessment {
    /// The condition with this code.
    pub fn condition(&self, code: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.code == code)
    }

    /// One change for each failed condition that a single change can mend, the largest where two touch the same item;
    /// `None` when a failed condition has no such change. `choice` says which way is taken where there are several.
    pub(crate) fn mended(&self, choice: usize) -> Option<Vec<Change>> {
        let mut plan: Vec<Change> = Vec::new();
        for condition in self.conditions.iter().filter(|condition| condition.met == Some(false)) {
            let ways = &condition.gap.as_ref()?.ways;
            let change = *ways.get(choice).or(ways.first())?;
            match plan.iter_mut().find(|known| known.item() == change.item()) {
                Some(known) if known.by() < change.by() => *known = change,
                Some(_) => {}
                None => plan.push(change),
            }
        }
        Some(plan)
    }
}

/// The changes that together mend every failed condition of `now`, proved by checking `after` them; `None` when single
/// changes cannot do it.
pub(crate) fn plan(now: &Assessment, after: impl Fn(&[Change]) -> Answer) -> Option<Vec<Change>> {
    let choices = now.conditions.iter().filter_map(|condition| condition.gap.as_ref()).map(|gap| gap.ways.len());
    (0..choices.max().unwrap_or_default().max(1))
        .filter_map(|choice| now.mended(choice))
        .find(|changes| after(changes) != Answer::No)
}

/// What is shown where nothing was filled in.
pub(crate) const BLANK: &str = "未填写";

/// The items that are blank.
pub(crate) fn blank(items: impl IntoIterator<Item = (Item, bool)>) -> Vec<Item> {
    items.into_iter().filter(|(_, is_blank)| *is_blank).map(|(item, _)| item).collect()
}
