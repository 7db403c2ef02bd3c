//! Platforms: innovation platforms, the institutes and workstations in residence, their people, projects and equipment,
//! what was invested and granted, and the agreements with universities.

mod construction;
mod cooperation;
mod equipment;
mod equipment_use;
mod institute;
mod platform;
mod platform_project;
mod staff;
mod team_grant;
mod workstation;

pub use construction::CONSTRUCTIONS;
pub use cooperation::COOPERATIONS;
pub use equipment::EQUIPMENT;
pub use equipment_use::EQUIPMENT_USES;
pub use institute::INSTITUTES;
pub use platform::PLATFORMS;
pub use platform_project::PLATFORM_PROJECTS;
pub use staff::STAFF;
pub use team_grant::TEAM_GRANTS;
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
        &CONSTRUCTIONS,
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
        team_grant::FIGURES,
        workstation::FIGURES,
        cooperation::FIGURES,
    ],
};
