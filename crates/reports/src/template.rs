//! 报告模板: the wording of a report, edited by the bureau; the built-in one stands in where none is stored.

use listing::{CodeKind, Listing, Order, code, long_text, text};

/// 报告模板.
pub static TEMPLATES: Listing = Listing {
    table: "report_template",
    path: "/reports/templates",
    title: "报告模板",
    unit: "份",
    about: "报告的文字模板。数字处写指标代码,生成报告时换成当时的数。",
    key: &["code"],
    name: &["name"],
    order: Order::Earliest,
    columns: &[
        code("code", "模板代码", CodeKind::Number).required(),
        text("name", "模板名称").required(),
        long_text("body", "正文").required(),
    ],
    ..Listing::BLANK
};
