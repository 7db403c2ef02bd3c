//! 附加问题的回答.

use listing::{Kept, Listing, Order, borrowed, link, long_text};

use super::{PROPOSALS, WITHHELD};
use crate::QUESTIONS;

/// 附加问题的回答.
pub static ANSWERS: Listing = Listing {
    table: "proposal_answer",
    path: "/projects/answers",
    title: "附加问题回答",
    unit: "条",
    about: "申报书对申报通知附加问题的回答，只展示和导出。",
    key: &["proposal", "question"],
    name: &["question"],
    order: Order::Earliest,
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        link("question", "问题", &QUESTIONS).required(),
        long_text("answer", "回答"),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
