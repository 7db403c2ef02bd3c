//! 订单阶段: when an order entered and left each stage, so that its stage on any day can be told.

use figures::{Figure, by_cutoff, figure, is, still};
use listing::{Listing, Order, choice, day, integer, link, long_text, money, not_before};
use vocabulary::{MoneyUnit::WanYuan, Window};

use crate::{ORDERS, order::STAGES};

/// 订单阶段.
pub static ORDER_STAGES: Listing = Listing {
    table: "order_stage",
    path: "/orders/stages",
    title: "订单阶段",
    unit: "段",
    about: "科研订单每个阶段的起止、责任方和结果。前一阶段通过评审，后一阶段才能开始。",
    key: &["order", "stage"],
    name: &["stage"],
    order: Order::Falling("started_on"),
    columns: &[
        link("order", "订单", &ORDERS).required(),
        choice("stage", "阶段", STAGES).required(),
        choice("responsible", "责任方", &["企业", "研究院", "双方"]).required(),
        day("started_on", "开始日期").required(),
        day("ended_on", "结束日期"),
        choice("result", "结果", &["进行中", "通过", "未通过"]).required(),
        money("budget", "阶段预算", WanYuan),
        integer("trl_before", "起始技术就绪度", "级").aside(),
        integer("trl_after", "结束技术就绪度", "级").aside(),
        long_text("evidence", "证明材料"),
    ],
    checks: &[not_before("ended_on", "started_on"), listing::needs("ended_on", "result", "通过")],
    ..Listing::BLANK
};

/// Counted from stages.
pub(crate) const FIGURES: &[Figure] = &[figure("orders-in-pilot", "正在中试项目", &ORDER_STAGES)
    .slot(51)
    .only(&[is("stage", &["中试"]), by_cutoff("started_on"), still("ended_on")])
    .window(Window::AsOf)
    .distinct("order", "个")
    .note("截止日处于中试阶段的订单。")];
