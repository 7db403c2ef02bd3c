//! 乡村产学研对接: a firm of the countryside, an expert and a technique.

use directory::{ORGANISATIONS, PEOPLE, REPORT_ORDER};
use figures::{Figure, figure, named, number_is};
use listing::{CodeKind, Listing, Order, code, day, link, text};
use vocabulary::Window;

/// 乡村产学研对接.
pub static RURAL_MATCHES: Listing = Listing {
    table: "rural_match",
    path: "/rural/matches",
    title: "乡村产学研对接",
    unit: "项",
    about: "农业企业与高校院所专家的对接和引进的技术。",
    key: &["number"],
    name: &["technique"],
    order: Order::Falling("started_on"),
    columns: &[
        code("number", "对接编号", CodeKind::Number).required(),
        link("enterprise", "企业", &ORGANISATIONS).required(),
        text("place", "企业地名").aside().hint("企业名称中的地名，报告行文用"),
        text("university", "高校院所简称").required(),
        link("expert", "专家", &PEOPLE),
        text("technique", "技术").required().searched(),
        day("started_on", "对接日期").required(),
        REPORT_ORDER,
    ],
    ..Listing::BLANK
};

/// Taken from matches.
pub(crate) const FIGURES: &[Figure] = &[
    named("rural-1-place", "乡村对接（一）企业地名", 82, &RURAL_MATCHES, &[number_is("report_order", 1)], "place"),
    named(
        "rural-1-university",
        "乡村对接（一）高校",
        83,
        &RURAL_MATCHES,
        &[number_is("report_order", 1)],
        "university",
    ),
    named("rural-2-place", "乡村对接（二）企业地名", 85, &RURAL_MATCHES, &[number_is("report_order", 2)], "place"),
    named(
        "rural-2-university",
        "乡村对接（二）高校",
        86,
        &RURAL_MATCHES,
        &[number_is("report_order", 2)],
        "university",
    ),
    named("rural-3-place", "乡村对接（三）企业地名", 87, &RURAL_MATCHES, &[number_is("report_order", 3)], "place"),
    named("rural-4-place", "乡村对接（四）企业地名", 90, &RURAL_MATCHES, &[number_is("report_order", 4)], "place"),
    figure("rural-matches", "乡村产学研对接", &RURAL_MATCHES)
        .only(&[figures::by_cutoff("started_on")])
        .window(Window::Cumulative)
        .count("项"),
];
