//! Chinese text as a machine should read it: folded to one script, width and case, cut into terms and sentences, compared
//! passage by passage.
//!
//! First tier. This crate is pure: no input or output, no clock, no randomness; it knows no record and no page. Whoever
//! shows what it found shows the author's own words: everything found is a range of the text that was given.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod fold;
pub mod likeness;
mod script;
mod sentences;
mod terms;

pub use fold::{Folded, fold};
pub use sentences::sentences;
pub use terms::{Kind, Term, is_cjk, terms};
