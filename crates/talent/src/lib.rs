//! Talent: who was recruited and introduced, teams and honours, talent programmes, and the living allowances paid.

mod allowance;
mod honour;
mod introduction;
mod programme_filing;
mod recruit;
mod recruitment;
mod team;

pub use allowance::ALLOWANCES;
pub use honour::HONOURS;
pub use introduction::INTRODUCTIONS;
pub use programme_filing::PROGRAMME_FILINGS;
pub use recruit::RECRUITS;
pub use recruitment::RECRUITMENTS;
pub use team::TEAMS;

use figures::Module;

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
    ],
    figures: &[
        recruitment::FIGURES,
        recruit::FIGURES,
        introduction::FIGURES,
        team::FIGURES,
        honour::FIGURES,
        programme_filing::FIGURES,
        allowance::FIGURES,
    ],
};
