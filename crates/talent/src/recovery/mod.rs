//! 补贴追回: an allowance that was paid too much comes back. The payment stays as it was; what came back stands beside it.

pub(crate) mod procedure;
mod record;

pub use record::RECOVERIES;
pub(crate) use record::{FIGURES, Stage, Step};
