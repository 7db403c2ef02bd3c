//! Supervision: the problems that the bureau names, what it plans against them, what it asks of those above, and what the
//! records themselves warn of.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod matter;
mod pages;
mod parameters;
mod plan_item;
mod problem;
mod signal;
mod suggestion;

pub use matter::MATTERS;
pub use pages::routes;
pub use plan_item::PLAN_ITEMS;
pub use problem::PROBLEMS;
pub use signal::{Looked, SIGNALS, look_around};
pub use suggestion::SUGGESTIONS;

use cases::{Kind, Of};
use figures::Module;
use listing::pages::Beside;

/// The module.
pub static MODULE: Module = Module {
    title: "督办",
    listings: &[&MATTERS, &SIGNALS, &PLAN_ITEMS, &PROBLEMS, &SUGGESTIONS],
    figures: &[matter::FIGURES, signal::FIGURES, plan_item::FIGURES, problem::FIGURES],
};

static MATTER: Of<matter::procedure::Matter> = Of::new();
static SIGNAL: Of<signal::procedure::Signal> = Of::new();

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&MATTER, &SIGNAL];

/// What this module puts on the pages of its records.
pub fn beside() -> Vec<Box<dyn Beside>> {
    vec![Box::new(signal::beside::Concerned)]
}
