//! 科研订单: a product that an alliance firm wants and an institute develops.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, during, figure, still};
use listing::{CodeKind, Listing, Order, choice, code, day, link, long_text, money, not_before, text};
use platforms::INSTITUTES;
use vocabulary::{MoneyUnit::WanYuan, Window};

/// The stages of an order, in their order (see docs: domain rules 6.2).
pub(crate) const STAGES: &[&str] = &["需求提出", "小试", "中试", "性能评价", "产业化", "股份合作"];

/// 科研订单.
pub static ORDERS: Listing = Listing {
    table: "rd_order",
    path: "/orders",
    title: "科研订单",
    unit: "项",
    about: "联盟企业提出需求、研究院小试、企业中试、研究院评价、企业产业化、双方股份合作的研发订单。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("proposed_on"),
    columns: &[
        code("number", "订单编号", CodeKind::Number).required().searched(),
        text("name", "订单名称").required().searched(),
        link("enterprise", "需求企业", &ORGANISATIONS).required(),
        link("institute", "研究院", &INSTITUTES).required(),
        day("proposed_on", "提出日期").required(),
        choice("stage", "当前阶段", STAGES).required(),
        money("budget", "研发预算", WanYuan),
        day("closed_on", "终结日期"),
        long_text("targets", "性能指标"),
    ],
    checks: &[not_before("closed_on", "proposed_on")],
    ..Listing::BLANK
};

/// Counted from orders.
pub(crate) const FIGURES: &[Figure] = &[
    figure("orders-open", "在研科研订单", &ORDERS)
        .only(&[by_cutoff("proposed_on"), still("closed_on")])
        .window(Window::AsOf)
        .count("项"),
    figure("orders-proposed", "当年新提科研订单", &ORDERS).only(&[during("proposed_on")]).count("项"),
];
