//! 自定义指标: a filtered list that somebody saved as a figure.

use listing::{CodeKind, Listing, Order, choice, code, text};

/// 自定义指标.
pub static SAVED_FIGURES: Listing = Listing {
    table: "saved_figure",
    path: "/figures/saved",
    title: "自定义指标",
    unit: "个",
    about: "由筛选后的列表存成的指标。地址就是定义：打开它看到的行，就是指标数的行。",
    key: &["code"],
    name: &["name"],
    order: Order::Earliest,
    columns: &[
        code("code", "指标代码", CodeKind::Number).required(),
        text("name", "指标名称").required().searched(),
        text("address", "列表地址").required().hint("如 /enterprises/tsme?year=2022"),
        text("unit", "单位"),
        choice("money_unit", "金额单位", &["元", "万元", "亿元"]),
        text("note", "说明"),
    ],
    ..Listing::BLANK
};
