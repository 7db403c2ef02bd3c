//! 科普示范基地.

use directory::{LEVELS, ORGANISATIONS};
use figures::{Figure, by_cutoff, figure, until_cutoff};
use listing::{Listing, Order, choice, day, integer, link, not_before, text};
use vocabulary::Window;

/// 科普基地.
pub static BASES: Listing = Listing {
    table: "outreach_base",
    path: "/outreach/bases",
    title: "科普基地",
    unit: "个",
    about: "各级命名的科普示范基地，按有效期管理。",
    key: &["name"],
    name: &["name"],
    order: Order::Falling("recognised_on"),
    columns: &[
        text("name", "基地名称").required().searched(),
        choice("level", "级别", LEVELS).required(),
        choice("class", "类型", &["场馆", "农业", "企业", "学校", "社区", "其他"]).required(),
        link("unit", "依托单位", &ORGANISATIONS),
        day("recognised_on", "命名日期").required(),
        day("valid_to", "有效期至").required(),
        integer("open_days", "年开放天数", "天"),
    ],
    checks: &[not_before("valid_to", "recognised_on")],
    ..Listing::BLANK
};

/// Counted from bases.
pub(crate) const FIGURES: &[Figure] = &[figure("outreach-bases", "科普示范基地", &BASES)
    .only(&[by_cutoff("recognised_on"), until_cutoff("valid_to")])
    .window(Window::AsOf)
    .count("个")];
