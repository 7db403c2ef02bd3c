//! 平台研究项目.

use figures::{Figure, by_cutoff, figure, still};
use listing::{CodeKind, Listing, Order, code, day, link, not_before, text};
use vocabulary::{Window, Wording};

use crate::PLATFORMS;

/// 平台研究项目.
pub static PLATFORM_PROJECTS: Listing = Listing {
    table: "platform_project",
    path: "/platforms/projects",
    title: "平台研究项目",
    unit: "个",
    about: "创新平台自立和承接的研究项目。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("started_on"),
    columns: &[
        code("number", "项目编号", CodeKind::Number).required(),
        text("name", "项目名称").required().searched(),
        link("platform", "平台", &PLATFORMS).required(),
        day("started_on", "开始日期").required(),
        day("ended_on", "结束日期"),
    ],
    checks: &[not_before("ended_on", "started_on")],
    ..Listing::BLANK
};

/// Counted from platform projects.
pub(crate) const FIGURES: &[Figure] = &[figure("platform-projects", "平台在研项目", &PLATFORM_PROJECTS)
    .slot(66)
    .only(&[by_cutoff("started_on"), still("ended_on")])
    .window(Window::AsOf)
    .count("个")
    .said(Wording::Many)];
