//! Platforms: innovation platforms, the institutes and workstations in residence, their people, projects and equipment,
//! what was invested and granted, and the agreements with universities.

mod construction;
mod cooperation;
mod equipment;
mod equipment_use;
mod institute;
mod platform;
mod platform_project;
mod reconcile;
mod source;
mod staff;
mod support;
mod team_grant;
mod use_subsidy;
mod workstation;

pub use construction::CONSTRUCTIONS;
pub use cooperation::COOPERATIONS;
pub use equipment::EQUIPMENT;
pub use equipment_use::EQUIPMENT_USES;
pub use institute::INSTITUTES;
pub use platform::PLATFORMS;
pub use platform_project::PLATFORM_PROJECTS;
pub use reconcile::reconcile;
pub use source::PlatformRecords;
pub use staff::STAFF;
pub use support::SUPPORTS;
pub use team_grant::TEAM_GRANTS;
pub use use_subsidy::USE_SUBSIDIES;
pub use workstation::WORKSTATIONS;

use figures::Module;

/// The module.
pub static MODULE: Module = Module {
    title: "平台",
    listings: &[
        &PLATFORMS,
        &INSTITUTES,
        &STAFF,
        &PLATFORM_PROJECTS,
        &EQUIPMENT,
        &EQUIPMENT_USES,
        &USE_SUBSIDIES,
        &CONSTRUCTIONS,
        &SUPPORTS,
        &TEAM_GRANTS,
        &WORKSTATIONS,
        &COOPERATIONS,
    ],
    figures: &[
        platform::FIGURES,
        institute::FIGURES,
        staff::FIGURES,
        platform_project::FIGURES,
        equipment::FIGURES,
        equipment_use::FIGURES,
        construction::FIGURES,
        use_subsidy::FIGURES,
        support::FIGURES,
        team_grant::FIGURES,
        workstation::FIGURES,
        cooperation::FIGURES,
    ],
};
