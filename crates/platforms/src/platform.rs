//! 创新平台.

use directory::{LEVELS, ORGANISATIONS, REPORT_ORDER};
use figures::{Figure, by_cutoff, during, figure, is, named, number_is, still};
use listing::{CodeKind, Listing, Order, choice, code, day, link, not_before, text};
use vocabulary::Window;

/// 创新平台.
pub static PLATFORMS: Listing = Listing {
    table: "platform",
    path: "/platforms",
    title: "创新平台",
    unit: "个",
    about: "各级认定的创新平台。有效平台 = 截止日已批准、未撤销。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("approved_on"),
    columns: &[
        code("number", "认定文号", CodeKind::Number).required(),
        text("name", "平台名称").required().searched(),
        choice(
            "class",
            "类型",
            &[
                "重点实验室",
                "工程技术研究中心",
                "重大科技创新平台",
                "新型研发机构",
                "高端研发机构",
                "院士工作站",
                "众创空间",
                "孵化器",
                "中试基地",
                "科创中心",
            ],
        )
        .required(),
        choice("level", "级别", LEVELS).required(),
        link("host", "依托单位", &ORGANISATIONS).required(),
        text("university", "共建高校").aside().hint("报告行文用的简称"),
        text("place", "研究院地名").aside(),
        text("parent", "母体单位").aside(),
        day("approved_on", "批准日期").required(),
        day("reviewed_on", "最近评估日期").aside(),
        choice("review", "评估结果", &["优秀", "良好", "合格", "限期整改"]),
        day("revoked_on", "撤销日期"),
        REPORT_ORDER,
    ],
    checks: &[not_before("revoked_on", "approved_on")],
    ..Listing::BLANK
};

/// Counted from platforms.
pub(crate) const FIGURES: &[Figure] = &[
    figure("provincial-platforms", "省级科技创新平台", &PLATFORMS)
        .slot(40)
        .only(&[is("level", &["省级"]), by_cutoff("approved_on"), still("revoked_on")])
        .window(Window::AsOf)
        .count("个"),
    figure("platform-approval-month", "省级重大平台获批月份", &PLATFORMS)
        .slot(44)
        .only(&[number_is("report_order", 1), during("approved_on")])
        .the_month("approved_on"),
    named(
        "platform-1-university",
        "获批平台（一）共建高校",
        45,
        &PLATFORMS,
        &[number_is("report_order", 1)],
        "university",
    ),
    named("platform-1-place", "获批平台（一）研究院地名", 46, &PLATFORMS, &[number_is("report_order", 1)], "place"),
    named("platform-2-parent", "获批平台（二）母体单位", 47, &PLATFORMS, &[number_is("report_order", 2)], "parent"),
    named(
        "platform-3-university",
        "高端研发机构共建高校",
        48,
        &PLATFORMS,
        &[number_is("report_order", 3)],
        "university",
    ),
    named("platform-3-place", "高端研发机构地名", 49, &PLATFORMS, &[number_is("report_order", 3)], "place"),
    figure("platforms", "各级创新平台", &PLATFORMS)
        .only(&[by_cutoff("approved_on"), still("revoked_on")])
        .window(Window::AsOf)
        .count("个"),
];
