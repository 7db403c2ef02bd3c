//! 高新技术企业: the eight conditions and the innovation score of 国科发火〔2016〕32号 (办法) and 国科发火〔2016〕195号 (工作指引).
//!
//! Experts choose points within bands, so the score is a range and the answer can be "possible". [`check`] gives every
//! condition with its reason and what is missing; [`verdict`] gives the answer alone and allocates nothing. Both ask the
//! same functions.

mod change;
mod conditions;
mod explain;
mod facts;
mod growth;
mod intake;
pub mod parameters;
pub mod questions;
mod rights;
mod score;
#[cfg(test)]
mod tests;

pub use change::apply;
pub use facts::{Facts, Field, Grade, Ip, Management, Mark, Year, Years};
pub use growth::{Growth, Rate};
pub use intake::{problems, read};
pub use rights::{Class, NotCounted, Right, RightKind, RightsCount, Use, countable};
pub use score::{Score, score};

use crate::assessment::{Answer, Assessment, plan as plan_for};
use crate::gap::Change;

/// Whether an enterprise qualifies, without reasons and without allocating.
///
/// What was not filled in leaves a condition open. The facts are taken as [`problems`] let them pass: of facts that it
/// refuses, conditions that cannot be computed stay open.
pub fn verdict(facts: &Facts) -> Answer {
    let rules = parameters::on(facts.applied_on);
    Answer::of(conditions::all(facts, rules))
}

/// Whether an enterprise qualifies, with every condition, its reason, and the nearest changes that would meet it.
pub fn check(facts: &Facts) -> Assessment {
    explain::assess(facts, parameters::on(facts.applied_on))
}

/// The changes that together mend every failed condition: each the largest of those that single conditions ask for.
/// `None` where no set of single changes does it. Conditions that depend on experts stay open.
pub fn plan(facts: &Facts) -> Option<Vec<Change>> {
    let after = |changes: &[Change]| verdict(&changes.iter().fold(*facts, |facts, change| apply(&facts, *change)));
    plan_for(&check(facts), after)
}
