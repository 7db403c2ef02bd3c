//! Money: the district's special funds from budget to payment, and the two credit schemes (domain rules: Σ支付 ≤ Σ指标 ≤ 预算).

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod appropriation;
mod balance;
mod beside;
mod budget;
mod credit;
mod drawdown;
mod parameters;
mod payment;
mod reconcile;
mod request;
mod returned_capital;
#[cfg(test)]
mod tests;

pub use appropriation::APPROPRIATIONS;
pub use balance::settle;
pub use budget::BUDGETS;
pub use credit::CREDITS;
pub use drawdown::DRAWDOWNS;
pub use payment::PAYMENTS;
pub use reconcile::reconcile;
pub use request::PAYMENT_REQUESTS;
pub use returned_capital::RETURNED_CAPITAL;

use cases::{Kind, Of};
use figures::Module;
use listing::pages::Beside;

/// The module.
pub static MODULE: Module = Module {
    title: "资金",
    listings: &[&BUDGETS, &APPROPRIATIONS, &PAYMENTS, &PAYMENT_REQUESTS, &CREDITS, &DRAWDOWNS, &RETURNED_CAPITAL],
    figures: &[
        budget::FIGURES,
        appropriation::FIGURES,
        payment::FIGURES,
        request::FIGURES,
        drawdown::FIGURES,
        returned_capital::FIGURES,
    ],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&REQUEST];

static REQUEST: Of<request::procedure::Request> = Of::new();

/// What this module puts on the pages of records.
pub fn beside() -> Vec<Box<dyn Beside>> {
    vec![Box::new(beside::Payments), Box::new(beside::Sources)]
}
