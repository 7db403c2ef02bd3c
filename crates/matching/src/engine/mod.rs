//! How well an answer fits a demand, and why: pure functions over plain values and texts. Constraints are asked first, each
//! for itself; then the texts; and every point can be traced to a sentence, a fact or a recorded weight.

mod constraint;
mod likeness;
mod score;
#[cfg(test)]
mod tests;

pub(crate) use likeness::Pool;
pub(crate) use score::{Scored, score};

use vocabulary::{Day, Money};

/// What is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// Everything that may be read of it.
    pub(crate) text: String,
    /// Its field of learning, digits only.
    pub(crate) field: Option<String>,
    /// The code of the region where it is needed.
    pub(crate) region: Option<String>,
    pub(crate) budget: Option<Money>,
    pub(crate) deadline: Option<Day>,
    /// The day it is.
    pub(crate) today: Day,
}

/// Something that is known, not known, or not asked of this kind of answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known<T> {
    /// It is known.
    As(T),
    /// It should be known and is not.
    Not,
    /// This kind of answer has no such thing.
    Unasked,
}

impl<T> Known<T> {
    /// What was found where it was asked.
    pub(crate) fn of(is_asked: bool, found: Option<T>) -> Known<T> {
        match (is_asked, found) {
            (false, _) => Known::Unasked,
            (true, Some(value)) => Known::As(value),
            (true, None) => Known::Not,
        }
    }
}

/// Something that may answer.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// What is written of it, piece by piece.
    pub(crate) texts: Vec<Text>,
    /// Its fields of learning, digits only.
    pub(crate) fields: Known<Vec<String>>,
    pub(crate) region: Known<String>,
    pub(crate) price: Known<Money>,
    /// 1 to 9.
    pub(crate) maturity: Known<i64>,
    pub(crate) until: Known<Day>,
    pub(crate) operator: Known<String>,
    /// The hours for which it was used within the last thirty days.
    pub(crate) hours: Known<i64>,
    pub(crate) weights: Vec<Weight>,
}

/// A text that tells of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) body: String,
    /// Its place in the full-text ranking: 1000 for the best of its kind, less for the others.
    pub(crate) rank: i64,
}

/// A recorded weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    pub(crate) points: i64,
    pub(crate) reason: String,
}
