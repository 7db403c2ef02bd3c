//! 信贷授信 of the two schemes: who may borrow how much from which bank.

use directory::ORGANISATIONS;
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, not_before, positive};
use vocabulary::MoneyUnit::WanYuan;

/// 信贷授信.
pub static CREDITS: Listing = Listing {
    table: "credit",
    path: "/funds/credits",
    title: "信贷授信",
    unit: "笔",
    about: "“引导基金信贷通”和“财园信贷通”的授信。统计贷款资金以放款为准，不以授信额度为准。",
    key: &["number"],
    name: &["number"],
    region: Some("region"),
    order: Order::Falling("approved_on"),
    columns: &[
        code("number", "授信编号", CodeKind::Number).required().searched(),
        choice("scheme", "产品", &["引导基金信贷通", "财园信贷通"]).required(),
        link("enterprise", "企业", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "enterprise", "region").aside(),
        borrowed("category", "产业", "enterprise", "category").facet(),
        borrowed("technology_firm", "科技型企业", "enterprise", "technology_firm").aside(),
        link("bank", "银行", &ORGANISATIONS).required(),
        day("applied_on", "申请日期").required().aside(),
        day("recommended_on", "推荐日期").aside(),
        day("approved_on", "授信日期").required(),
        money("limit_amount", "授信额度", WanYuan).required(),
        choice("renewal", "是否续贷", directory::YES_NO).required(),
    ],
    checks: &[
        not_before("recommended_on", "applied_on"),
        not_before("approved_on", "applied_on"),
        positive("limit_amount"),
    ],
    ..Listing::BLANK
};
