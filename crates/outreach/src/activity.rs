//! 科普活动. Visits are person-times and are never counted as people.

use figures::{Figure, during, figure};
use listing::{CodeKind, Listing, Order, choice, code, day, integer, link, text};

use crate::BASES;

/// 科普活动.
pub static ACTIVITIES: Listing = Listing {
    table: "outreach_activity",
    path: "/outreach/activities",
    title: "科普活动",
    unit: "场",
    about: "科普讲座、展览、竞赛、科技周、培训班和送科技下乡。参加人次不去重。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("held_on"),
    columns: &[
        code("number", "活动编号", CodeKind::Number).required(),
        text("name", "活动名称").required().searched(),
        choice("kind", "形式", &["讲座", "展览", "竞赛", "科技周", "实用技术培训", "送科技下乡"]).required(),
        day("held_on", "举办日期").required(),
        text("place", "地点"),
        link("base", "科普基地", &BASES),
        integer("visits", "参加人次", "人次").required(),
    ],
    ..Listing::BLANK
};

/// Counted from activities.
pub(crate) const FIGURES: &[Figure] = &[
    figure("outreach-activities", "科普活动", &ACTIVITIES).only(&[during("held_on")]).count("场"),
    figure("outreach-visits", "科普活动参加", &ACTIVITIES).only(&[during("held_on")]).sum("visits", "人次"),
];
