//! 名单条目: one proposal on a ranked list.

use listing::{Kept, Listing, Order, borrowed, choice, integer, link, long_text, money, quantity};
use vocabulary::MoneyUnit::WanYuan;

use super::RANKINGS;
use crate::PROPOSALS;

/// 名单条目.
pub static RANKING_ITEMS: Listing = Listing {
    table: "ranking_item",
    path: "/projects/ranking-items",
    title: "名单条目",
    unit: "项",
    about: "名单上的一份申报书：名次、得分、安排和建议资助额；不按名次安排的写明理由。",
    key: &["ranking", "proposal"],
    name: &["proposal"],
    order: Order::Rising("place"),
    kept: Kept::ByHouse,
    columns: &[
        link("ranking", "名单", &RANKINGS).required(),
        integer("place", "名次", "").required(),
        link("proposal", "申报书", &PROPOSALS).required(),
        borrowed("unit", "申报单位", "proposal", "unit"),
        borrowed("requested", "申请资助", "proposal", "requested"),
        quantity("score", "得分", 2, "分"),
        choice("disposition", "安排", &["立项", "备选", "不立项"]).required(),
        money("amount", "建议资助", WanYuan),
        long_text("exception", "例外理由"),
    ],
    checks: &[listing::needs("amount", "disposition", "立项")],
    ..Listing::BLANK
};
