//! 人才团队.

use directory::{LEVELS, ORGANISATIONS, PEOPLE, REPORT_ORDER};
use figures::{Figure, figure, number_is};
use listing::{Listing, Order, choice, day, integer, link, not_before, text};
use vocabulary::Window;

/// 人才团队.
pub static TEAMS: Listing = Listing {
    table: "team",
    path: "/talent/teams",
    title: "人才团队",
    unit: "个",
    about: "引进和培育的人才团队及其带头人。",
    key: &["name"],
    name: &["name"],
    order: Order::Falling("introduced_on"),
    columns: &[
        text("name", "团队名称").required().searched(),
        link("leader", "带头人", &PEOPLE).required(),
        text("university", "所属高校").hint("报告行文用的简称，如“江南”大学中的“江南”"),
        link("unit", "落户单位", &ORGANISATIONS),
        choice("level", "级别", LEVELS),
        text("programme", "人才计划"),
        integer("members", "成员数", "人"),
        day("introduced_on", "引进日期").required(),
        day("left_on", "退出日期"),
        REPORT_ORDER,
    ],
    checks: &[not_before("left_on", "introduced_on")],
    ..Listing::BLANK
};

/// Taken from teams.
pub(crate) const FIGURES: &[Figure] = &[
    figure("team-university-1", "引进团队所属高校（一）", &TEAMS)
        .slot(29)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("university"),
    figure("team-university-2", "引进团队所属高校（二）", &TEAMS)
        .slot(30)
        .only(&[number_is("report_order", 2)])
        .window(Window::AsOf)
        .the("university"),
];
