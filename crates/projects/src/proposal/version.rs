//! 申报书版本: what was handed in, each time it was.

use listing::{Kept, Listing, Order, borrowed, day, integer, link, long_text, text};

use super::{PROPOSALS, WITHHELD};

/// 申报书版本.
pub static VERSIONS: Listing = Listing {
    table: "proposal_version",
    path: "/projects/versions",
    title: "申报书版本",
    unit: "版",
    about: "每次提交的申报书全文，可以逐项对照。",
    key: &["proposal", "version"],
    name: &["version"],
    order: Order::Latest,
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        integer("version", "版本", "").required(),
        day("submitted_on", "提交日期").required(),
        text("submitted_by", "提交人").required(),
        long_text("content", "全文").aside(),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
