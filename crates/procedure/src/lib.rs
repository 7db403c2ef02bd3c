//! The rules by which a case moves: a `const` table says which step leads from where to where, who may take it, what must
//! hold, what is asked, and how long each stage may last.
//!
//! From that one table come the buttons and permissions of the pages, the to-do lists and deadlines, the diagram, the
//! description and the golden matrix of the tests. A rule is a line; a guard is a named function of facts; and every
//! guard that fails is told, each with what to do next.
//!
//! This crate is pure: it knows no database, no page and no clock. Facts and days come in as arguments.

/// Copies what a derive would only copy where the parameter can be copied too.
macro_rules! copied {
    ($($name:ident<$of:ident $(: $bound:ident)?>)+) => {$(
        impl<$of $(: $bound)?> Copy for $name<$of> {}
        impl<$of $(: $bound)?> Clone for $name<$of> { fn clone(&self) -> Self { *self } }
    )+};
}

mod describe;
mod diagram;
mod editions;
mod layout;
mod limit;
mod matrix;
mod outline;
mod rule;
mod sound;
mod table;
mod verdict;
mod walk;
mod word;

pub use editions::Editions;
pub use limit::{Limit, Span};
pub use outline::{GuardOutline, Outline, RuleOutline, StageOutline};
pub use rule::{Ask, AskKind, Rule, rule};
pub use sound::Flaw;
pub use table::{Case, Procedure, Refusal, StageRule, Unmet, stage};
pub use verdict::{Guard, Verdict, guard};
pub use walk::{Move, replay, walk};
pub use word::Word;

copied!(Span<F> Limit<F> Guard<F> Rule<C: Case> StageRule<C: Case> Editions<C: Case>);

#[cfg(test)]
mod tests;
