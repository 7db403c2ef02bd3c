//! 中期检查: how a project stood at half time.

use figures::{Figure, during, figure};
use listing::{Listing, Order, choice, day, link, long_text, text};

use crate::PROJECTS;

/// 中期检查.
pub static MIDTERMS: Listing = Listing {
    table: "midterm",
    path: "/projects/midterms",
    title: "中期检查",
    unit: "次",
    about: "上级或本局组织的项目中期检查及结论。",
    key: &["project", "held_on"],
    name: &["held_on"],
    order: Order::Falling("held_on"),
    columns: &[
        link("project", "项目", &PROJECTS).required(),
        day("held_on", "检查日期").required(),
        text("organiser", "组织单位").required(),
        choice("result", "结论", &["通过", "限期整改", "不通过"]).required(),
        long_text("opinion", "检查意见"),
    ],
    ..Listing::BLANK
};

/// Counted from inspections.
pub(crate) const FIGURES: &[Figure] = &[figure("midterms-passed", "当年通过中期检查", &MIDTERMS)
    .only(&[during("held_on"), figures::is("result", &["通过"])])
    .distinct("project", "项")];
