//! 指标: what of the budget may be spent on what.

use figures::{Figure, by_cutoff, figure, of_year};
use listing::{CodeKind, Listing, Order, borrowed, code, day, link, money, positive, text};
use vocabulary::MoneyUnit::WanYuan;

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
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from appropriations.
pub(crate) const FIGURES: &[Figure] = &[figure("appropriated", "已下达指标", &APPROPRIATIONS)
    .only(&[of_year("year"), by_cutoff("issued_on")])
    .sum_money("amount", WanYuan, 0)];
