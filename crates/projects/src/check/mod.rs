//! 形式审查: rules that point out, and a person who judges. Every rule looks at every proposal; what it found, why and on
//! which records that rests is kept, and so is what somebody made of it.

mod barred;
mod batch;
mod dishonesty;
mod facts;
mod figures;
mod judge;
mod pages;
mod read;
mod rules;
mod run;
mod similarity;
#[cfg(test)]
mod tests;
mod view;

pub use barred::{Barred, barred_projects};
pub use dishonesty::DISHONESTY;
pub(crate) use dishonesty::Scope;
pub(crate) use figures::FIGURES;
pub(crate) use pages::{Checking, routes};
pub use similarity::{Alike, Similarity, compare_by};
