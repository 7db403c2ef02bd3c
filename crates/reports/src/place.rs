//! Names of the bureau's own district, city and province, as a report says them.

use directory::REGIONS;
use figures::{Figure, Test, figure, is};
use vocabulary::Window;

const fn named(code: &'static str, name: &'static str, slot: u8, tests: &'static [Test]) -> Figure {
    figure(code, name, &REGIONS).slot(slot).only(tests).window(Window::AsOf).the("short_name")
}

/// Taken from regions.
pub(crate) const FIGURES: &[Figure] = &[
    named("district", "本区名称", 1, &[is("role", &["本区"])]),
    named("district-of-plan", "回归计划冠名区", 21, &[is("role", &["本区"])]),
    named("province", "所在省", 27, &[is("role", &["本省"])]),
    named("city", "所在市", 28, &[is("role", &["本市"])]),
    named("district-of-centre", "联合研究中心共建区", 75, &[is("role", &["本区"])]),
    named("district-of-slogan", "一站式采购所在区", 77, &[is("role", &["本区"])]),
];
