//! 创新引导资金: what members pay to the institute each year.

use figures::{Figure, figure, of_year};
use listing::{CodeKind, Listing, Order, borrowed, code, day, link, money, positive, year};
use vocabulary::MoneyUnit::WanYuan;

use crate::MEMBERS;

/// 创新引导资金.
pub static GUIDE_FEES: Listing = Listing {
    table: "guide_fee",
    path: "/orders/guide-fees",
    title: "创新引导资金",
    unit: "笔",
    about: "联盟企业每年支付给研究院的创新引导资金。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        link("member", "联盟成员", &MEMBERS).required().hint("联盟名称 / 企业信用代码"),
        borrowed("enterprise", "企业", "member", "enterprise"),
        year("year", "年度").required(),
        day("paid_on", "支付日期").required(),
        money("amount", "金额", WanYuan).required(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from fees.
pub(crate) const FIGURES: &[Figure] = &[figure("guide-fees", "当年收取创新引导资金", &GUIDE_FEES)
    .only(&[of_year("year")])
    .sum_money("amount", WanYuan, 0)];
