//! Review: the pool of experts, and the engines that keep experts apart from what they judge, draw panels, assign
//! applications to reviewers and compute scores.
//!
//! - Record kinds [`EXPERTS`], [`EXPERT_UNITS`] and [`EXPERT_TIES`]: what a bureau keeps of its experts.
//! - [`conflicts`] says whether an expert may judge an application, and fails closed: what is not known counts against.
//! - [`draw`] draws a panel from a recorded seed; [`Draw::replay`] lets a supervisor draw it again.
//! - [`assign`] gives every application its reviewers at the highest total score, proven, or says why nobody can.
//! - [`panel_score`] and [`ranked`] compute in whole numbers and round once.
//!
//! The engines are pure: they take plain values and a [`vocabulary::Day`], and touch no database, clock, randomness or
//! page. Who fetches the facts, keeps a draw or shows a sentence stands in the modules above. This crate knows no call,
//! project or account; an application is an identity and what is said of it here.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod assign;
mod conflict;
mod discipline;
mod draw;
mod expert;
mod expert_tie;
mod expert_unit;
mod flow;
mod ids;
mod panel;
mod parameters;
mod score;

pub use assign::{Assignment, AssignmentRequest, Match, Reviewer, Shortage, Task, Unassigned, assign};
pub use conflict::{
    Bar, Conflict, ConflictRules, Eligibility, ExpertFacts, Gap, JointWork, Post, PostKind, SubjectFacts, Tie, TieKind,
    conflicts,
};
pub use discipline::{Closeness, Discipline};
pub use draw::{Draw, DrawRequest, Excluded, Place, Pooled, Replacement, Seed, Unfilled, draw};
pub use expert::{EXPERT_CLASSES, EXPERTS};
pub use expert_tie::{EXPERT_TIES, TIE_KINDS};
pub use expert_unit::{EXPERT_UNITS, POST_KINDS};
pub use ids::{ApplicationId, CallId, ExpertId, PersonId, UnitId};
pub use panel::{Class, PanelNeed, PanelRules, Quota};
pub use parameters::{Confidence, PARAMETERS, Parameter};
pub use score::{
    Ballot, Contender, Criterion, Hundredths, Mark, Merit, PanelScore, ScoreRules, ScoringSheet, Tenths, panel_score,
    ranked,
};

use listing::Listing;

/// The listings of this crate.
pub static LISTINGS: &[&Listing] = &[&EXPERTS, &EXPERT_UNITS, &EXPERT_TIES];

#[cfg(test)]
mod tests;
