//! 重点新产品.

use directory::{LEVELS, ORGANISATIONS};
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, text};

/// 重点新产品.
pub static NEW_PRODUCTS: Listing = Listing {
    table: "new_product",
    path: "/projects/new-products",
    title: "重点新产品",
    unit: "项",
    about: "申报和认定的重点新产品。",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Falling("recommended_on"),
    columns: &[
        code("number", "申报编号", CodeKind::Number).required(),
        text("name", "产品名称").required().searched(),
        choice("level", "级别", LEVELS).required(),
        link("unit", "申报单位", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        day("recommended_on", "推荐上报日期").required(),
        day("approved_on", "认定日期"),
    ],
    checks: &[listing::not_before("approved_on", "recommended_on")],
    ..Listing::BLANK
};

/// Counted from new products.
pub(crate) const FIGURES: &[Figure] = &[figure("provincial-new-products", "申报省级重点新产品", &NEW_PRODUCTS)
    .slot(7)
    .only(&[is("level", &["省级"]), during("recommended_on"), home("region")])
    .count("项")];
