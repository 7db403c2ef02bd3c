//! 专家工作站.

use directory::{PEOPLE, REPORT_ORDER};
use figures::{Figure, by_cutoff, figure, number_is, still};
use listing::{Listing, Order, day, link, not_before, text};
use vocabulary::Window;

/// 专家工作站.
pub static WORKSTATIONS: Listing = Listing {
    table: "workstation",
    path: "/platforms/workstations",
    title: "专家工作站",
    unit: "个",
    about: "高校和研究所设在科创中心的流动专家工作站。",
    key: &["name"],
    name: &["name"],
    order: Order::Rising("started_on"),
    columns: &[
        text("name", "工作站名称").required().searched(),
        text("institution", "派出单位简称").required(),
        link("leader", "负责专家", &PEOPLE),
        day("started_on", "设立日期").required(),
        day("ended_on", "撤销日期"),
        REPORT_ORDER,
    ],
    checks: &[not_before("ended_on", "started_on")],
    ..Listing::BLANK
};

/// Taken from workstations.
pub(crate) const FIGURES: &[Figure] = &[
    figure("workstation-university", "流动专家工作站派出高校", &WORKSTATIONS)
        .slot(63)
        .only(&[number_is("report_order", 1)])
        .window(Window::AsOf)
        .the("institution"),
    figure("workstation-institute", "流动专家工作站派出研究所", &WORKSTATIONS)
        .slot(64)
        .only(&[number_is("report_order", 2)])
        .window(Window::AsOf)
        .the("institution"),
    figure("workstations", "流动专家工作站", &WORKSTATIONS)
        .only(&[by_cutoff("started_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("个"),
];
