//! 特派员服务日志.

use figures::{Figure, during, figure};
use listing::{CodeKind, Listing, Order, code, day, integer, link, text};

use crate::COMMISSIONERS;

/// 特派员服务.
pub static SERVICES: Listing = Listing {
    table: "commissioner_service",
    path: "/rural/services",
    title: "特派员服务",
    unit: "次",
    about: "特派员下乡服务的日志。培训人次不去重。",
    key: &["number"],
    name: &["content"],
    order: Order::Falling("served_on"),
    columns: &[
        code("number", "日志编号", CodeKind::Number).required(),
        link("commissioner", "选派", &COMMISSIONERS).required(),
        listing::borrowed("person", "特派员", "commissioner", "person"),
        day("served_on", "日期").required(),
        text("place", "地点").required(),
        text("content", "内容").required().searched(),
        integer("trained", "培训人次", "人次"),
    ],
    ..Listing::BLANK
};

/// Counted from services.
pub(crate) const FIGURES: &[Figure] = &[
    figure("commissioner-services", "特派员下乡服务", &SERVICES).only(&[during("served_on")]).count("次"),
    figure("commissioner-trained", "特派员培训", &SERVICES).only(&[during("served_on")]).sum("trained", "人次"),
];
