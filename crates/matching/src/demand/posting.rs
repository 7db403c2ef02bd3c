//! 需求公告: what the public sees of a demand. It is a record of its own, so that nothing else of the demand can show.

use listing::{Audience, CodeKind, Kept, Listing, Order, choice, code, day, long_text, money, text};
use vocabulary::MoneyUnit::WanYuan;

/// 需求公告.
pub static POSTINGS: Listing = Listing {
    table: "demand_posting",
    path: "/matching/postings",
    title: "需求公告",
    unit: "项",
    about: "正在征集答案的技术需求。能够解决的院所、专家和企业请与区科技局联系，由经纪人对接。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("posted_on"),
    audience: Audience::Public,
    kept: Kept::ByHouse,
    withheld: &["已撤下"],
    columns: &[
        code("number", "公告编号", CodeKind::Number).required().searched(),
        text("title", "需求名称").required().searched(),
        text("enterprise", "需求企业"),
        code("field", "学科代码", CodeKind::Number).facet(),
        money("budget", "预算", WanYuan),
        day("deadline", "希望完成日期"),
        day("posted_on", "发布日期").required(),
        day("expires_on", "有效期至").required(),
        choice("stage", "状态", &["征集中", "已到期", "已撤下"]).required(),
        long_text("summary", "需求摘要").searched(),
        long_text("targets", "指标要求"),
    ],
    ..Listing::BLANK
};
