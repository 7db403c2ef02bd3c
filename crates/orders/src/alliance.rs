//! 创新联盟 of an institute and the firms around it.

use directory::REPORT_ORDER;
use figures::{Figure, figure, number_is};
use listing::{Listing, Order, borrowed, day, link, text};
use platforms::INSTITUTES;
use vocabulary::Window;

/// 创新联盟.
pub static ALLIANCES: Listing = Listing {
    table: "alliance",
    path: "/orders/alliances",
    title: "创新联盟",
    unit: "个",
    about: "研究院与企业成立的创新联盟。成员按年支付创新引导资金，共享平台设备和检测服务。",
    key: &["name"],
    name: &["name"],
    order: Order::Rising("founded_on"),
    columns: &[
        text("name", "联盟名称").required().searched(),
        link("institute", "牵头研究院", &INSTITUTES).required(),
        borrowed("university", "所属高校", "institute", "university"),
        borrowed("place", "冠名地", "institute", "place"),
        day("founded_on", "成立日期").required(),
        REPORT_ORDER,
    ],
    ..Listing::BLANK
};

/// Taken from alliances.
pub(crate) const FIGURES: &[Figure] = &[
    figure("alliance-university", "联盟牵头研究院所属高校", &ALLIANCES)
        .slot(70)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("university"),
    figure("alliance-place", "联盟牵头研究院冠名地", &ALLIANCES)
        .slot(71)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("place"),
];
