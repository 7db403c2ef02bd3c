//! 停发事项: what ends an entitlement from the month after.

use directory::PEOPLE;
use figures::{Figure, during, figure};
use listing::{Listing, Order, choice, day, link, not_before, text};

/// 停发事项.
pub static STOPS: Listing = Listing {
    table: "stop_event",
    path: "/talent/stop-events",
    title: "停发事项",
    unit: "件",
    about: "离职、考核不合格、违约等停发待遇的事项。从发生的次月起停发；解除的，从解除的次月起恢复。",
    key: &["person", "happened_on"],
    name: &["kind"],
    order: Order::Falling("happened_on"),
    columns: &[
        link("person", "人员", &PEOPLE).required(),
        choice("kind", "事项", &["离职", "考核不合格", "违约", "其他"]).required(),
        day("happened_on", "发生日期").required(),
        day("lifted_on", "解除日期"),
        text("grounds", "依据").required().hint("文书名称和文号"),
    ],
    checks: &[not_before("lifted_on", "happened_on")],
    ..Listing::BLANK
};

/// Counted from stop events.
pub(crate) const FIGURES: &[Figure] =
    &[figure("allowance-stopped", "当年停发生活补贴", &STOPS).only(&[during("happened_on")]).distinct("person", "人")];
