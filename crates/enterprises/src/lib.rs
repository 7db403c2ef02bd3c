//! Enterprises: their yearly figures, and their way to 高新技术企业 (国科发火〔2016〕32号) and 科技型中小企业
//! (国科发政〔2017〕115号).

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "a test says what went wrong by failing"
    )
)]

mod enterprise_year;
mod entitled;
mod hnte_certificate;
mod hnte_filing;
mod organisations;
mod prefill;
mod tsme_entry;

pub use enterprise_year::ENTERPRISE_YEARS;
pub use entitled::EnterpriseRecords;
pub use hnte_certificate::HNTE_CERTIFICATES;
pub use hnte_filing::HNTE_FILINGS;
pub use prefill::OwnRecords;
pub use tsme_entry::TSME_ENTRIES;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "企业",
    listings: &[&directory::ORGANISATIONS, &HNTE_FILINGS, &HNTE_CERTIFICATES, &TSME_ENTRIES, &ENTERPRISE_YEARS],
    figures: &[
        organisations::FIGURES,
        hnte_filing::FIGURES,
        hnte_certificate::FIGURES,
        tsme_entry::FIGURES,
        enterprise_year::FIGURES,
    ],
};
