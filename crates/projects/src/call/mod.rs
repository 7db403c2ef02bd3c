//! 申报通知: what may be applied for, by whom, until when, and how it is judged.

mod criterion;
pub(crate) mod procedure;
mod question;
mod record;
#[cfg(test)]
mod tests;

/// The words of the stages in which what belongs to a call is written: afterwards proposals are made and judged by it.
pub(crate) const OPEN_IN: &[&str] = &["起草"];

pub use criterion::CRITERIA;
pub use question::QUESTIONS;
pub use record::CALLS;
pub(crate) use record::{Stage, Step};
