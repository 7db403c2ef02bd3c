//! Science outreach: bases that are open to the public, and what was held for it.

mod activity;
mod base;

pub use activity::ACTIVITIES;
pub use base::BASES;

use figures::Module;

/// The module.
pub static MODULE: Module =
    Module { title: "科普", listings: &[&BASES, &ACTIVITIES], figures: &[base::FIGURES, activity::FIGURES] };
