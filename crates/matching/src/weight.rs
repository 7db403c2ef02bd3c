//! 排序权重: what refusals and the bureau's own judgement add to or take from an answer. Nothing else is learnt, and every row
//! of it is shown beside the suggestion that it moved.

use listing::{Audience, CodeKind, Listing, Order, choice, code, day, integer, link, long_text, text};

use crate::{PAIRINGS, parameters::BROKERS, source::AnswerKind};

/// 排序权重.
pub static WEIGHTS: Listing = Listing {
    table: "match_weight",
    path: "/matching/weights",
    title: "排序权重",
    unit: "条",
    about: "对某个答案的加减分和理由。企业拒绝时按理由自动记一条，经办人可以修改或删除；加减分在推荐页上逐条列出。",
    key: &["number"],
    name: &["number"],
    order: Order::Latest,
    audience: Audience::Only(BROKERS),
    columns: &[
        code("number", "编号", CodeKind::Number).required(),
        choice("kind", "答案类别", AnswerKind::LABELS).required(),
        integer("record", "答案编号", "").required().hint("答案所在列表中的记录编号"),
        text("name", "答案").required().searched(),
        integer("points", "加减分", "分").required().signed(),
        long_text("reason", "理由"),
        link("pairing", "来自对接", &PAIRINGS),
        day("set_on", "日期").required(),
    ],
    ..Listing::BLANK
};
