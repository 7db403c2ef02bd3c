//! What is kept of an objection to a batch.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use figures::{Figure, during, figure};
use listing::{CodeKind, Kept, Listing, Order, borrowed, code, day, link, long_text, text};

use crate::BATCHES;

procedure::words! {
    /// Where an objection is.
    pub enum Stage {
        /// Being looked into.
        Received: "核查中",
        /// Found right: the batch goes back and is computed anew.
        Upheld: "成立",
        /// Found wrong.
        Dismissed: "不成立",
        /// Not in time, or not signed.
        Closed: "不予受理",
    }
}

procedure::words! {
    /// What can be done with an objection.
    pub enum Step {
        /// Finds it right.
        Uphold: "认定成立",
        /// Finds it wrong.
        Dismiss: "认定不成立",
        /// Does not take it up.
        Close: "不予受理",
    }
}

/// 发放异议.
pub static BATCH_OBJECTIONS: Listing = Listing {
    table: "batch_objection",
    path: "/talent/batch-objections",
    title: "发放异议",
    unit: "件",
    about: "发放批次公示期内提出的异议和结论。没有办结，不能发放；成立的，批次退回重新计算。异议人信息一律遮蔽。",
    key: &["number"],
    name: &["number"],
    order: Order::Latest,
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("batch", "批次", &BATCHES).required(),
        borrowed("section", "主管科室", "batch", "section").aside(),
        text("objector", "异议人").personal().required().hint("署真实姓名或单位全称"),
        code("phone", "联系电话", CodeKind::Phone).personal(),
        day("raised_on", "提出日期").required(),
        long_text("content", "异议内容").required(),
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
pub(crate) const FIGURES: &[Figure] =
    &[figure("batch-objections", "当年收到发放异议", &BATCH_OBJECTIONS).only(&[during("raised_on")]).count("件")];
