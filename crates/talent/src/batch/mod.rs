//! 发放批次: the allowances that are owed and not paid, drawn up by the house, checked, approved, made public, paid by the
//! bank and reconciled. Nobody applies for them.

mod effect;
mod facts;
mod item;
mod owed;
pub(crate) mod pages;
pub(crate) mod procedure;
mod record;

pub(crate) use item::FIGURES as ITEM_FIGURES;
pub use item::ITEMS;
pub(crate) use owed::{Book, Owing, settled};
pub use record::BATCHES;
pub(crate) use record::{FIGURES, Stage, Step};
