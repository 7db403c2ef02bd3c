//! 科技奖励: nominations and awards.

use directory::{LEVELS, ORGANISATIONS};
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, not_before, text};

/// 科技奖励.
pub static AWARDS: Listing = Listing {
    table: "award",
    path: "/projects/awards",
    title: "科技奖励",
    unit: "项",
    about: "提名和获得的科学技术奖，注明本区单位是牵头还是参与。",
    key: &["number"],
    name: &["achievement"],
    region: Some("region"),
    order: Order::Falling("nominated_on"),
    columns: &[
        code("number", "提名编号", CodeKind::Number).required(),
        text("achievement", "成果名称").required().searched(),
        choice("prize", "奖种", &["自然科学奖", "技术发明奖", "科技进步奖", "国际科技合作奖"]).required(),
        choice("level", "级别", LEVELS).required(),
        link("unit", "单位", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        choice("role", "角色", &["牵头", "参与"]).required(),
        day("nominated_on", "提名日期").required(),
        day("awarded_on", "获奖日期"),
        choice("grade", "等级", &["特等", "一等", "二等", "三等"]),
    ],
    checks: &[not_before("awarded_on", "nominated_on"), listing::needs("awarded_on", "grade", "一等")],
    ..Listing::BLANK
};

/// Counted from awards.
pub(crate) const FIGURES: &[Figure] = &[
    figure("provincial-nominations", "申报省级科技进步奖", &AWARDS)
        .slot(9)
        .only(&[is("level", &["省级"]), is("prize", &["科技进步奖"]), during("nominated_on"), home("region")])
        .count("项"),
    figure("awards-won", "当年获科技奖励", &AWARDS).only(&[during("awarded_on"), home("region")]).count("项"),
];
