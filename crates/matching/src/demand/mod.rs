//! 技术需求: what an enterprise cannot do by itself, from the first draft to a contract or to the finding that nobody can.

pub(crate) mod grade;
pub(crate) mod post;
mod posting;
pub(crate) mod procedure;
mod record;
mod sealed;
mod target;

pub use posting::POSTINGS;
pub use record::DEMANDS;
pub(crate) use record::{FIGURES, Stage, Step};
pub use sealed::{OPENINGS, SECRETS};
pub use target::TARGETS;
