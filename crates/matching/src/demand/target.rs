//! 指标要求: the values that an answer must reach.

use listing::{Audience, Kept, Listing, Order, borrowed, choice, integer, link, quantity, text};

use super::DEMANDS;
use crate::parameters::BROKERS;

/// 指标要求.
pub static TARGETS: Listing = Listing {
    table: "demand_target",
    path: "/matching/targets",
    title: "指标要求",
    unit: "条",
    about: "技术需求要达到的指标，一条一行：指标、比较、数值和单位。",
    key: &["demand", "sequence"],
    name: &["indicator"],
    order: Order::Rising("sequence"),
    audience: Audience::Only(BROKERS),
    owner: Some("enterprise"),
    // They are written with their demand, as long as its form is open.
    kept: Kept::ByHouse,
    columns: &[
        link("demand", "技术需求", &DEMANDS).required(),
        borrowed("enterprise", "需求企业", "demand", "enterprise").aside(),
        integer("sequence", "序号", "").required(),
        text("indicator", "指标").required(),
        choice("comparison", "比较", &["不小于", "不大于", "等于", "大于", "小于"]).required().plain(),
        quantity("value", "数值", 4, "").required().signed(),
        text("unit", "计量单位").hint("无量纲的留空"),
    ],
    ..Listing::BLANK
};
