//! Projects of all levels: applications sent up, projects carried out, money received for them, mid-term inspections, new
//! products and awards.

mod application;
mod award;
mod midterm;
mod new_product;
mod project;
mod receipt;

pub use application::APPLICATIONS;
pub use award::AWARDS;
pub use midterm::MIDTERMS;
pub use new_product::NEW_PRODUCTS;
pub use project::PROJECTS;
pub use receipt::RECEIPTS;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "项目",
    listings: &[&PROJECTS, &APPLICATIONS, &RECEIPTS, &MIDTERMS, &NEW_PRODUCTS, &AWARDS],
    figures: &[
        application::FIGURES,
        project::FIGURES,
        receipt::FIGURES,
        midterm::FIGURES,
        new_product::FIGURES,
        award::FIGURES,
    ],
};
