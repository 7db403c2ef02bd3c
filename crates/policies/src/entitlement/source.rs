//! Where facts come from: each module that keeps such records says what they know, and nobody names another's table.

use std::fmt::Debug;

use listing::pages::Answer;
use storage::{Reader, Result};

use super::Facts;

/// Whom a policy reached, as figures that open as lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What was given.
    pub title: &'static str,
    /// How many people, teams or firms had it, with the unit.
    pub reached: String,
    /// How much they had, with the unit.
    pub money: String,
    /// The list of what was given.
    pub href: String,
}

/// What the records of a module know of those who may be entitled.
pub trait Source: Send + Sync + Debug {
    /// Everything it knows.
    fn facts<'a>(&'a self, reader: Reader<'a>) -> Answer<'a, Facts>;

    /// Whom a policy reached by its records; nothing where they tell of no payment.
    fn reach<'a>(&'a self, reader: Reader<'a>, policy: i64) -> Answer<'a, Option<Reach>>;
}

/// What several sources know together.
///
/// # Errors
/// What the database says.
pub async fn gather(reader: Reader<'_>, sources: &[Box<dyn Source>]) -> Result<Facts> {
    let mut facts = Facts::default();
    for source in sources {
        facts = facts.and(source.facts(reader).await?);
    }
    Ok(facts)
}
