//! Money: the district's special funds from budget to payment, and the two credit schemes (domain rules: Σ支付 ≤ Σ指标 ≤ 预算).

mod appropriation;
mod budget;
mod credit;
mod drawdown;
mod payment;
mod returned_capital;

pub use appropriation::APPROPRIATIONS;
pub use budget::BUDGETS;
pub use credit::CREDITS;
pub use drawdown::DRAWDOWNS;
pub use payment::PAYMENTS;
pub use returned_capital::RETURNED_CAPITAL;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "资金",
    listings: &[&BUDGETS, &APPROPRIATIONS, &PAYMENTS, &CREDITS, &DRAWDOWNS, &RETURNED_CAPITAL],
    figures: &[budget::FIGURES, appropriation::FIGURES, payment::FIGURES, drawdown::FIGURES, returned_capital::FIGURES],
};
