//! 人才称号: titles conferred on a person or a team by a programme.

use directory::LEVELS;
use figures::{Figure, by_cutoff, figure, is, still};
use listing::{CodeKind, Listing, Order, choice, code, day, not_before, text};
use vocabulary::Window;

/// 人才称号.
pub static HONOURS: Listing = Listing {
    table: "honour",
    path: "/talent/honours",
    title: "人才称号",
    unit: "项",
    about: "入选各级人才计划的个人和团队。按入选项计，不按团队成员计。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("recognised_on"),
    columns: &[
        code("number", "入选编号", CodeKind::Number).required(),
        text("subject", "个人或团队").required().searched(),
        choice("kind", "类型", &["个人", "团队"]).required(),
        text("title", "称号").required().facet(),
        choice("level", "级别", LEVELS).required(),
        day("recognised_on", "入选日期").required(),
        day("left_on", "离开本区日期"),
    ],
    checks: &[not_before("left_on", "recognised_on")],
    ..Listing::BLANK
};

/// Counted from honours.
pub(crate) const FIGURES: &[Figure] = &[
    figure("national-innovators", "国家科技创新创业人才", &HONOURS)
        .slot(39)
        .only(&[
            is("level", &["国家级"]),
            is("title", &["国家科技创新创业人才"]),
            by_cutoff("recognised_on"),
            still("left_on"),
        ])
        .window(Window::Cumulative)
        .count("名")
        .note("累计入选且截止日仍在本区。"),
    figure("provincial-talents", "省级创新人才和团队", &HONOURS)
        .slot(41)
        .only(&[is("level", &["省级"]), by_cutoff("recognised_on"), still("left_on")])
        .window(Window::AsOf)
        .count("个"),
];
