//! 项目申报: what was sent up to the state, the province or the city. A filing repeated in a later batch keeps its number.

use directory::{LEVELS, ORGANISATIONS};
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, not_before, text};
use vocabulary::MoneyUnit::WanYuan;

use crate::{PROJECTS, PROPOSALS};

/// 项目申报.
pub static APPLICATIONS: Listing = Listing {
    table: "project_application",
    path: "/projects/applications",
    title: "申报台账",
    unit: "项",
    about: "本区单位牵头、经本局推荐的各级科技计划项目申报。同一项目换批次重报沿用原编号，只计一项。",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Falling("applied_on"),
    columns: &[
        code("number", "申报编号", CodeKind::Number).required().searched(),
        text("name", "项目名称").required().searched(),
        choice("level", "申报级别", LEVELS).required(),
        choice("programme", "计划类别", crate::project::PROGRAMMES).required(),
        link("unit", "申报单位", &ORGANISATIONS).required(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        text("leader", "负责人").searched(),
        day("applied_on", "申报日期").required(),
        day("recommended_on", "推荐上报日期"),
        code("document", "推荐文号", CodeKind::Number).aside(),
        money("requested", "申请经费", WanYuan),
        choice("result", "结果", &["评审中", "已立项", "未立项"]).required(),
        day("decided_on", "结果公布日期").aside(),
        link("project", "立项项目", &PROJECTS).aside(),
        link("proposal", "申报书", &PROPOSALS).aside(),
    ],
    checks: &[not_before("recommended_on", "applied_on")],
    ..Listing::BLANK
};

/// Counted from applications.
pub(crate) const FIGURES: &[Figure] = &[
    figure("national-applications", "申报国家科技计划项目", &APPLICATIONS)
        .slot(5)
        .only(&[is("level", &["国家级"]), during("recommended_on"), home("region")])
        .count("项"),
    figure("provincial-applications", "申报省级科技计划项目", &APPLICATIONS)
        .slot(6)
        .only(&[is("level", &["省级"]), during("recommended_on"), home("region")])
        .count("项"),
    figure("city-applications", "申报市级科技计划项目", &APPLICATIONS)
        .only(&[is("level", &["市级"]), during("recommended_on"), home("region")])
        .count("项"),
    figure("applications", "推荐上报项目", &APPLICATIONS).only(&[during("recommended_on"), home("region")]).count("项"),
];
