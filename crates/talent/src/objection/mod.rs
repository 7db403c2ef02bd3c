//! 发放异议: what was objected while a batch was public, and what came of it.

pub(crate) mod procedure;
mod record;

pub use record::BATCH_OBJECTIONS;
pub(crate) use record::{FIGURES, Stage, Step};
