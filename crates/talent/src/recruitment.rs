//! 引才公告.

use directory::REPORT_ORDER;
use figures::{Figure, during, figure, number_is};
use listing::{CodeKind, Listing, Order, code, day, integer, text};

/// 引才公告.
pub static RECRUITMENTS: Listing = Listing {
    table: "recruitment",
    path: "/talent/recruitments",
    title: "引才公告",
    unit: "件",
    about: "面向社会公开引进高层次人才的公告。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("published_on"),
    columns: &[
        code("number", "公告文号", CodeKind::Number).required(),
        text("title", "公告名称").required().searched(),
        day("published_on", "发布日期").required(),
        integer("posts", "岗位数", "个"),
        REPORT_ORDER,
    ],
    ..Listing::BLANK
};

/// Taken from announcements.
pub(crate) const FIGURES: &[Figure] = &[figure("recruitment-month", "公开引才公告月份", &RECRUITMENTS)
    .slot(22)
    .only(&[during("published_on"), number_is("report_order", 1)])
    .the_month("published_on")];
