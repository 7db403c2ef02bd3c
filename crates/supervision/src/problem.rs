//! 困难问题.

use figures::{Figure, by_cutoff, figure, still};
use listing::{CodeKind, Listing, Order, code, day, integer, long_text, not_before, text, year};
use vocabulary::Window;

/// 困难问题.
pub static PROBLEMS: Listing = Listing {
    table: "problem",
    path: "/supervision/problems",
    title: "困难问题",
    unit: "条",
    about: "年度工作中的主要困难和问题，按次序写入报告。",
    key: &["number"],
    name: &["title"],
    order: Order::Rising("sequence"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        year("year", "年度").required(),
        integer("sequence", "次序", "").required(),
        text("title", "问题").required().searched(),
        long_text("content", "说明"),
        day("raised_on", "提出日期").required(),
        day("solved_on", "解决日期"),
    ],
    checks: &[not_before("solved_on", "raised_on")],
    ..Listing::BLANK
};

/// Counted from problems.
pub(crate) const FIGURES: &[Figure] = &[figure("problems-open", "未解决问题", &PROBLEMS)
    .only(&[by_cutoff("raised_on"), still("solved_on")])
    .window(Window::AsOf)
    .count("条")];
