//! 预算明细: the budget of a proposal, line by line. Its sums are computed, never typed.

use listing::{Kept, Listing, Order, borrowed, choice, integer, link, money, positive, text};
use vocabulary::MoneyUnit::WanYuan;

use super::{PROPOSALS, WITHHELD};

/// 设备费.
pub(crate) const EQUIPMENT: &str = "设备费";

/// 间接费用.
pub(crate) const INDIRECT: &str = "间接费用";

/// The heads of a budget: three direct ones (国办发〔2021〕32号) and the indirect costs.
pub(crate) const HEADS: &[&str] = &[EQUIPMENT, "业务费", "劳务费", INDIRECT];

/// 财政资助.
pub(crate) const GRANT: &str = "财政资助";

/// Where the money comes from.
pub(crate) const SOURCES: &[&str] = &[GRANT, "自筹"];

/// 预算明细.
pub static BUDGET_LINES: Listing = Listing {
    table: "proposal_budget_line",
    path: "/projects/budget-lines",
    title: "预算明细",
    unit: "行",
    about: "申报书的预算，一行一项。总预算和申请财政资助由它合计。",
    key: &["proposal", "sequence"],
    name: &["item"],
    order: Order::Rising("sequence"),
    owner: Some("owner"),
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        integer("sequence", "次序", "").required(),
        choice("head", "科目", HEADS).required(),
        text("item", "开支内容").required(),
        choice("source", "来源", SOURCES).required(),
        money("amount", "金额", WanYuan).required(),
        borrowed("owner", "申报单位", "proposal", "unit").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};
