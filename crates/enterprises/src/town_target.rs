//! 镇街目标: what a town is to reach in a year, as the bureau shares it out.

use listing::{Listing, Order, choice, integer, positive, text, year};

/// What is shared out among the towns.
pub(crate) const INDICATORS: &[&str] =
    &["申报高新技术企业", "认定高新技术企业", "有效高新技术企业", "科技型中小企业入库"];

/// 镇街目标.
pub static TOWN_TARGETS: Listing = Listing {
    table: "town_target",
    path: "/enterprises/town-targets",
    title: "镇街目标",
    unit: "条",
    about: "分解到镇街的高企和科小年度目标，完成情况在企业阶梯页按台账计算。",
    key: &["year", "town", "indicator"],
    name: &["year", "town", "indicator"],
    order: Order::Falling("year"),
    columns: &[
        year("year", "年度").required(),
        text("town", "镇街").required().facet().hint("与企业台账中的镇街写法一致"),
        choice("indicator", "指标", INDICATORS).required(),
        integer("value", "目标", "家").required(),
        text("source", "依据"),
    ],
    checks: &[positive("value")],
    ..Listing::BLANK
};
