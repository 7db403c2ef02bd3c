//! 股份合作协议 between an institute and a firm over a new product.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure};
use listing::{CodeKind, Listing, Order, code, day, link, money, quantity};
use vocabulary::{MoneyUnit::WanYuan, Window};

use crate::ORDERS;

/// 股份合作协议.
pub static SHARE_AGREEMENTS: Listing = Listing {
    table: "share_agreement",
    path: "/orders/share-agreements",
    title: "股份合作协议",
    unit: "份",
    about: "新产品以股份合作形式进入市场时，研究院与企业的股份约定，合计应为 100%。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("signed_on"),
    columns: &[
        code("number", "协议编号", CodeKind::Number).required(),
        link("order", "订单", &ORDERS).required(),
        link("company", "承载企业", &ORGANISATIONS).required(),
        day("signed_on", "签订日期").required(),
        quantity("institute_share", "研究院股份", 2, "%").required(),
        quantity("enterprise_share", "企业股份", 2, "%").required(),
        money("dividends", "累计分红", WanYuan),
    ],
    checks: &[listing::Check::SumIs { parts: &["institute_share", "enterprise_share"], total: 10_000 }],
    ..Listing::BLANK
};

/// Counted from agreements.
pub(crate) const FIGURES: &[Figure] = &[figure("share-agreements", "股份合作协议", &SHARE_AGREEMENTS)
    .only(&[by_cutoff("signed_on")])
    .window(Window::Cumulative)
    .count("份")];
