//! 科技型中小企业: the conditions and the score of 国科发政〔2017〕115号 (评价办法) with the guide 国科火字〔2022〕67号.
//!
//! Whoever holds a high-tech certificate, a national award, a recognised R&D body or has led a standard is confirmed
//! directly and needs no score. [`check`] explains, [`verdict`] only answers and allocates nothing.

mod change;
mod conditions;
mod explain;
mod facts;
mod intake;
pub mod parameters;
pub mod questions;
mod score;
#[cfg(test)]
mod tests;

pub use change::apply;
pub use facts::{Direct, DirectGround, Facts};
pub use intake::{problems, read};
pub use score::{Score, score};

use crate::assessment::{Answer, Assessment, plan as plan_for};
use crate::gap::Change;

/// Whether an enterprise qualifies, without reasons and without allocating.
///
/// What was not filled in leaves a condition open. The facts are taken as [`problems`] let them pass.
pub fn verdict(facts: &Facts) -> Answer {
    let rules = parameters::of(facts.year);
    Answer::of(conditions::all(facts, rules))
}

/// Whether an enterprise qualifies, with every condition, its reason, and the nearest changes that would meet it.
pub fn check(facts: &Facts) -> Assessment {
    explain::assess(facts, parameters::of(facts.year))
}

/// The changes that together mend every failed condition: each the largest of those that single conditions ask for.
/// `None` where no set of single changes does it.
pub fn plan(facts: &Facts) -> Option<Vec<Change>> {
    let after = |changes: &[Change]| verdict(&changes.iter().fold(*facts, |facts, change| apply(&facts, *change)));
    plan_for(&check(facts), after)
}
