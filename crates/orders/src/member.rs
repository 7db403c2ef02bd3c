//! 联盟成员.

use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, figure, number_is, still};
use listing::{Listing, Order, borrowed, day, link, not_before};
use vocabulary::Window;

use crate::ALLIANCES;

/// 联盟成员.
pub static MEMBERS: Listing = Listing {
    table: "alliance_member",
    path: "/orders/members",
    title: "联盟成员",
    unit: "家",
    about: "加入创新联盟的企业。现有成员 = 截止日已加入、未退出。",
    key: &["alliance", "enterprise"],
    name: &["joined_on"],
    order: Order::Rising("joined_on"),
    columns: &[
        link("alliance", "联盟", &ALLIANCES).required(),
        borrowed("alliance_order", "联盟报告序", "alliance", "report_order").aside(),
        link("enterprise", "企业", &ORGANISATIONS).required(),
        day("joined_on", "加入日期").required(),
        day("left_on", "退出日期"),
    ],
    checks: &[not_before("left_on", "joined_on")],
    ..Listing::BLANK
};

/// Counted from members.
pub(crate) const FIGURES: &[Figure] = &[figure("alliance-members", "创新联盟企业", &MEMBERS)
    .slot(72)
    .only(&[number_is("alliance_order", 1), by_cutoff("joined_on"), still("left_on")])
    .window(Window::AsOf)
    .distinct("enterprise", "家")
    .note("截止日现有成员。")];
