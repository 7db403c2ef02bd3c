//! 产品效果: the market price of a product before and after, with its evidence.

use directory::{ORGANISATIONS, REPORT_ORDER};
use figures::{Figure, figure, number_is};
use listing::{CodeKind, Listing, Order, at_most, borrowed, code, link, money, text, year};
use platforms::INSTITUTES;
use vocabulary::{MoneyUnit::Yuan, Window, Wording};

/// 产品效果.
pub static PRODUCT_EFFECTS: Listing = Listing {
    table: "product_effect",
    path: "/orders/product-effects",
    title: "产品效果",
    unit: "项",
    about: "联合研发产品的市场效果，须有年份和证明材料。",
    key: &["number"],
    name: &["product"],
    order: Order::Latest,
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        text("product", "产品").required().searched(),
        link("enterprise", "企业", &ORGANISATIONS).required(),
        link("institute", "研究院", &INSTITUTES).required(),
        borrowed("university", "所属高校", "institute", "university"),
        borrowed("place", "冠名地", "institute", "place"),
        year("year", "年度").required(),
        money("price_before", "改进前单价", Yuan).required(),
        money("price_after", "改进后单价", Yuan).required(),
        text("evidence", "证明材料").required(),
        REPORT_ORDER,
    ],
    checks: &[at_most("price_before", "price_after")],
    ..Listing::BLANK
};

/// Taken from effects.
pub(crate) const FIGURES: &[Figure] = &[
    figure("effect-university", "联合研发装备研究院所属高校", &PRODUCT_EFFECTS)
        .slot(78)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("university"),
    figure("effect-place", "联合研发装备研究院冠名地", &PRODUCT_EFFECTS)
        .slot(79)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("place"),
    figure("price-before", "核心产品改进前单价", &PRODUCT_EFFECTS)
        .slot(80)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the_money("price_before", Yuan, 0),
    figure("price-after", "核心产品改进后单价", &PRODUCT_EFFECTS)
        .slot(81)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the_money("price_after", Yuan, 0)
        .said(Wording::About),
];
