//! Policies: the rules that decide who qualifies, and the documents and values that promise something.
//!
//! The national rules stand here as pure functions over plain values, in whole numbers, without clock or database: each
//! parameter is dated and names its document, article and how sure we are of it ([`source`]).
//!
//! - [`hnte`] 高新技术企业, [`tsme`] 科技型中小企业: conditions, score, and what is missing;
//! - [`rd_expense`] R&D expense by its three measures, and 加计扣除;
//! - [`contracts`] the three amounts of a 技术合同 and its taxes; [`conversion`] who shares in converted results;
//! - [`check`] a questionnaire in JSON in, the answer out, as JSON or as a printed page.
//!
//! - [`entitlement`] local policies: who is entitled to how much by which article (免申即享).
//!
//! Beside them are kept the documents themselves and what they promise (生活补贴、团队补助、引导资金……).

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

pub mod assessment;
mod benefit;
pub mod check;
pub mod contracts;
pub mod conversion;
pub mod entitlement;
pub mod gap;
pub mod hnte;
mod item;
mod node;
pub mod pages;
pub mod points;
mod policy;
mod policy_value;
pub mod question;
mod ratio;
pub mod rd_expense;
mod reading;
mod sheet;
pub mod source;
pub mod tsme;
mod yuan;

pub use benefit::{BENEFITS, Library};
pub use item::Item;
pub use policy::POLICIES;
pub use policy_value::POLICY_VALUES;
pub use ratio::Ratio;
pub use yuan::Yuan;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "政策",
    listings: &[&POLICIES, &POLICY_VALUES, &BENEFITS],
    figures: &[policy::FIGURES, policy_value::FIGURES, benefit::FIGURES],
};
