//! Full text over every record and document of the house, following the history; the ranking of texts and its evaluation.
//!
//! Chinese is cut by `wording` into single ideographs and pairs, Latin and numbers into runs; the ranking is BM25 over all of
//! them (see `question`). The postings lie in a folder of tantivy's beside the database, and can be made again from it at
//! any time. This crate knows no module and what no record means.

pub mod dense;
mod engine;
mod entry;
pub mod evaluate;
mod find;
mod fuse;
mod index;
pub mod pages;
mod passages;
mod question;
mod ranking;
mod reach;
mod wanted;

pub use engine::{Engine, Standing};
pub use index::{Entry, Index, Writer};
pub use ranking::{Ranking, of_works};
pub use wanted::{Breadth, Found, Hit, Passage, Reach, Wanted};
