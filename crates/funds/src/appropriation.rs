//! 指标: what of the budget may be spent on what.

use figures::{Figure, by_cutoff, figure, of_year};
use listing::{CodeKind, Listing, Order, at_most, borrowed, code, day, link, money, positive, text};
use vocabulary::{MoneyUnit::WanYuan, Window};

use crate::BUDGETS;

/// 预算指标.
pub static APPROPRIATIONS: Listing = Listing {
    table: "appropriation",
    path: "/funds/appropriations",
    title: "预算指标",
    unit: "条",
    about: "财政下达的指标。支付必须落在指标的用途之内，累计支付不得超过指标。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("issued_on"),
    columns: &[
        code("number", "指标文号", CodeKind::Number).required().searched(),
        link("budget", "预算项目", &BUDGETS).required(),
        borrowed("year", "预算年度", "budget", "year").facet(),
        text("purpose", "用途").required().searched(),
        code("function", "功能科目", CodeKind::Number).hint("206 开头"),
        day("issued_on", "下达日期").required(),
        money("amount", "金额", WanYuan).required(),
        money("paid", "已支付", WanYuan).by_step(),
        money("unspent", "未支付", WanYuan).by_step(),
        day("lapses_on", "两年期满日").by_step().aside(),
    ],
    // 支付不超过指标: the database itself holds it, as far as payments were settled.
    checks: &[positive("amount"), at_most("paid", "amount")],
    ..Listing::BLANK
};

/// Counted from appropriations.
pub(crate) const FIGURES: &[Figure] = &[
    figure("appropriated", "已下达指标", &APPROPRIATIONS)
        .only(&[of_year("year"), by_cutoff("issued_on")])
        .sum_money("amount", WanYuan, 0),
    figure("lapsed", "连续两年未支付的指标结余", &APPROPRIATIONS)
        .only(&[by_cutoff("lapses_on")])
        .window(Window::AsOf)
        .sum_money("unspent", WanYuan, 2)
        .note("预算年度次年 12 月 31 日仍未支付的，应按结余资金收回（预算法第四十二条）。按最近一次结算的余额计。"),
];
