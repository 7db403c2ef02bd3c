//! 意见建议 to the superior bureau.

use listing::{CodeKind, Listing, Order, code, day, integer, long_text, text, year};

/// 意见建议.
pub static SUGGESTIONS: Listing = Listing {
    table: "suggestion",
    path: "/supervision/suggestions",
    title: "意见建议",
    unit: "条",
    about: "对上级科技部门的意见和建议，及其答复。",
    key: &["number"],
    name: &["title"],
    order: Order::Rising("sequence"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        year("year", "年度").required(),
        integer("sequence", "次序", "").required(),
        text("title", "建议").required().searched(),
        long_text("content", "内容"),
        day("made_on", "提出日期").required(),
        day("replied_on", "答复日期"),
        long_text("reply", "答复"),
    ],
    ..Listing::BLANK
};
