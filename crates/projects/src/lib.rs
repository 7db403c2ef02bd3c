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
mod check;
mod contract;
mod midterm;
mod new_product;
mod numbering;
mod pages;
mod panel;
mod parameters;
mod project;
mod proposal;
mod ranking;
mod receipt;
mod rows;
#[cfg(test)]
mod tests;

pub use application::APPLICATIONS;
pub use award::AWARDS;
pub use call::{CALLS, CRITERIA, QUESTIONS};
pub use check::{Alike, Barred, DISHONESTY, Similarity, barred_projects, compare_by};
pub use contract::{
    ACCEPTANCES, CHANGES, CONTRACTS, PAYMENT_PLANS, PROGRESS_REPORTS, Paid, Payable, Returned, open as open_contract,
    pay, payable, take_back,
};
pub use midterm::MIDTERMS;
pub use new_product::NEW_PRODUCTS;
pub use numbering::next as next_number;
pub use pages::routes;
pub use panel::{ASSIGNMENTS, DRAWS, LOTS, PANELS, SCORES, SEATS};
pub use parameters::{ACCEPTANCE_MONTHS, LOOK_BACK_YEARS};
pub use project::PROJECTS;
pub use proposal::{ANSWERS, BUDGET_LINES, FINDINGS, INDICATORS, MEMBERS, PARTNERS, PROPOSALS, VERSIONS};
pub use ranking::{OBJECTIONS, RANKING_ITEMS, RANKINGS, SUPERIOR_RESULTS};
pub use receipt::RECEIPTS;

use cases::{Kind, Of, pages::Papers};
use figures::Module;
use listing::pages::Beside;

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
        &DISHONESTY,
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
        &LOTS,
        &DRAWS,
        &RANKING_ITEMS,
        &PAYMENT_PLANS,
    ],
    figures: &[
        application::FIGURES,
        project::FIGURES,
        proposal::FIGURES,
        check::FIGURES,
        panel::FIGURES,
        ranking::FIGURES,
        ranking::ITEM_FIGURES,
        ranking::objection::FIGURES,
        contract::FIGURES,
        contract::PLAN_FIGURES,
        contract::CHANGE_FIGURES,
        contract::ACCEPTANCE_FIGURES,
        receipt::FIGURES,
        midterm::FIGURES,
        new_product::FIGURES,
        award::FIGURES,
    ],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] =
    &[&CALL, &PROPOSAL, &PANEL, &RANKING, &OBJECTION, &CONTRACT, &PROGRESS, &CHANGE, &ACCEPTANCE];

static CALL: Of<call::procedure::Call> = Of::new();
static PROPOSAL: Of<proposal::procedure::Proposal> = Of::new();
static PANEL: Of<panel::procedure::Panel> = Of::new();
static RANKING: Of<ranking::procedure::Ranking> = Of::new();
static OBJECTION: Of<ranking::objection::procedure::Objection> = Of::new();
static CONTRACT: Of<contract::Contract> = Of::new();
static PROGRESS: Of<contract::Progress> = Of::new();
static CHANGE: Of<contract::Change> = Of::new();
static ACCEPTANCE: Of<contract::Acceptance> = Of::new();

/// The kinds of cases whose papers are brought on a page of their own. Those of proposals belong to their writing.
static WITH_PAPERS: &[&dyn Kind] = &[&CONTRACT, &PROGRESS, &CHANGE, &ACCEPTANCE];

/// What this module puts on the pages of its records.
pub fn beside() -> Vec<Box<dyn Beside>> {
    vec![
        Box::new(proposal::ProposalPanels),
        Box::new(check::Checking),
        Box::new(panel::PanelPanels),
        Box::new(ranking::OnCalls),
        Box::new(ranking::OnRankings),
        Box::new(ranking::OnSuperiorResults),
        Box::new(contract::beside::Matters),
        Box::new(contract::beside::Comparison),
        Box::new(Papers { kinds: WITH_PAPERS }),
    ]
}
