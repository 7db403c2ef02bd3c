//! Enterprises: their yearly figures, and their way to 高新技术企业 (国科发火〔2016〕32号) and 科技型中小企业
//! (国科发政〔2017〕115号).

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
mod batch;
mod enterprise_year;
mod entitled;
mod evaluation;
mod hnte_certificate;
mod hnte_filing;
mod incubation;
mod known;
mod ladder;
mod matter;
mod named;
mod organisations;
mod pages;
mod parameters;
mod prefill;
mod report;
#[cfg(test)]
mod tests;
mod town_target;
mod tsme_entry;

pub use application::{HNTE_APPLICATIONS, HNTE_MATERIALS};
pub use batch::HNTE_BATCHES;
pub use enterprise_year::ENTERPRISE_YEARS;
pub use entitled::EnterpriseRecords;
pub use evaluation::TSME_APPLICATIONS;
pub use hnte_certificate::HNTE_CERTIFICATES;
pub use hnte_filing::HNTE_FILINGS;
pub use incubation::INCUBATIONS;
pub use matter::HNTE_MATTERS;
pub use pages::routes;
pub use prefill::OwnRecords;
pub use report::{HNTE_REPORTS, ask_for_reports};
pub use town_target::TOWN_TARGETS;
pub use tsme_entry::TSME_ENTRIES;

use cases::{Kind, Of, pages::Papers};
use figures::Module;
use listing::pages::Beside;

/// The module.
pub static MODULE: Module = Module {
    title: "企业",
    listings: &[
        &directory::ORGANISATIONS,
        &INCUBATIONS,
        &HNTE_BATCHES,
        &HNTE_APPLICATIONS,
        &HNTE_MATERIALS,
        &HNTE_FILINGS,
        &HNTE_CERTIFICATES,
        &HNTE_REPORTS,
        &HNTE_MATTERS,
        &TSME_APPLICATIONS,
        &TSME_ENTRIES,
        &ENTERPRISE_YEARS,
        &TOWN_TARGETS,
    ],
    figures: &[
        organisations::FIGURES,
        hnte_filing::FIGURES,
        hnte_certificate::FIGURES,
        tsme_entry::FIGURES,
        enterprise_year::FIGURES,
        incubation::FIGURES,
        report::FIGURES,
    ],
};

/// The kinds of cases.
pub static KINDS: &[&dyn Kind] = &[&INCUBATION, &APPLICATION, &REPORT, &MATTER, &EVALUATION];

static INCUBATION: Of<incubation::Incubation> = Of::new();
static APPLICATION: Of<application::procedure::Application> = Of::new();
static REPORT: Of<report::procedure::YearlyReport> = Of::new();
static MATTER: Of<matter::procedure::Matter> = Of::new();
static EVALUATION: Of<evaluation::procedure::Evaluation> = Of::new();

/// The kinds of cases whose papers are brought on a page of their own.
static WITH_PAPERS: &[&dyn Kind] = &[&APPLICATION];

/// What this module puts on the pages of its records.
pub fn beside() -> Vec<Box<dyn Beside>> {
    vec![
        Box::new(ladder::OnEnterprises),
        Box::new(application::OnApplications),
        Box::new(application::OnBatches),
        Box::new(Papers { kinds: WITH_PAPERS }),
    ]
}
