//! R&D expense 研发费用 by its three measures, which are three different numbers of the same spending.
//!
//! - [`hnte`]: for 高新技术企业, other costs at most a fifth of the whole;
//! - [`deductible`]: for 加计扣除 and 科技型中小企业, other costs at most a tenth, foreign contracts capped;
//! - [`statistical`]: for the statistical return, as spent. The official R&D figure is the statistics bureau's; it is
//!   imported and never computed here.

mod deduction;
mod measures;
pub mod parameters;
mod spending;
#[cfg(test)]
mod tests;

pub use deduction::{Deduction, Undertaking, deduct, excluded_industry};
pub use measures::{Deductible, HnteExpense, StatisticalExpense, deductible, hnte, statistical};
pub use spending::{Kind, Spending};
