//! 高新技术企业申报批次: when the bureau takes applications, and to whom it recommends them.

use listing::{Audience, CodeKind, Listing, Order, choice, code, day, not_before, text, year};

/// The words of the batches of a year.
pub(crate) const BATCHES: &[&str] = &["第一批", "第二批", "第三批"];

/// 高企申报批次.
pub static HNTE_BATCHES: Listing = Listing {
    table: "hnte_batch",
    path: "/enterprises/hnte-batches",
    title: "高企申报批次",
    unit: "批",
    about: "每年高新技术企业认定的申报批次：本局受理起止日期、上级通知文号和推荐上报的去向。",
    key: &["year", "batch"],
    name: &["year", "batch"],
    order: Order::Falling("closes_on"),
    audience: Audience::Public,
    columns: &[
        year("year", "申报年度").required(),
        choice("batch", "批次", BATCHES).required(),
        day("opens_on", "受理开始").required(),
        day("closes_on", "受理截止").required().hint("早于上级截止日期，留出初审和推荐的时间"),
        text("recommended_to", "推荐报送").required().hint("如“市科学技术局”"),
        code("document", "上级通知文号", CodeKind::Number),
    ],
    checks: &[not_before("closes_on", "opens_on")],
    ..Listing::BLANK
};
