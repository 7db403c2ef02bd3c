//! Threading the needle: what enterprises need, what research has found, and what became of every suggestion.
//!
//! A demand (技术需求) grades itself, is worked out with a broker where it is vague, and is answered with achievements, experts,
//! teams, instruments, past projects and commissioners. Every point of a suggestion rests on a sentence, a fact or a recorded
//! weight; what speaks against it is named; and somebody is responsible for the next move.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod achievement;
mod at_hand;
mod demand;
mod engine;
mod find;
mod gather;
mod indexed;
mod judgement;
mod near;
mod numbering;
mod pages;
mod pairing;
mod parameters;
mod source;
#[cfg(test)]
mod tests;
mod weight;
mod work;

pub use achievement::ACHIEVEMENTS;
pub use at_hand::AtHand;
pub use demand::{DEMANDS, OPENINGS, POSTINGS, SECRETS, TARGETS};
pub use find::{Finder, Suggested};
pub use indexed::Indexed;
pub use judgement::JUDGEMENTS;
pub use near::{Near, Texts};
pub use pages::{Needle, beside, routes};
pub use pairing::PAIRINGS;
pub use source::{AnswerKind, Of, Source, Told, Used};
pub use weight::WEIGHTS;
pub use work::WORKS;

use cases::{Kind, Of as OfKind};
use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "对接",
    listings: &[
        &DEMANDS,
        &POSTINGS,
        &ACHIEVEMENTS,
        &PAIRINGS,
        &WORKS,
        &TARGETS,
        &WEIGHTS,
        &JUDGEMENTS,
        &OPENINGS,
        &SECRETS,
    ],
    figures: &[demand::FIGURES, achievement::FIGURES, pairing::FIGURES],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&DEMAND, &PAIRING];

static DEMAND: OfKind<demand::procedure::Demand> = OfKind::new();
static PAIRING: OfKind<pairing::procedure::Pairing> = OfKind::new();
