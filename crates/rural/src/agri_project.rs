//! 农业特色产业项目 run by talents.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure, is, still};
use listing::{CodeKind, Listing, Order, choice, code, day, link, not_before, text};
use vocabulary::{Window, Wording};

/// 农业特色产业项目.
pub static AGRI_PROJECTS: Listing = Listing {
    table: "agri_project",
    path: "/rural/agri-projects",
    title: "农业特色产业项目",
    unit: "个",
    about: "在本区兴办的农业特色产业项目。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("started_on"),
    columns: &[
        code("number", "项目编号", CodeKind::Number).required(),
        text("name", "项目名称").required().searched(),
        text("founder", "兴办人").searched(),
        choice("talent_run", "科技人才兴办", directory::YES_NO).required(),
        link("unit", "经营单位", &ORGANISATIONS),
        text("town", "镇街").facet(),
        day("started_on", "开办日期").required(),
        day("ended_on", "停办日期"),
    ],
    checks: &[not_before("ended_on", "started_on")],
    ..Listing::BLANK
};

/// Counted from farming projects.
pub(crate) const FIGURES: &[Figure] = &[figure("agri-projects", "科技人才兴办农业特色产业项目", &AGRI_PROJECTS)
    .slot(19)
    .only(&[is("talent_run", &["是"]), by_cutoff("started_on"), still("ended_on")])
    .window(Window::AsOf)
    .count("个")
    .said(Wording::Many)];
