//! 评测集: what the bureau itself has judged of answers, apart from what became of them. The ranking is measured on it.

use listing::{Audience, Kept, Listing, Order, choice, day, integer, link, text};

use crate::{DEMANDS, parameters::BROKERS, source::AnswerKind};

/// 评测集.
pub static JUDGEMENTS: Listing = Listing {
    table: "match_judgement",
    path: "/matching/judgements",
    title: "评测集",
    unit: "条",
    about: "经办人对“这个答案对这项需求有没有用”的判断。判断过就不再改动，用来检验推荐的前五名有几个有用。",
    key: &["demand", "kind", "record"],
    name: &["demand", "name"],
    order: Order::Latest,
    audience: Audience::Only(BROKERS),
    kept: Kept::ByHouse,
    columns: &[
        link("demand", "技术需求", &DEMANDS).required(),
        choice("kind", "答案类别", AnswerKind::LABELS).required(),
        integer("record", "答案编号", "").required(),
        text("name", "答案").required().searched(),
        integer("place", "判断时名次", "").required(),
        choice("useful", "有用", directory::YES_NO).required(),
        text("judged_by", "判断人").required(),
        day("judged_on", "判断日期").required(),
    ],
    ..Listing::BLANK
};
