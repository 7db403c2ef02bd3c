//! 学位和职称取得: what somebody gained after they came, with its certificate. An allowance follows it from the month after.

use directory::PEOPLE;
use listing::{CodeKind, Listing, Order, choice, code, day, link};
use policies::entitlement::Class;

/// 学位和职称取得.
pub static ATTAINMENTS: Listing = Listing {
    table: "attainment",
    path: "/talent/attainments",
    title: "学位和职称取得",
    unit: "项",
    about: "引进后取得的学位和职称及证书编号。生活补贴从取得的次月起按新的学位或职称计发。",
    key: &["person", "class"],
    name: &["class"],
    order: Order::Falling("obtained_on"),
    columns: &[
        link("person", "人员", &PEOPLE).required(),
        choice("class", "学位或职称", Class::LABELS).required(),
        code("certificate", "证书编号", CodeKind::Number).required(),
        day("obtained_on", "取得日期").required(),
    ],
    ..Listing::BLANK
};
