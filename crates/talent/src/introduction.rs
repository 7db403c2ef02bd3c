//! 人才引进: each person once, in the highest of the five classes.

use directory::{ORGANISATIONS, PEOPLE};
use figures::{Figure, Test, during, figure, is};
use listing::{Listing, Order, choice, day, link, not_before};
use vocabulary::Window;

/// 人才引进.
pub static INTRODUCTIONS: Listing = Listing {
    table: "introduction",
    path: "/talent/introductions",
    title: "人才引进",
    unit: "人",
    about: "签订引进协议的高层次人才，以签订日期为准。每人只归入最高的一类：院士、正高、副高、博士、硕士。",
    key: &["person", "signed_on"],
    name: &["signed_on"],
    order: Order::Falling("signed_on"),
    columns: &[
        link("person", "人员", &PEOPLE).required(),
        link("unit", "引进单位", &ORGANISATIONS).required(),
        choice("class", "类别", &["院士", "正高", "副高", "博士", "硕士"]).required(),
        choice("mode", "方式", &["全职", "柔性"]).required(),
        day("signed_on", "签订日期").required(),
        day("left_on", "离开日期"),
    ],
    checks: &[not_before("left_on", "signed_on")],
    ..Listing::BLANK
};

const fn introduced(code: &'static str, name: &'static str, slot: u8, tests: &'static [Test]) -> Figure {
    figure(code, name, &INTRODUCTIONS)
        .slot(slot)
        .only(tests)
        .window(Window::LastTwoYears)
        .distinct("person", "人")
        .note("窗口内签约，含柔性引进；每人按院士、正高、副高、博士、硕士的次序只计一次，五类相加为总人数。")
}

/// Counted from introductions.
pub(crate) const FIGURES: &[Figure] = &[
    introduced("introduced-academicians", "引进院士", 31, &[is("class", &["院士"]), during("signed_on")]),
    introduced("introduced-seniors", "引进正高职称人才", 32, &[is("class", &["正高"]), during("signed_on")]),
    introduced("introduced-associates", "引进副高职称人才", 33, &[is("class", &["副高"]), during("signed_on")]),
    introduced("introduced-doctors", "引进博士", 34, &[is("class", &["博士"]), during("signed_on")]),
    introduced("introduced-masters", "引进硕士", 35, &[is("class", &["硕士"]), during("signed_on")]),
    figure("introduced", "引进高层次人才", &INTRODUCTIONS)
        .only(&[during("signed_on")])
        .window(Window::LastTwoYears)
        .distinct("person", "人"),
];
