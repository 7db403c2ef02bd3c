//! Which texts of the house come near to a text: asked of the full-text search, which knows every record.

use std::fmt::Debug;

use listing::pages::Answer;

/// A record whose text comes near.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Its table.
    pub table: String,
    /// Its id.
    pub record: i64,
    /// How near, above zero; comparable within one answer only.
    pub score: f32,
}

/// Whoever can say which texts come near.
pub trait Texts: Send + Sync + Debug {
    /// The records of these tables whose texts come nearest to `text`, the nearest first, at most `most` of them. It is
    /// asked by the house; who may see the answer is for the asker to say.
    fn nearest<'a>(&'a self, tables: &'a [&'static str], text: &'a str, most: usize) -> Answer<'a, Vec<Near>>;
}
