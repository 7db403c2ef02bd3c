//! 项目组成员.

use directory::{ORGANISATIONS, PEOPLE};
use listing::{Kept, Listing, Order, borrowed, choice, integer, link, text};

use super::{PROPOSALS, WITHHELD};

/// 项目组成员.
pub static MEMBERS: Listing = Listing {
    table: "proposal_member",
    path: "/projects/proposal-members",
    title: "项目组成员",
    unit: "人",
    about: "申报书中的项目组成员。",
    key: &["proposal", "sequence"],
    name: &["name"],
    order: Order::Rising("sequence"),
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        integer("sequence", "次序", "").required(),
        text("name", "姓名").required(),
        link("person", "人员编号", &PEOPLE).aside(),
        link("unit", "所在单位", &ORGANISATIONS),
        choice("rank", "职称", &["正高级", "副高级", "中级", "初级", "无"]),
        text("duty", "分工"),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
