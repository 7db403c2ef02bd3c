//! 专家成果: what an expert or commissioner has published or made. Experts are found by it, work by work.

use directory::PEOPLE;
use listing::{CodeKind, Listing, Order, choice, code, link, long_text, text, year};

/// 专家成果.
pub static WORKS: Listing = Listing {
    table: "expert_work",
    path: "/matching/works",
    title: "专家成果",
    unit: "篇",
    about: "专家和科技特派员的论文、专利、项目和成果，一件一行。对接时逐件比较，不看头衔。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("year"),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        link("person", "人员", &PEOPLE).required(),
        text("title", "题名").required().searched(),
        choice("kind", "类型", &["论文", "专利", "标准", "项目", "成果"]).required(),
        year("year", "年份").required(),
        long_text("summary", "摘要").searched(),
    ],
    ..Listing::BLANK
};
