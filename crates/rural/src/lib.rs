//! The countryside: technology commissioners and their service, matches of firms with techniques and what these brought,
//! and specialty farming projects run by talents.

mod agri_project;
mod commissioner;
mod rural_effect;
mod rural_match;
mod service;

pub use agri_project::AGRI_PROJECTS;
pub use commissioner::COMMISSIONERS;
pub use rural_effect::RURAL_EFFECTS;
pub use rural_match::RURAL_MATCHES;
pub use service::SERVICES;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "乡村",
    listings: &[&COMMISSIONERS, &SERVICES, &RURAL_MATCHES, &RURAL_EFFECTS, &AGRI_PROJECTS],
    figures: &[
        commissioner::FIGURES,
        service::FIGURES,
        rural_match::FIGURES,
        rural_effect::FIGURES,
        agri_project::FIGURES,
    ],
};
