//! 性能评价.

use figures::{Figure, during, figure, is};
use listing::{CodeKind, Listing, Order, choice, code, day, link, long_text, text};

use crate::ORDERS;

/// 性能评价.
pub static EVALUATIONS: Listing = Listing {
    table: "evaluation",
    path: "/orders/evaluations",
    title: "性能评价",
    unit: "份",
    about: "研究院团队对中试产品的性能评价。结论合格的订单才能进入产业化。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("evaluated_on"),
    columns: &[
        code("number", "报告编号", CodeKind::Number).required(),
        link("order", "订单", &ORDERS).required(),
        day("evaluated_on", "评价日期").required(),
        text("evaluator", "评价人").required(),
        choice("conclusion", "结论", &["合格", "限期改进", "不合格"]).required(),
        long_text("findings", "评价意见"),
    ],
    ..Listing::BLANK
};

/// Counted from evaluations.
pub(crate) const FIGURES: &[Figure] = &[figure("evaluations-passed", "当年性能评价合格", &EVALUATIONS)
    .only(&[during("evaluated_on"), is("conclusion", &["合格"])])
    .distinct("order", "项")];
