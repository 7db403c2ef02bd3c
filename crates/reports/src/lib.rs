//! Reports: the annual report from a template that the bureau edits, its checks, its evidence, and what was sent.
//!
//! A template asks for figures by code, for names and rows by address; [`compose`] reads them at a moment and makes an
//! official document in which every number links to the list it was counted from. The same report becomes a page, a docx,
//! a PDF and a workbook of evidence. Sending freezes it: its figures and the ids of the rows behind them are kept, and
//! every later difference is shown with its reason.

pub mod annex;
pub mod annual;
pub mod checks;
mod comparison;
pub mod differences;
pub mod docx;
pub mod freeze;
mod frozen;
pub mod pages;
pub mod place;
mod report;
mod template;
pub mod write;

use figures::Module;

pub use frozen::{FROZEN_FIGURES, FROZEN_REPORTS};
pub use pages::routes;
pub use report::{Missing, Report, compose};
pub use template::{Gap, TEMPLATES};
pub use write::{Written, write};

/// The module.
pub static MODULE: Module =
    Module { title: "报告", listings: &[&FROZEN_REPORTS, &FROZEN_FIGURES, &TEMPLATES], figures: &[place::FIGURES] };

#[cfg(test)]
mod tests;
