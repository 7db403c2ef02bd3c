//! Talent: who was recruited and introduced, teams and honours, talent programmes, and the living allowances: computed from
//! the records, paid in batches, recovered where too much was paid, and reconciled month by month.

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

mod allowance;
mod attainment;
mod batch;
mod honour;
mod introduction;
mod numbering;
mod objection;
mod payee;
mod programme_filing;
mod reconcile;
mod recovery;
mod recruit;
mod recruitment;
mod source;
mod stop;
mod team;
#[cfg(test)]
mod tests;

pub use allowance::ALLOWANCES;
pub use attainment::ATTAINMENTS;
pub use batch::{BATCHES, ITEMS, pages::routes};
pub use honour::HONOURS;
pub use introduction::INTRODUCTIONS;
pub use objection::BATCH_OBJECTIONS;
pub use payee::PAYEES;
pub use programme_filing::PROGRAMME_FILINGS;
pub use reconcile::{Reconciled, reconcile};
pub use recovery::RECOVERIES;
pub use recruit::RECRUITS;
pub use recruitment::RECRUITMENTS;
pub use source::TalentRecords;
pub use stop::STOPS;
pub use team::TEAMS;

use cases::{Kind, Of};
use figures::Module;
use listing::pages::Beside;

/// The module.
pub static MODULE: Module = Module {
    title: "人才",
    listings: &[
        &directory::PEOPLE,
        &RECRUITMENTS,
        &RECRUITS,
        &INTRODUCTIONS,
        &TEAMS,
        &HONOURS,
        &PROGRAMME_FILINGS,
        &ALLOWANCES,
        &BATCHES,
        &ITEMS,
        &BATCH_OBJECTIONS,
        &RECOVERIES,
        &STOPS,
        &ATTAINMENTS,
        &PAYEES,
    ],
    figures: &[
        recruitment::FIGURES,
        recruit::FIGURES,
        introduction::FIGURES,
        team::FIGURES,
        honour::FIGURES,
        programme_filing::FIGURES,
        allowance::FIGURES,
        batch::FIGURES,
        batch::ITEM_FIGURES,
        objection::FIGURES,
        recovery::FIGURES,
        stop::FIGURES,
    ],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&BATCH, &OBJECTION, &RECOVERY];

static BATCH: Of<batch::procedure::Batch> = Of::new();
static OBJECTION: Of<objection::procedure::Objection> = Of::new();
static RECOVERY: Of<recovery::procedure::Recovery> = Of::new();

/// What this module puts on the pages of records.
pub fn beside() -> Vec<Box<dyn Beside>> {
    vec![Box::new(batch::pages::Lines), Box::new(batch::pages::Overpaid)]
}
