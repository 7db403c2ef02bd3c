//! 供需对接: one demand and one answer, from the suggestion to what became of it.

mod begin;
pub(crate) mod procedure;
mod record;

pub(crate) use begin::{Suggest, Suggestion};
pub use record::PAIRINGS;
pub(crate) use record::{FIGURES, REASONS, Stage, Step};
