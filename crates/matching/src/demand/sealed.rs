//! 密封内容: the part of a demand that is opened one at a time, with a reason; and the record of every opening.

use directory::ORGANISATIONS;
use listing::{Audience, Kept, Listing, Order, borrowed, day, link, long_text, text};

use super::DEMANDS;
use crate::parameters::BROKERS;

/// 密封内容. It stands sealed in the database, in no list, no export and no index; its own page opens it.
pub static SECRETS: Listing = Listing {
    table: "demand_secret",
    path: "/matching/secrets",
    title: "密封内容",
    unit: "件",
    about: "技术需求中不公开的部分。",
    key: &["demand"],
    name: &["demand"],
    kept: Kept::Inside,
    columns: &[link("demand", "技术需求", &DEMANDS).required(), long_text("content", "密封内容").personal()],
    ..Listing::BLANK
};

/// 密封内容查看记录.
pub static OPENINGS: Listing = Listing {
    table: "demand_opening",
    path: "/matching/openings",
    title: "密封内容查看记录",
    unit: "次",
    about: "谁在哪天为什么看过一项需求的密封内容。需求企业也看得到。",
    name: &["demand", "opened_on"],
    order: Order::Latest,
    audience: Audience::Only(BROKERS),
    owner: Some("enterprise"),
    kept: Kept::ByHouse,
    columns: &[
        link("demand", "技术需求", &DEMANDS).required(),
        borrowed("enterprise", "需求企业", "demand", "enterprise").aside().facet(),
        link("unit", "查看单位", &ORGANISATIONS).aside(),
        text("opened_by", "查看人").required(),
        day("opened_on", "查看日期").required(),
        long_text("reason", "理由"),
    ],
    ..Listing::BLANK
};
