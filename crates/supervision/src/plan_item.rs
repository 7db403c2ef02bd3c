//! 工作打算: what is planned, by whom, until when.

use directory::REPORT_ORDER;
use figures::{Figure, is, named, number_is};
use listing::{CodeKind, Listing, Order, choice, code, day, integer, long_text, text, year};

/// 工作打算.
pub static PLAN_ITEMS: Listing = Listing {
    table: "plan_item",
    path: "/supervision/plan-items",
    title: "工作打算",
    unit: "项",
    about: "下一阶段的工作打算和重点支持项目：责任单位、期限、目标。",
    key: &["number"],
    name: &["title"],
    order: Order::Rising("sequence"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        year("year", "年度").required(),
        integer("sequence", "次序", "").required(),
        choice("kind", "类别", &["科技环境", "计划管理", "产学研合作", "招才引智", "科普示范", "重点支持项目"])
            .required(),
        text("title", "事项").required().searched(),
        text("place", "企业地名").aside().hint("重点支持项目的企业名称中的地名"),
        long_text("content", "内容"),
        text("owner", "责任单位"),
        day("due_on", "完成期限"),
        day("closed_on", "办结日期"),
        REPORT_ORDER,
    ],
    ..Listing::BLANK
};

/// Taken from plan items.
pub(crate) const FIGURES: &[Figure] = &[
    named(
        "support-1-place",
        "重点支持项目（一）企业地名",
        95,
        &PLAN_ITEMS,
        &[is("kind", &["重点支持项目"]), number_is("report_order", 1)],
        "place",
    ),
    named(
        "support-2-place",
        "重点支持项目（二）企业地名",
        96,
        &PLAN_ITEMS,
        &[is("kind", &["重点支持项目"]), number_is("report_order", 2)],
        "place",
    ),
];
