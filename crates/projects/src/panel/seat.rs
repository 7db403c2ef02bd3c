//! 评审席位: an expert on a panel, from invitation to fee.

use directory::YES_NO;
use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, text};
use review::EXPERTS;

use super::{PANELS, record::SECRET};

/// 评审席位.
pub static SEATS: Listing = Listing {
    table: "panel_seat",
    path: "/projects/seats",
    title: "评审席位",
    unit: "席",
    about: "评审组中的专家：抽取次序、邀请和回复、签到、评审费。",
    key: &["panel", "expert"],
    name: &["expert"],
    order: Order::Rising("drawn_as"),
    audience: SECRET,
    kept: Kept::ByHouse,
    columns: &[
        link("panel", "评审组", &PANELS).required(),
        link("expert", "专家", &EXPERTS).required(),
        borrowed("person", "人员", "expert", "person").aside(),
        borrowed("class", "专家类别", "expert", "class").facet(),
        integer("drawn_as", "抽取次序", "").required(),
        choice("state", "状态", &["待回复", "已接受", "已谢绝", "已替换", "已完成"]).required(),
        day("invited_on", "邀请日期").required(),
        day("replied_on", "回复日期"),
        text("reason", "谢绝或替换理由").aside(),
        choice("signed_in", "签到", YES_NO).plain(),
    ],
    ..Listing::BLANK
};
