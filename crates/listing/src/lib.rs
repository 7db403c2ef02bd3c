//! Listings: one declaration of a record kind gives its table, its page, its filters, its export and its import sheet.
//!
//! A [`Listing`] describes columns; it never decides anything about the business. An address such as
//! `/enterprises/hnte-filings?batch=第一批&filed_on=2022-01-01..2022-12-31` is the definition of a filtered list, and a
//! [`Fold`] over it (count, sum, distinct) is a number: that is all a figure ever is.
//!
//! This crate writes SQL (with `storage`) and knows no module.

pub mod address;
pub mod cell;
mod checks;
mod code_kind;
mod declare;
pub mod export;
mod fold;
pub mod import;
pub mod pages;
pub mod query;
pub mod records;
mod registry;
mod select;
mod sight;
mod tally;
pub mod template;

pub use address::{Address, Alternative, Filter};
pub use checks::{Check, Succession, at_most, limit, needs, not_before, positive};
pub use code_kind::CodeKind;
pub use declare::{
    Column, Kind, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money, quantity, text, year,
};
pub use fold::{Fold, FoldValue};
pub use query::{Cell, Record};
pub use registry::Registry;
pub use sight::{Audience, Kept, disclosed, restricted, seen, shows, sight};
