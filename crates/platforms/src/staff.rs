//! 平台人员: who works on which platform. A person on two platforms is one person.

use directory::PEOPLE;
use figures::{Figure, Test, by_cutoff, figure, is, still};
use listing::{Listing, Order, borrowed, choice, day, link, not_before};
use vocabulary::{Window, Wording};

use crate::PLATFORMS;

/// 平台人员.
pub static STAFF: Listing = Listing {
    table: "platform_staff",
    path: "/platforms/staff",
    title: "平台人员",
    unit: "人次",
    about: "在创新平台从事研发的人员。同一人在两个平台任职记两行，统计人数时按人去重。",
    key: &["platform", "person"],
    name: &["joined_on"],
    order: Order::Falling("joined_on"),
    columns: &[
        link("platform", "平台", &PLATFORMS).required(),
        link("person", "人员", &PEOPLE).required(),
        borrowed("degree", "最高学位", "person", "degree").facet(),
        borrowed("rank", "职称", "person", "rank").facet(),
        borrowed("honour", "最高荣誉", "person", "honour").facet(),
        choice("mode", "方式", &["全职", "兼职"]).required(),
        day("joined_on", "到岗日期").required(),
        day("left_on", "离岗日期"),
    ],
    checks: &[not_before("left_on", "joined_on")],
    ..Listing::BLANK
};

const fn on_platforms(code: &'static str, name: &'static str, slot: u8, tests: &'static [Test]) -> Figure {
    figure(code, name, &STAFF)
        .slot(slot)
        .only(tests)
        .window(Window::AsOf)
        .distinct("person", "人")
        .note("截止日在岗，全职和兼职都计，按人去重；院士、职称、学位各自统计，可以重叠，都不超过研发人员总数。")
}

/// Counted from staff.
pub(crate) const FIGURES: &[Figure] = &[
    on_platforms("platform-staff", "创新平台研发人员", 65, &[by_cutoff("joined_on"), still("left_on")])
        .said(Wording::Over),
    on_platforms(
        "platform-academicians",
        "平台院士",
        67,
        &[is("honour", &["院士"]), by_cutoff("joined_on"), still("left_on")],
    ),
    on_platforms(
        "platform-professors",
        "平台教授、副教授",
        68,
        &[is("rank", &["正高级", "副高级"]), by_cutoff("joined_on"), still("left_on")],
    ),
    on_platforms(
        "platform-doctors",
        "平台博士",
        69,
        &[is("degree", &["博士"]), by_cutoff("joined_on"), still("left_on")],
    ),
];
