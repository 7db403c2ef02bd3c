//! 信贷放款: the money that a bank really lent. A firm in both schemes counts in each.

use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, not_before, positive, quantity};
use vocabulary::{
    MoneyUnit::{WanYuan, YiYuan},
    Window,
};

use crate::CREDITS;

/// 信贷放款.
pub static DRAWDOWNS: Listing = Listing {
    table: "drawdown",
    path: "/funds/drawdowns",
    title: "信贷放款",
    unit: "笔",
    about: "授信项下的每一笔放款。续贷是否计作新增，在报告附注中说明。",
    key: &["number"],
    name: &["number"],
    region: Some("region"),
    order: Order::Falling("drawn_on"),
    columns: &[
        code("number", "借据号", CodeKind::Number).required().searched(),
        link("credit", "授信", &CREDITS).required(),
        borrowed("scheme", "产品", "credit", "scheme").facet(),
        borrowed("enterprise", "企业", "credit", "enterprise"),
        borrowed("region", "所在区划", "credit", "region").aside(),
        borrowed("category", "产业", "credit", "category").facet(),
        borrowed("technology_firm", "科技型企业", "credit", "technology_firm").aside(),
        day("drawn_on", "放款日期").required(),
        money("amount", "金额", WanYuan).required(),
        quantity("rate", "年利率", 2, "%"),
        day("due_on", "到期日期").required(),
        day("repaid_on", "结清日期").aside(),
        choice("state", "状态", &["正常", "已结清", "逾期", "已代偿"]).required(),
    ],
    checks: &[positive("amount"), not_before("due_on", "drawn_on"), not_before("repaid_on", "drawn_on")],
    ..Listing::BLANK
};

/// Counted from drawdowns.
pub(crate) const FIGURES: &[Figure] = &[
    figure("guide-loan-firms", "获“引导基金信贷通”贷款科技企业", &DRAWDOWNS)
        .slot(14)
        .only(&[is("scheme", &["引导基金信贷通"]), is("technology_firm", &["是"]), during("drawn_on"), home("region")])
        .window(Window::LastTwoYears)
        .distinct("enterprise", "家")
        .note("窗口内至少有一笔放款的科技型企业，按企业去重；续贷放款计入。"),
    figure("guide-loan-amount", "“引导基金信贷通”贷款资金", &DRAWDOWNS)
        .slot(15)
        .only(&[is("scheme", &["引导基金信贷通"]), is("technology_firm", &["是"]), during("drawn_on"), home("region")])
        .window(Window::LastTwoYears)
        .sum_money("amount", WanYuan, 0),
    figure("park-loan-firms", "获“财园信贷通”贷款工业企业", &DRAWDOWNS)
        .slot(16)
        .only(&[is("scheme", &["财园信贷通"]), is("category", &["工业"]), during("drawn_on"), home("region")])
        .window(Window::LastTwoYears)
        .distinct("enterprise", "家")
        .note("窗口内至少有一笔放款的工业企业，按企业去重；同一企业在两个产品中各计一次。"),
    figure("park-loan-amount", "“财园信贷通”贷款资金", &DRAWDOWNS)
        .slot(17)
        .only(&[is("scheme", &["财园信贷通"]), is("category", &["工业"]), during("drawn_on"), home("region")])
        .window(Window::LastTwoYears)
        .sum_money("amount", YiYuan, 2),
];
