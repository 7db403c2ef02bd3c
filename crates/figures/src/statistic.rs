//! 官方统计: values that a statistics or tax authority publishes. They are brought in, never computed.

use listing::{CodeKind, Listing, Order, choice, code, day, money, quantity, text, year};
use vocabulary::{
    MoneyUnit::{WanYuan, YiYuan},
    Window,
};

use crate::{Figure, by_cutoff, figure, home, is, years_back};

/// 官方统计.
pub static STATISTICS: Listing = Listing {
    table: "statistic",
    path: "/figures/statistics",
    title: "官方统计",
    unit: "条",
    about: "统计、税务等部门发布的数据：来源、期间、初步或最终。指标写某个指标的名称时，用于该指标在各区县间的排名。",
    key: &["indicator", "region", "year", "period"],
    name: &["indicator"],
    region: Some("region"),
    order: Order::Falling("year"),
    columns: &[
        text("indicator", "指标").required().searched().facet(),
        code("region", "区划代码", CodeKind::Region).required().facet(),
        text("region_name", "区划名称").required(),
        year("year", "年度").required(),
        choice("period", "期间", &["年报", "三季报", "半年报", "一季报"]).required(),
        money("amount", "金额", WanYuan).signed(),
        quantity("quantity", "数值", 4, "").signed(),
        text("unit", "数值单位"),
        text("source", "来源部门").required(),
        choice("status", "数据性质", &["初步", "最终"]).required(),
        day("published_on", "发布日期").required(),
    ],
    ..Listing::BLANK
};

/// Taken from statistics.
pub(crate) const FIGURES: &[Figure] = &[
    figure("industrial-vat-increase", "工业增值税连续两年递增", &STATISTICS)
        .slot(43)
        .only(&[
            is("indicator", &["工业增值税"]),
            is("period", &["年报"]),
            years_back("year", 3),
            by_cutoff("published_on"),
            home("region"),
        ])
        .window(Window::AsOf)
        .least_increase("amount", "year", YiYuan)
        .said(vocabulary::Wording::AtLeast)
        .note("最近三个年度值的两次年增量中较小的一个；数据来自税务部门。"),
    figure("industrial-vat", "工业增值税", &STATISTICS)
        .only(&[is("indicator", &["工业增值税"]), is("period", &["年报"]), crate::of_year("year"), home("region")])
        .sum_money("amount", YiYuan, 2),
];
