//! Names of the bureau's own district, city and province, as a report says them.

use directory::REGIONS;
use figures::{Figure, is, named};

/// Taken from regions.
pub(crate) const FIGURES: &[Figure] = &[
    named("district", "本区名称", 1, &REGIONS, &[is("role", &["本区"])], "short_name"),
    named("district-of-plan", "回归计划冠名区", 21, &REGIONS, &[is("role", &["本区"])], "short_name"),
    named("province", "所在省", 27, &REGIONS, &[is("role", &["本省"])], "short_name"),
    named("city", "所在市", 28, &REGIONS, &[is("role", &["本市"])], "short_name"),
    named("district-of-centre", "联合研究中心共建区", 75, &REGIONS, &[is("role", &["本区"])], "short_name"),
    named("district-of-slogan", "一站式采购所在区", 77, &REGIONS, &[is("role", &["本区"])], "short_name"),
];
