//! 拨款计划: when how much of the grant is to be paid, and on which condition.

use figures::{Figure, during, figure};
use listing::{Kept, Listing, Order, at_most, borrowed, choice, day, integer, link, money, positive, text};
use vocabulary::MoneyUnit::WanYuan;

use super::CONTRACTS;

/// At the beginning, once the contract is signed.
pub(super) const FIRST: &str = "首拨";
/// On the way, after the mid-term inspection.
pub(super) const MIDWAY: &str = "中期拨款";
/// At the end, after the acceptance.
pub(super) const LAST: &str = "验收尾款";
/// All at the end, after the acceptance.
pub(super) const AFTERWARDS: &str = "事后补助";

/// What a line pays for.
pub(super) const KINDS: &[&str] = &[FIRST, MIDWAY, LAST, AFTERWARDS];

/// 拨款计划.
pub static PAYMENT_PLANS: Listing = Listing {
    table: "payment_plan",
    path: "/projects/payment-plans",
    title: "拨款计划",
    unit: "笔",
    about: "任务书约定的拨款：第几笔、什么条件、多少。合计不超过批准资助。",
    key: &["contract", "sequence"],
    name: &["sequence", "kind"],
    order: Order::Rising("sequence"),
    owner: Some("owner"),
    kept: Kept::ByHouse,
    columns: &[
        link("contract", "任务书", &CONTRACTS).required(),
        integer("sequence", "次序", "").required(),
        choice("kind", "款项", KINDS).required(),
        text("condition", "拨付条件").required(),
        day("planned_on", "计划日期").required(),
        money("amount", "金额", WanYuan).required(),
        money("paid", "已拨付", WanYuan).required(),
        borrowed("owner", "承担单位", "contract", "unit").aside(),
    ],
    // 同一笔款不重复拨付: the database itself holds it.
    checks: &[positive("amount"), at_most("paid", "amount")],
    ..Listing::BLANK
};

/// Counted from the plans.
pub(crate) const FIGURES: &[Figure] = &[
    figure("payments-planned", "当年计划拨付的项目资金", &PAYMENT_PLANS)
        .only(&[during("planned_on")])
        .sum_money("amount", WanYuan, 2),
    figure("payments-done-of-plan", "当年计划中已拨付", &PAYMENT_PLANS)
        .only(&[during("planned_on")])
        .sum_money("paid", WanYuan, 2),
];
