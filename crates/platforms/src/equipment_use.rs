//! 设备使用: who used which instrument for how long, and what was paid.

use directory::ORGANISATIONS;
use figures::{Figure, during, figure, is};
use listing::{CodeKind, Listing, Order, choice, code, day, integer, link, money, text};
use vocabulary::MoneyUnit;

use crate::EQUIPMENT;

/// 设备使用.
pub static EQUIPMENT_USES: Listing = Listing {
    table: "equipment_use",
    path: "/platforms/equipment-uses",
    title: "设备使用",
    unit: "次",
    about: "仪器设备的每次使用：谁用、多久、收费多少。",
    key: &["number"],
    name: &["number"],
    order: Order::Falling("used_on"),
    columns: &[
        code("number", "使用单号", CodeKind::Number).required(),
        link("equipment", "设备", &EQUIPMENT).required(),
        link("user", "使用单位", &ORGANISATIONS).required(),
        choice("mode", "方式", &["内部", "联盟", "外部"]).required(),
        day("used_on", "使用日期").required(),
        integer("hours", "机时", "小时").required(),
        money("fee", "收费", MoneyUnit::Yuan),
        text("project", "所属项目").searched().hint("企业研发项目的名称，申领使用补贴时按项目计"),
    ],
    ..Listing::BLANK
};

/// Counted from uses.
pub(crate) const FIGURES: &[Figure] = &[
    figure("equipment-hours", "设备使用机时", &EQUIPMENT_USES).only(&[during("used_on")]).sum("hours", "小时"),
    figure("equipment-shared-hours", "设备对外共享机时", &EQUIPMENT_USES)
        .only(&[during("used_on"), is("mode", &["联盟", "外部"])])
        .sum("hours", "小时"),
    figure("equipment-users", "共享设备服务企业", &EQUIPMENT_USES)
        .only(&[during("used_on"), is("mode", &["联盟", "外部"])])
        .distinct("user", "家"),
];
