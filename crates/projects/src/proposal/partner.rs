//! 合作单位.

use directory::{ORGANISATIONS, YES_NO};
use listing::{Kept, Listing, Order, borrowed, choice, link, text};

use super::{PROPOSALS, WITHHELD};

/// 合作单位.
pub static PARTNERS: Listing = Listing {
    table: "proposal_partner",
    path: "/projects/proposal-partners",
    title: "合作单位",
    unit: "家",
    about: "申报书中的合作单位和合作协议。",
    key: &["proposal", "unit"],
    name: &["unit"],
    order: Order::Earliest,
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        link("unit", "合作单位", &ORGANISATIONS).required(),
        text("task", "承担任务"),
        choice("agreement", "有合作协议", YES_NO).required().plain(),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
