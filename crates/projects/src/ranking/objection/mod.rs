//! 公示异议: what was objected while a list was public, how it was looked into, and what came of it.

pub(crate) mod procedure;
mod record;

pub use record::OBJECTIONS;
pub(crate) use record::{FIGURES, Stage, Step};
