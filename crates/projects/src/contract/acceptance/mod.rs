//! 验收: the end of a project, its performance and what follows from it.

mod performance;
pub(crate) mod procedure;
mod record;

pub use record::ACCEPTANCES;
pub(crate) use record::{FIGURES, Stage, Step};
