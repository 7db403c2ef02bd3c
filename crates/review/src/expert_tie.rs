//! 专家利害关系: what an expert, an applicant or the bureau has said of ties that keep the expert from a review.

use directory::{ORGANISATIONS, PEOPLE};
use listing::{Audience, CodeKind, Listing, Order, choice, code, day, link, long_text, not_before};
use vocabulary::Role;

use crate::EXPERTS;

/// 利害关系类型, in the order of [`crate::TieKind::ALL`].
pub const TIE_KINDS: &[&str] = &["配偶或近亲属", "师生", "合作成果", "共同项目", "申报人要求回避", "其他利害"];

/// 专家利害关系.
pub static EXPERT_TIES: Listing = Listing {
    table: "expert_tie",
    path: "/review/expert-ties",
    title: "专家利害关系",
    unit: "条",
    about: "专家申报或经核实的利害关系，一项一行，供回避审查。相关人员和相关单位至少填一项，都不填的按情况不明处理。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("declared_on"),
    columns: &[
        code("number", "登记编号", CodeKind::Number).required(),
        link("expert", "专家", &EXPERTS).required(),
        choice("kind", "关系类型", TIE_KINDS).required(),
        link("person", "相关人员", &PEOPLE),
        link("unit", "相关单位", &ORGANISATIONS),
        day("since", "发生日期").hint("合作成果填发表或授权日期，共同项目填结束日期；不清楚的留空"),
        day("declared_on", "申报日期").required(),
        long_text("evidence", "依据"),
    ],
    checks: &[not_before("declared_on", "since")],
    audience: Audience::Only(&[Role::Officer, Role::Head, Role::Supervisor]),
    ..Listing::BLANK
};
