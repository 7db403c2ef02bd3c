//! 公示异议: what was objected while a list was public, and what came of it.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use figures::{Figure, during, figure, is};
use listing::{CodeKind, Kept, Listing, Order, borrowed, code, day, link, long_text, text};

use crate::{PROPOSALS, RANKINGS};

procedure::words! {
    /// Where an objection is.
    pub enum Stage {
        /// Received.
        Received: "已收到",
        /// Being looked into.
        Investigating: "核查中",
        /// Found right: the proposal leaves the list.
        Upheld: "成立",
        /// Found wrong.
        Dismissed: "不成立",
        /// Taken back, or not signed, or not about this list.
        Closed: "不予受理",
    }
}

procedure::words! {
    /// What can be done with an objection.
    pub enum Step {
        /// Begins to look into it.
        Investigate: "开始核查",
        /// Finds it right.
        Uphold: "认定成立",
        /// Finds it wrong.
        Dismiss: "认定不成立",
        /// Does not take it up.
        Close: "不予受理",
    }
}

/// 公示异议.
pub static OBJECTIONS: Listing = Listing {
    table: "objection",
    path: "/projects/objections",
    title: "公示异议",
    unit: "件",
    about: "公示期内书面实名提出的异议、核查和结论。异议人信息不公开，页面上一律遮蔽。",
    key: &["number"],
    name: &["number"],
    order: Order::Latest,
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("ranking", "名单", &RANKINGS).required(),
        borrowed("section", "主管科室", "ranking", "section").aside(),
        link("proposal", "所涉申报书", &PROPOSALS).required(),
        text("objector", "异议人").personal().hint("署真实姓名或单位全称；匿名的留空，并办理“不予受理”"),
        code("phone", "联系电话", CodeKind::Phone).personal(),
        day("raised_on", "提出日期").required(),
        long_text("content", "异议内容"),
        long_text("evidence", "证据"),
        long_text("finding", "核查结论").by_step(),
        day("closed_on", "办结日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from objections.
pub(crate) const FIGURES: &[Figure] = &[
    figure("objections-received", "公示收到异议", &OBJECTIONS).only(&[during("raised_on")]).count("件"),
    figure("objections-upheld", "公示异议成立", &OBJECTIONS)
        .only(&[during("closed_on"), is("stage", &["成立"])])
        .count("件"),
];
