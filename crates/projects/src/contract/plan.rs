//! 拨款计划: when how much of the grant is to be paid, and on which condition.

use listing::{Kept, Listing, Order, borrowed, choice, day, integer, link, money, positive, text};
use vocabulary::MoneyUnit::WanYuan;

use super::CONTRACTS;

/// 拨款计划.
pub static PAYMENT_PLANS: Listing = Listing {
    table: "payment_plan",
    path: "/projects/payment-plans",
    title: "拨款计划",
    unit: "笔",
    about: "任务书约定的拨款：第几笔、什么条件、多少。合计不超过批准资助。",
    key: &["contract", "sequence"],
    name: &["sequence"],
    order: Order::Rising("sequence"),
    owner: Some("owner"),
    kept: Kept::ByHouse,
    columns: &[
        link("contract", "任务书", &CONTRACTS).required(),
        integer("sequence", "次序", "").required(),
        choice("kind", "款项", &["首拨", "中期拨款", "验收尾款", "事后补助"]).required(),
        text("condition", "拨付条件").required(),
        day("planned_on", "计划日期").required(),
        money("amount", "金额", WanYuan).required(),
        borrowed("owner", "承担单位", "contract", "unit").aside(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};
