//! 团队补助: what an institute in residence received for research and for running.

use figures::{Figure, during, figure};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, positive, year};
use policies::POLICY_VALUES;
use vocabulary::MoneyUnit::WanYuan;

use crate::INSTITUTES;

/// 团队补助.
pub static TEAM_GRANTS: Listing = Listing {
    table: "team_grant",
    path: "/platforms/team-grants",
    title: "团队补助",
    unit: "笔",
    about: "区政府按年补助进驻团队的研发经费和运营经费。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("paid_on"),
    columns: &[
        code("number", "凭证号", CodeKind::Number).required(),
        link("institute", "研究院", &INSTITUTES).required(),
        year("year", "补助年度").required(),
        choice("kind", "性质", &["研发经费", "运营经费"]).required(),
        link("standard", "依据标准", &POLICY_VALUES).hint("政策文件 / 项目代码"),
        borrowed("policy", "政策文件", "standard", "policy").facet(),
        day("paid_on", "拨付日期").required(),
        money("amount", "金额", WanYuan).required(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from grants.
pub(crate) const FIGURES: &[Figure] = &[figure("team-grants", "当年拨付团队补助", &TEAM_GRANTS)
    .only(&[during("paid_on")])
    .sum_money("amount", WanYuan, 0)];
