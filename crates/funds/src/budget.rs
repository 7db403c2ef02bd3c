//! 专项经费预算: the approved budget of a year and its adjustments, one line each.

use figures::{Figure, by_cutoff, figure, is, of_year};
use listing::{CodeKind, Listing, Order, choice, code, day, money, text, year};
use vocabulary::{MoneyUnit::WanYuan, Window};

/// 专项经费预算.
pub static BUDGETS: Listing = Listing {
    table: "budget",
    path: "/funds/budgets",
    title: "专项经费预算",
    unit: "项",
    about: "区科技专项经费的年初预算和年中调整。调减记负数，并写明文号。",
    key: &["number"],
    name: &["item"],
    order: Order::Falling("year"),
    columns: &[
        code("number", "预算编号", CodeKind::Number).required(),
        year("year", "预算年度").required(),
        text("item", "预算项目").required().searched(),
        choice("kind", "性质", &["年初预算", "追加", "调减"]).required(),
        money("amount", "金额", WanYuan).required().signed(),
        code("document", "批复文号", CodeKind::Number).required(),
        day("approved_on", "批复日期").required(),
    ],
    ..Listing::BLANK
};

/// Counted from the budget.
pub(crate) const FIGURES: &[Figure] = &[
    figure("budget-year", "科技专项经费所属年度", &BUDGETS)
        .slot(12)
        .only(&[of_year("year"), is("kind", &["年初预算"]), by_cutoff("approved_on")])
        .window(Window::AsOf)
        .the_year("year"),
    figure("special-funds", "区科技专项经费", &BUDGETS)
        .slot(13)
        .only(&[of_year("year"), by_cutoff("approved_on")])
        .sum_money("amount", WanYuan, 0)
        .note("口径：批准预算，含年中追加和调减。"),
];
