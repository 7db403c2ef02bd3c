//! 校地合作: agreements with universities, signed or sought.

use directory::REPORT_ORDER;
use figures::{Figure, figure, is, number_is};
use listing::{CodeKind, Listing, Order, choice, code, day, long_text, text};
use vocabulary::Window;

/// 校地合作.
pub static COOPERATIONS: Listing = Listing {
    table: "cooperation",
    path: "/platforms/cooperations",
    title: "校地合作",
    unit: "项",
    about: "与高校院所的合作协议和拟推进的对接。",
    key: &["number"],
    name: &["university"],
    order: Order::Latest,
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        text("university", "高校院所简称").required().searched(),
        choice("kind", "合作方式", &["共建联合研究中心", "战略合作", "拟推进对接"]).required(),
        day("agreed_on", "签约日期"),
        long_text("content", "合作内容"),
        REPORT_ORDER,
    ],
    checks: &[listing::needs("agreed_on", "kind", "共建联合研究中心")],
    ..Listing::BLANK
};

/// Taken from agreements.
pub(crate) const FIGURES: &[Figure] = &[
    figure("joint-centre-university", "联合研究中心共建高校", &COOPERATIONS)
        .slot(74)
        .only(&[is("kind", &["共建联合研究中心"]), number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("university"),
    figure("planned-university-1", "拟推进合作高校（一）", &COOPERATIONS)
        .slot(93)
        .only(&[is("kind", &["拟推进对接"]), number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("university"),
    figure("planned-university-2", "拟推进合作高校（二）", &COOPERATIONS)
        .slot(94)
        .only(&[is("kind", &["拟推进对接"]), number_is("report_order", 2)])
        .window(Window::AsOf)
        .the("university"),
];
