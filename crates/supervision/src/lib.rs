//! Supervision: the problems that the bureau names, what it plans against them, and what it asks of those above.

mod plan_item;
mod problem;
mod suggestion;

pub use plan_item::PLAN_ITEMS;
pub use problem::PROBLEMS;
pub use suggestion::SUGGESTIONS;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "督办",
    listings: &[&PLAN_ITEMS, &PROBLEMS, &SUGGESTIONS],
    figures: &[plan_item::FIGURES, problem::FIGURES],
};
