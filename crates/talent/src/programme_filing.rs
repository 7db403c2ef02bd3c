//! 人才计划申报.

use directory::{LEVELS, ORGANISATIONS};
use figures::{Figure, during, figure, is};
use listing::{CodeKind, Listing, Order, choice, code, day, link, text};

/// 人才计划申报.
pub static PROGRAMME_FILINGS: Listing = Listing {
    table: "programme_filing",
    path: "/talent/programme-filings",
    title: "人才计划申报",
    unit: "项",
    about: "向上级人才计划推荐的个人和团队，一人或一个团队为一项。",
    key: &["number"],
    name: &["subject"],
    order: Order::Falling("recommended_on"),
    columns: &[
        code("number", "申报编号", CodeKind::Number).required(),
        text("subject", "申报人或团队").required().searched(),
        choice("kind", "类型", &["个人", "团队"]).required(),
        text("programme", "人才计划").required().facet(),
        choice("level", "级别", LEVELS).required(),
        link("unit", "申报单位", &ORGANISATIONS).required(),
        day("recommended_on", "推荐上报日期").required(),
        choice("result", "结果", &["评审中", "入选", "未入选"]).required(),
    ],
    ..Listing::BLANK
};

/// Counted from filings.
pub(crate) const FIGURES: &[Figure] =
    &[figure("provincial-talent-filings", "申报省级人才计划项目", &PROGRAMME_FILINGS)
        .slot(8)
        .only(&[is("level", &["省级"]), during("recommended_on")])
        .count("项")];
