//! 项目到位资金: money that arrived for a project, by its level of government.

use figures::{Figure, during, figure, home, is, number_is};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, positive};
use vocabulary::MoneyUnit::WanYuan;

use crate::PROJECTS;

/// 项目到位资金.
pub static RECEIPTS: Listing = Listing {
    table: "project_receipt",
    path: "/projects/receipts",
    title: "项目到位资金",
    unit: "笔",
    about: "各级财政拨付到项目的资金，一笔一行。",
    key: &["number"],
    name: &["number"],
    region: Some("region"),
    order: Order::Falling("received_on"),
    columns: &[
        code("number", "到账凭证号", CodeKind::Number).required().searched(),
        link("project", "项目", &PROJECTS).required(),
        borrowed("region", "所在区划", "project", "region").aside(),
        borrowed("project_level", "项目级别", "project", "level").facet(),
        borrowed("project_order", "项目报告序", "project", "report_order").aside(),
        choice("source", "资金来源", &["中央", "省级", "市级", "区级"]).required(),
        choice("kind", "款项", &["首拨", "后续资金", "验收尾款"]).required(),
        day("received_on", "到账日期").required(),
        money("amount", "金额", WanYuan).required(),
        code("document", "下达文号", CodeKind::Number).aside(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from receipts.
pub(crate) const FIGURES: &[Figure] = &[
    figure("major-special-follow-up", "重大专项后续资金", &RECEIPTS)
        .slot(11)
        .only(&[number_is("project_order", 1), is("kind", &["后续资金"]), during("received_on")])
        .sum_money("amount", WanYuan, 0)
        .note("不应超过该项目已下达的指标。"),
    figure("upper-funds", "当年争取上级项目资金", &RECEIPTS)
        .only(&[is("source", &["中央", "省级", "市级"]), during("received_on"), home("region")])
        .sum_money("amount", WanYuan, 0),
];
