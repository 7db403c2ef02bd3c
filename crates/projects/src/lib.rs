//! Projects of all levels and their whole life: calls, proposals, review, decision, contracts, changes, acceptance and
//! archive; and the ledger of what was sent up, approved, received, inspected and awarded.
//!
//! The life of a project follows the usual regulations on science and technology plans; each limit and threshold stands
//! with its source in `parameters.rs`.

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

mod application;
mod award;
mod call;
mod contract;
mod midterm;
mod new_product;
mod numbering;
mod panel;
mod parameters;
mod project;
mod proposal;
mod ranking;
mod receipt;
#[cfg(test)]
mod tests;

pub use application::APPLICATIONS;
pub use award::AWARDS;
pub use call::{CALLS, CRITERIA, QUESTIONS};
pub use contract::{ACCEPTANCES, CHANGES, CONTRACTS, PAYMENT_PLANS, PROGRESS_REPORTS};
pub use midterm::MIDTERMS;
pub use new_product::NEW_PRODUCTS;
pub use panel::{ASSIGNMENTS, PANELS, SCORES, SEATS};
pub use project::PROJECTS;
pub use proposal::{ANSWERS, BUDGET_LINES, FINDINGS, INDICATORS, MEMBERS, PARTNERS, PROPOSALS, VERSIONS};
pub use ranking::{OBJECTIONS, RANKING_ITEMS, RANKINGS, SUPERIOR_RESULTS};
pub use receipt::RECEIPTS;

use cases::{Kind, Of};
use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "项目",
    listings: &[
        &PROJECTS,
        &CALLS,
        &PROPOSALS,
        &RANKINGS,
        &CONTRACTS,
        &ACCEPTANCES,
        &CHANGES,
        &PROGRESS_REPORTS,
        &APPLICATIONS,
        &SUPERIOR_RESULTS,
        &RECEIPTS,
        &MIDTERMS,
        &NEW_PRODUCTS,
        &AWARDS,
        &PANELS,
        &OBJECTIONS,
        &QUESTIONS,
        &CRITERIA,
        &MEMBERS,
        &PARTNERS,
        &BUDGET_LINES,
        &INDICATORS,
        &ANSWERS,
        &FINDINGS,
        &VERSIONS,
        &SEATS,
        &ASSIGNMENTS,
        &SCORES,
        &RANKING_ITEMS,
        &PAYMENT_PLANS,
    ],
    figures: &[
        application::FIGURES,
        project::FIGURES,
        receipt::FIGURES,
        midterm::FIGURES,
        new_product::FIGURES,
        award::FIGURES,
    ],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&CALL];

static CALL: Of<call::procedure::Call> = Of::new();
