//! The rules by which a case moves: a `const` table says which step leads from where to where, who may take it, what must
//! hold, what is asked, and how long each stage may last.
//!
//! From that one table come the buttons and permissions of the pages, the to-do lists and deadlines, the diagram, the
//! description and the golden matrix of the tests. A rule is a line; a guard is a named function of facts; and every
//! guard that fails is told, each with what to do next.
//!
//! This crate is pure: it knows no database, no page and no clock. Facts and days come in as arguments.

mod limit;
mod outline;
mod rule;
mod table;
mod verdict;
mod word;

pub use limit::{Limit, Span};
pub use outline::{GuardOutline, Outline, RuleOutline, StageOutline};
pub use rule::{Ask, AskKind, Rule, rule};
pub use table::{Case, Procedure, Refusal, StageRule, Unmet, stage};
pub use verdict::{Guard, Verdict, guard};
pub use word::Word;
