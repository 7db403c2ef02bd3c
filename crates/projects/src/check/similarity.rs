//! 查重: the place for a score of how much proposals resemble each other. The formal check shows it and never computes it:
//! whoever compares texts brings a [`Similarity`] with [`compare_by`] when the house is opened.

use std::{collections::HashMap, fmt::Debug, sync::OnceLock};

use listing::pages::Answer;
use storage::Reader;

/// A proposal or project that resembles another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What it is called.
    pub label: String,
    /// The address of the page that shows the two side by side.
    pub href: String,
    /// How much it resembles, in per cent from 0 to 100.
    pub percent: u8,
}

/// Something that compares proposals.
pub trait Similarity: Send + Sync + Debug {
    /// What resembles each of these proposals so much that a person should look. One that is missing in the answer
    /// resembles nothing.
    fn alike<'a>(&'a self, reader: Reader<'a>, proposals: &'a [i64]) -> Answer<'a, HashMap<i64, Vec<Alike>>>;
}

static COMPARED_BY: OnceLock<Box<dyn Similarity>> = OnceLock::new();

/// Lets the formal check ask this comparison from now on. The first one that is brought stays.
pub fn compare_by(similarity: Box<dyn Similarity>) {
    COMPARED_BY.get_or_init(|| similarity);
}

/// The comparison that was brought; nothing where none was.
pub(super) fn comparison() -> Option<&'static dyn Similarity> {
    COMPARED_BY.get().map(|similarity| &**similarity)
}
