//! 科技项目: what was approved and is carried out, at any level.

use directory::{LEVELS, ORGANISATIONS, REPORT_ORDER};
use figures::{Figure, by_cutoff, during, figure, home, is, number_is, still};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, long_text, money, not_before, text};
use vocabulary::{MoneyUnit::WanYuan, Window};

/// 项目类别.
pub(crate) const PROGRAMMES: &[&str] =
    &["重大专项", "科技计划项目", "研发专项", "成果转化", "平台建设", "软科学", "其他"];

/// 科技项目.
pub static PROJECTS: Listing = Listing {
    table: "project",
    path: "/projects",
    title: "科技项目",
    unit: "项",
    about: "已立项的国家、省、市、区科技项目。上级项目由本局跟踪，区级项目由本局管理。",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Falling("approved_on"),
    columns: &[
        code("number", "项目编号", CodeKind::Number).required().searched(),
        text("name", "项目名称").required().searched(),
        choice("level", "级别", LEVELS).required(),
        choice("programme", "类别", PROGRAMMES).required(),
        text("theme", "专项名称").aside().hint("重大专项的名称，如“优质种业”"),
        link("unit", "承担单位", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        text("leader", "负责人").searched(),
        text("field", "领域").aside(),
        code("document", "立项文号", CodeKind::Number).aside(),
        day("approved_on", "立项日期").required(),
        day("started_on", "开始日期").required().aside(),
        day("due_on", "应完成日期").required(),
        day("closed_on", "结题日期"),
        choice("outcome", "结题结论", &["验收通过", "整改后通过", "验收不通过", "结题", "终止", "撤销"]),
        money("budget", "总预算", WanYuan),
        money("granted", "财政资助", WanYuan),
        REPORT_ORDER,
        long_text("summary", "主要内容"),
    ],
    checks: &[
        not_before("due_on", "started_on"),
        not_before("closed_on", "started_on"),
        listing::at_most("granted", "budget"),
        listing::needs("closed_on", "outcome", "验收通过"),
    ],
    ..Listing::BLANK
};

/// Counted from projects.
pub(crate) const FIGURES: &[Figure] = &[
    figure("major-special-name", "重大专项名称", &PROJECTS)
        .slot(10)
        .only(&[is("programme", &["重大专项"]), number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("theme"),
    figure("major-specials", "在研国家科技重大专项", &PROJECTS)
        .slot(38)
        .only(&[
            is("level", &["国家级"]),
            is("programme", &["重大专项"]),
            by_cutoff("started_on"),
            still("closed_on"),
            home("region"),
        ])
        .window(Window::AsOf)
        .count("项"),
    figure("rd-projects", "在研省市科技研发专项", &PROJECTS)
        .slot(42)
        .only(&[
            is("level", &["省级", "市级"]),
            is("programme", &["研发专项"]),
            by_cutoff("started_on"),
            still("closed_on"),
            home("region"),
        ])
        .window(Window::AsOf)
        .count("项"),
    figure("projects-approved", "当年立项", &PROJECTS).only(&[during("approved_on"), home("region")]).count("项"),
    figure("projects-granted", "当年立项财政资助", &PROJECTS)
        .only(&[during("approved_on"), home("region")])
        .sum_money("granted", WanYuan, 0),
    figure("projects-accepted", "当年通过验收", &PROJECTS)
        .only(&[during("closed_on"), is("outcome", &["验收通过", "整改后通过"]), home("region")])
        .count("项"),
];
