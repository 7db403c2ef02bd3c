//! 评审分派和评分: which expert judges which proposal, and what they gave for each criterion. Who gave which marks is sealed
//! until the panel is opened. What was given is marked as personal: the history tells that it changed and not from what to
//! what, so that no reader of the history knows marks before they are locked; the results tell them afterwards.

use directory::YES_NO;
use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, long_text, quantity};

use super::{
    SEATS,
    record::{OPENED, SEALED},
};
use crate::{CRITERIA, PROPOSALS};

/// Not handed in; there may be a draft.
pub(super) const OPEN: &str = "待评";
/// Handed in.
pub(super) const GIVEN: &str = "已评";
/// Counted.
pub(super) const LOCKED: &str = "已锁定";
/// Given back: the expert stands aside, or left the panel.
pub(super) const RETURNED: &str = "已回避";
/// The panel was given up.
pub(super) const CANCELLED: &str = "已取消";

/// What an expert may advise.
pub(super) const ADVICE: &[&str] = &["优先资助", "可以资助", "不予资助"];

/// 评审分派.
pub static ASSIGNMENTS: Listing = Listing {
    table: "review_assignment",
    path: "/projects/assignments",
    title: "评审意见",
    unit: "份",
    about: "一位专家对一份申报书的评审，开封后可见。分数和意见见评审组的“评审结果”。",
    key: &["seat", "proposal"],
    name: &["proposal"],
    order: Order::Earliest,
    audience: OPENED,
    withheld: SEALED,
    kept: Kept::ByHouse,
    columns: &[
        link("seat", "席位", &SEATS).required(),
        borrowed("panel", "评审组", "seat", "panel").aside(),
        borrowed("expert", "专家", "seat", "expert"),
        borrowed("person", "人员", "seat", "person").aside(),
        borrowed("class", "专家类别", "seat", "class").aside(),
        link("proposal", "申报书", &PROPOSALS).required(),
        borrowed("number", "申报编号", "proposal", "number").aside(),
        integer("fit", "匹配度", "分").required().aside(),
        choice("state", "状态", &[OPEN, GIVEN, LOCKED, RETURNED, CANCELLED]).required(),
        quantity("total", "总分", 2, "分").personal(),
        choice("advice", "建议", ADVICE).plain().personal(),
        long_text("opinion", "评审意见").personal(),
        day("given_on", "提交日期"),
        choice("reopened", "列入复议", YES_NO).plain().aside(),
        choice("discussed", "经复议", YES_NO).plain().aside(),
        quantity("first_total", "复议前总分", 2, "分").personal(),
        long_text("reason", "回避或修改理由").personal(),
        borrowed("stage", "评审组状态", "seat", "stage").aside(),
    ],
    ..Listing::BLANK
};

/// 评分.
pub static SCORES: Listing = Listing {
    table: "review_score",
    path: "/projects/scores",
    title: "评分",
    unit: "项",
    about: "一项指标一个分，0—100，可到一位小数；“不适用”的不计入平均。开封后可见；分数见评审组的“评审结果”。",
    key: &["assignment", "criterion"],
    name: &["criterion"],
    order: Order::Earliest,
    audience: OPENED,
    withheld: SEALED,
    kept: Kept::ByHouse,
    columns: &[
        link("assignment", "评审", &ASSIGNMENTS).required(),
        borrowed("panel", "评审组", "assignment", "panel").aside(),
        link("criterion", "指标", &CRITERIA).required(),
        quantity("score", "得分", 1, "分").personal(),
        choice("not_applicable", "不适用", YES_NO).required().plain(),
        borrowed("stage", "评审组状态", "assignment", "stage").aside(),
    ],
    ..Listing::BLANK
};
