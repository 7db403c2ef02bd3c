//! 驻区研究院.

use directory::{ORGANISATIONS, PEOPLE, REPORT_ORDER};
use figures::{Figure, by_cutoff, figure, is, named, number_is, still};
use listing::{Listing, Order, choice, day, link, not_before, text};
use vocabulary::Window;

/// 驻区研究院.
pub static INSTITUTES: Listing = Listing {
    table: "institute",
    path: "/platforms/institutes",
    title: "驻区研究院",
    unit: "个",
    about: "与区政府签约、进驻科创中心的研究院。常驻 = 已签约、已进驻、未撤离。",
    key: &["name"],
    name: &["name"],
    order: Order::Rising("signed_on"),
    columns: &[
        text("name", "研究院名称").required().searched(),
        link("organisation", "登记单位", &ORGANISATIONS),
        text("university", "所属高校").hint("报告行文用的简称"),
        text("place", "冠名地").hint("报告行文用，如“赣西”先进陶瓷研究院中的“赣西”"),
        text("parent", "母体单位").aside(),
        link("leader", "领衔人", &PEOPLE),
        choice("state", "状态", &["常驻", "已签约", "已撤离"]).required(),
        day("signed_on", "签约日期").required(),
        day("stationed_on", "进驻日期"),
        day("left_on", "撤离日期"),
        REPORT_ORDER,
    ],
    checks: &[
        not_before("stationed_on", "signed_on"),
        not_before("left_on", "stationed_on"),
        listing::needs("stationed_on", "state", "常驻"),
    ],
    ..Listing::BLANK
};

/// Counted from institutes.
pub(crate) const FIGURES: &[Figure] = &[
    figure("stationed-institutes", "常驻科创中心研究院", &INSTITUTES)
        .slot(54)
        .only(&[is("state", &["常驻"]), by_cutoff("stationed_on"), still("left_on")])
        .window(Window::AsOf)
        .count("个"),
    named(
        "institute-1-university",
        "研究院（一）所属高校",
        55,
        &INSTITUTES,
        &[number_is("report_order", 1)],
        "university",
    ),
    named(
        "institute-2-university",
        "研究院（二）所属高校",
        56,
        &INSTITUTES,
        &[number_is("report_order", 2)],
        "university",
    ),
    named("institute-2-place", "研究院（二）冠名地", 57, &INSTITUTES, &[number_is("report_order", 2)], "place"),
    named("institute-3-parent", "研究院（三）母体单位", 58, &INSTITUTES, &[number_is("report_order", 3)], "parent"),
    named("institute-3-place", "研究院（三）分院地名", 59, &INSTITUTES, &[number_is("report_order", 3)], "place"),
];
