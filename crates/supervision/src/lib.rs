//! Supervision: the problems that the bureau names, what it plans against them, and what it asks of those above.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing"))]

mod matter;
mod plan_item;
mod problem;
mod suggestion;

pub use matter::MATTERS;
pub use plan_item::PLAN_ITEMS;
pub use problem::PROBLEMS;
pub use suggestion::SUGGESTIONS;

use cases::{Kind, Of};
use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "督办",
    listings: &[&MATTERS, &PLAN_ITEMS, &PROBLEMS, &SUGGESTIONS],
    figures: &[matter::FIGURES, plan_item::FIGURES, problem::FIGURES],
};

static MATTER: Of<matter::procedure::Matter> = Of::new();

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&MATTER];
