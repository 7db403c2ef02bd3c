//! 督办事项: a matter that somebody above wants done by a day, from its assignment to its approved close.

pub(crate) mod procedure;
mod record;
#[cfg(test)]
mod tests;

pub use record::MATTERS;
pub(crate) use record::{FIGURES, Stage, Step};
