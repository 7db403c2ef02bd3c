//! 平台建设投入.

use figures::{Figure, by_cutoff, figure, is};
use listing::{CodeKind, Listing, Order, choice, code, day, link, money, positive, text};
use vocabulary::{
    MoneyUnit::{WanYuan, YiYuan},
    Window,
};

use crate::PLATFORMS;

/// 平台建设投入.
pub static CONSTRUCTIONS: Listing = Listing {
    table: "construction",
    path: "/platforms/constructions",
    title: "平台建设投入",
    unit: "笔",
    about: "平台建设实际完成的投资，一笔一行。计划投资不计入。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("completed_on"),
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        link("platform", "平台", &PLATFORMS).required(),
        listing::borrowed("class", "平台类型", "platform", "class").facet(),
        choice("kind", "投入", &["土建", "中试设备", "小试设备", "检测设备", "其他"]).required(),
        day("completed_on", "完成日期").required(),
        money("amount", "金额", WanYuan).required(),
        text("note", "摘要").aside(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from constructions.
pub(crate) const FIGURES: &[Figure] = &[figure("centre-investment", "科创中心累计投入", &CONSTRUCTIONS)
    .slot(50)
    .only(&[is("class", &["科创中心"]), by_cutoff("completed_on")])
    .window(Window::Cumulative)
    .sum_money("amount", YiYuan, 1)
    .note("口径：已完成投资，累计。")];
