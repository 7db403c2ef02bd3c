//! 专家任职经历: where an expert works and has worked, holds shares or gives paid advice.

use directory::ORGANISATIONS;
use listing::{Listing, Order, choice, day, link, not_before};

use crate::EXPERTS;

/// 任职类型, in the order of [`crate::PostKind::ALL`].
pub const POST_KINDS: &[&str] = &["任职", "兼职", "持股", "顾问"];

/// 专家任职经历.
pub static EXPERT_UNITS: Listing = Listing {
    table: "expert_unit",
    path: "/review/expert-units",
    title: "专家任职经历",
    unit: "条",
    about: "专家现在和过去的任职、兼职、持股、顾问单位，一段经历一行，供回避审查。",
    key: &["expert", "unit", "kind", "started_on"],
    name: &["expert", "unit"],
    order: Order::Falling("started_on"),
    columns: &[
        link("expert", "专家", &EXPERTS).required(),
        link("unit", "单位", &ORGANISATIONS).required(),
        choice("kind", "类型", POST_KINDS).required(),
        day("started_on", "起始日期").required(),
        day("ended_on", "终止日期").hint("仍在任或仍持有的留空"),
    ],
    checks: &[not_before("ended_on", "started_on")],
    ..Listing::BLANK
};
