//! 评审分派和评分: which expert judges which proposal, and what they gave for each criterion.

use directory::YES_NO;
use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, long_text, quantity};

use super::{SEATS, record::SECRET};
use crate::{CRITERIA, PROPOSALS};

/// 评审分派.
pub static ASSIGNMENTS: Listing = Listing {
    table: "review_assignment",
    path: "/projects/assignments",
    title: "评审意见",
    unit: "份",
    about: "一位专家对一份申报书的评审：总分由系统按权重计算。",
    key: &["seat", "proposal"],
    name: &["proposal"],
    order: Order::Earliest,
    audience: SECRET,
    kept: Kept::ByHouse,
    columns: &[
        link("seat", "席位", &SEATS).required(),
        borrowed("panel", "评审组", "seat", "panel").aside(),
        borrowed("expert", "专家", "seat", "expert"),
        link("proposal", "申报书", &PROPOSALS).required(),
        integer("fit", "匹配度", "分").required().aside(),
        choice("state", "状态", &["待评", "已评", "已锁定"]).required(),
        quantity("total", "总分", 2, "分"),
        choice("advice", "建议", &["优先资助", "可以资助", "不予资助"]),
        long_text("opinion", "评审意见"),
        day("given_on", "提交日期"),
        choice("discussed", "经复议", YES_NO).plain().aside(),
    ],
    ..Listing::BLANK
};

/// 评分.
pub static SCORES: Listing = Listing {
    table: "review_score",
    path: "/projects/scores",
    title: "评分",
    unit: "项",
    about: "一项指标一个分，0—100，可到一位小数；“不适用”的不计入平均。",
    key: &["assignment", "criterion"],
    name: &["criterion"],
    order: Order::Earliest,
    audience: SECRET,
    kept: Kept::ByHouse,
    columns: &[
        link("assignment", "评审", &ASSIGNMENTS).required(),
        link("criterion", "指标", &CRITERIA).required(),
        quantity("score", "得分", 1, "分"),
        choice("not_applicable", "不适用", YES_NO).required().plain(),
    ],
    ..Listing::BLANK
};
