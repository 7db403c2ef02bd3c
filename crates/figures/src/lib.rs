//! Figures: every number of the house is a listing, a filter and a fold.
//!
//! A [`Figure`] is declared in the module that owns its listing. Resolved for a year and a day it becomes the address of a
//! filtered list, and its value is the fold over exactly the rows behind that address. Targets, year-on-year change and
//! rank are features of every figure. This crate knows no business module.

mod catalogue;
pub mod compare;
mod declare;
mod definition;
pub mod json;
mod kept;
mod module;
mod office;
pub mod pages;
mod phrase;
mod reading;
mod saved;
mod statistic;
mod target;
#[cfg(test)]
mod tests;
mod trend;

pub use catalogue::Catalogue;
pub use compare::{Change, Comparison, Rank, Reached, compare, series};
pub use declare::{
    Figure, Shown, Test, by_cutoff, during, figure, filled, home, is, named, number_is, of_year, still, until_cutoff,
    years_back,
};
pub use definition::{Definition, Moment, home_region};
pub use kept::Kept;
pub use listing::Fold;
pub use module::Module;
pub use office::Office;
pub use phrase::grouped;
pub use reading::{Reading, Witness, read, witnesses};
pub use saved::SAVED_FIGURES;
pub use statistic::STATISTICS;
pub use target::TARGETS;
pub use trend::trend;

/// The record kinds of this crate.
pub static MODULE: Module =
    Module { title: "指标", listings: &[&STATISTICS, &TARGETS, &SAVED_FIGURES], figures: &[statistic::FIGURES] };
