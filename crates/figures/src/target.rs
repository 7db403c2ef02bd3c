//! 年度目标: what a figure is to reach in a year, and who set it.

use listing::{CodeKind, Listing, Order, code, quantity, text, year};

/// 年度目标.
pub static TARGETS: Listing = Listing {
    table: "target",
    path: "/figures/targets",
    title: "年度目标",
    unit: "项",
    about: "指标的年度任务。目标值用指标自己的单位（家、项、万元……）。",
    key: &["figure", "year"],
    name: &["figure"],
    order: Order::Falling("year"),
    columns: &[
        code("figure", "指标代码", CodeKind::Number).required().searched().hint("见指标目录，如 hnte-valid"),
        year("year", "年度").required(),
        quantity("value", "目标值", 2, "").required(),
        text("source", "下达单位和文号"),
    ],
    ..Listing::BLANK
};
