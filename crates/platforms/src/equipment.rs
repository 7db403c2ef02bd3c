//! 仪器设备: instruments worth 500,000 yuan or more must be open for sharing (国发〔2014〕70号).

use figures::{Figure, by_cutoff, figure, is, still};
use listing::{CodeKind, Listing, Order, borrowed, choice, code, day, link, money, not_before, positive, text};
use vocabulary::{MoneyUnit, Window};

use crate::PLATFORMS;

/// 仪器设备.
pub static EQUIPMENT: Listing = Listing {
    table: "equipment",
    path: "/platforms/equipment",
    title: "仪器设备",
    unit: "台",
    about: "平台的科研仪器设备。原值 50 万元以上的应纳入开放共享。",
    key: &["number"],
    name: &["name"],
    order: Order::Falling("bought_on"),
    columns: &[
        code("number", "资产编号", CodeKind::Number).required().searched(),
        text("name", "设备名称").required().searched(),
        text("model", "型号"),
        link("platform", "所属平台", &PLATFORMS).required(),
        borrowed("host", "依托单位", "platform", "host").aside(),
        money("value", "原值", MoneyUnit::WanYuan).required(),
        day("bought_on", "购置日期").required(),
        choice("funding", "资金来源", &["财政", "自筹", "联合"]).required(),
        choice("open", "开放共享", directory::YES_NO).required(),
        choice("state", "状态", &["在用", "维修", "停用", "报废"]).required(),
        money("price_inside", "内部机时费", MoneyUnit::Yuan).aside(),
        money("price_outside", "外部机时费", MoneyUnit::Yuan).aside(),
        text("keeper", "管理人").aside(),
        text("place", "存放地点").aside(),
        day("scrapped_on", "报废日期").aside(),
    ],
    checks: &[positive("value"), not_before("scrapped_on", "bought_on")],
    ..Listing::BLANK
};

/// Counted from equipment.
pub(crate) const FIGURES: &[Figure] = &[
    figure("equipment", "平台仪器设备", &EQUIPMENT)
        .only(&[by_cutoff("bought_on"), still("scrapped_on")])
        .window(Window::AsOf)
        .count("台"),
    figure("equipment-open", "开放共享仪器设备", &EQUIPMENT)
        .only(&[is("open", &["是"]), by_cutoff("bought_on"), still("scrapped_on")])
        .window(Window::AsOf)
        .count("台"),
    figure("equipment-value", "仪器设备原值", &EQUIPMENT)
        .only(&[by_cutoff("bought_on"), still("scrapped_on")])
        .window(Window::AsOf)
        .sum_money("value", MoneyUnit::WanYuan, 0),
];
