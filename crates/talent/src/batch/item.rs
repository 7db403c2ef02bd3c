//! 发放明细: one line for a person and a month in a batch. The house writes it; nobody changes it by hand.

use directory::PEOPLE;
use figures::{Figure, during, figure, is};
use listing::{Kept, Listing, Order, borrowed, choice, day, link, money, positive};
use policies::BENEFITS;
use vocabulary::MoneyUnit::Yuan;

use super::BATCHES;
use crate::allowance::KINDS;

/// 发放明细.
pub static ITEMS: Listing = Listing {
    table: "allowance_item",
    path: "/talent/batch-items",
    title: "发放明细",
    unit: "笔",
    about: "每一批次中给谁、哪个月、按哪项待遇发多少，由系统按记录算出。",
    key: &["batch", "person", "month_from"],
    name: &["person"],
    order: Order::Earliest,
    kept: Kept::ByHouse,
    columns: &[
        link("batch", "批次", &BATCHES).required(),
        borrowed("stage", "批次状态", "batch", "stage").facet(),
        borrowed("paid_on", "发放日期", "batch", "paid_on").aside(),
        link("person", "人员", &PEOPLE).required(),
        link("benefit", "待遇", &BENEFITS).required(),
        borrowed("document", "文号", "benefit", "document"),
        day("month_from", "所属月份").required(),
        choice("kind", "性质", KINDS).required(),
        money("amount", "金额", Yuan).required(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from the lines of batches.
pub(crate) const FIGURES: &[Figure] = &[figure("batch-people", "当年免申即享发放人数", &ITEMS)
    .only(&[during("paid_on"), is("stage", &["已发放", "已对账"])])
    .distinct("person", "人")];
