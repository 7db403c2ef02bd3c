//! 回归资金: capital that returned with people of the district, as it arrived.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure};
use listing::{CodeKind, Listing, Order, code, day, link, money, positive, text};
use vocabulary::{
    MoneyUnit::{WanYuan, YiYuan},
    Window,
};

/// 回归资金.
pub static RETURNED_CAPITAL: Listing = Listing {
    table: "returned_capital",
    path: "/funds/returned-capital",
    title: "回归资金",
    unit: "笔",
    about: "人才回归计划实施以来实际到位的投资，一笔一行。协议金额不算到位。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("arrived_on"),
    columns: &[
        code("number", "到位凭证号", CodeKind::Number).required(),
        text("investor", "投资人").required().searched(),
        link("enterprise", "落户企业", &ORGANISATIONS).required(),
        day("arrived_on", "到位日期").required(),
        money("amount", "到位金额", WanYuan).required(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from returned capital.
pub(crate) const FIGURES: &[Figure] = &[figure("returned-capital", "回归资金", &RETURNED_CAPITAL)
    .slot(20)
    .only(&[by_cutoff("arrived_on")])
    .window(Window::Cumulative)
    .sum_money("amount", YiYuan, 0)
    .note("回归计划实施以来累计到位。")];
