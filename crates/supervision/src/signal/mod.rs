//! 风险信号: what the records say of each other that somebody of supervision should look at. The house finds signals by
//! itself and sees when they are gone; people take them up as matters, or say why there is nothing in them.

pub(crate) mod beside;
mod found;
mod look;
pub(crate) mod procedure;
mod record;
#[cfg(test)]
mod tests;

pub use look::{Looked, look_around};
pub use record::SIGNALS;
pub(crate) use record::{FIGURES, Sort, Stage, Step};
