//! 考核指标: carried from the proposal to the contract, the mid-term inspection and the acceptance, in one row.

use listing::{Kept, Listing, Order, borrowed, choice, integer, link, quantity, text};

use super::{PROPOSALS, WITHHELD};

/// 考核指标.
pub static INDICATORS: Listing = Listing {
    table: "proposal_indicator",
    path: "/projects/indicators",
    title: "考核指标",
    unit: "项",
    about: "一项指标一行：申报时的预期、任务书约定、中期和验收时的实际值并列。",
    key: &["proposal", "sequence"],
    name: &["name"],
    order: Order::Rising("sequence"),
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        integer("sequence", "次序", "").required(),
        choice("kind", "类别", &["经济", "技术", "知识产权", "人才", "社会"]).required(),
        text("name", "指标").required(),
        text("measure", "计量单位"),
        quantity("expected", "申报预期", 2, "").required(),
        quantity("agreed", "任务书约定", 2, ""),
        quantity("midterm", "中期实际", 2, ""),
        quantity("actual", "验收实际", 2, ""),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
