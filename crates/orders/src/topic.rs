//! 联合中心课题: what firms asked the joint research centre to work on.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure, is};
use listing::{CodeKind, Listing, Order, choice, code, day, link, text};
use platforms::COOPERATIONS;
use vocabulary::Window;

/// 联合中心课题.
pub static TOPICS: Listing = Listing {
    table: "topic",
    path: "/orders/topics",
    title: "联合中心课题",
    unit: "项",
    about: "企业向联合研究中心申请的研发课题，按批次记录。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("applied_on"),
    columns: &[
        code("number", "课题编号", CodeKind::Number).required(),
        text("title", "课题名称").required().searched(),
        link("centre", "联合研究中心", &COOPERATIONS).required(),
        link("enterprise", "申请企业", &ORGANISATIONS).required(),
        choice("batch", "批次", &["第一批", "第二批", "第三批"]).required(),
        day("applied_on", "申请日期").required(),
        choice("result", "结果", &["论证中", "立项", "未立项"]).required(),
    ],
    ..Listing::BLANK
};

/// Counted from topics.
pub(crate) const FIGURES: &[Figure] = &[figure("topic-firms", "第一批申请研发课题企业", &TOPICS)
    .slot(76)
    .only(&[is("batch", &["第一批"]), by_cutoff("applied_on")])
    .window(Window::AsOf)
    .distinct("enterprise", "家")];
