//! 评分指标: what experts judge in the proposals of a call, and with what weight.

use listing::{Audience, Listing, Order, choice, integer, link, long_text, positive, text};

use super::{CALLS, OPEN_IN};

/// 评分指标.
pub static CRITERIA: Listing = Listing {
    table: "call_criterion",
    path: "/projects/criteria",
    title: "评分指标",
    unit: "项",
    about: "申报通知的评分表。各项权重之和为 100；每项按 0—100 分评，可以“不适用”。",
    key: &["call", "sequence"],
    name: &["name"],
    order: Order::Rising("sequence"),
    audience: Audience::Public,
    open_in: Some(("call", OPEN_IN)),
    columns: &[
        link("call", "申报通知", &CALLS).required(),
        integer("sequence", "次序", "").required(),
        text("name", "指标").required().searched(),
        integer("weight", "权重", "%").required(),
        choice("kind", "类别", &["技术", "经济", "其他"]).required().hint("同分时先比技术，再比经济"),
        long_text("guidance", "评分要点"),
    ],
    checks: &[positive("weight")],
    ..Listing::BLANK
};
