//! 名单条目: one proposal on a ranked list.

use figures::{Figure, during, figure, is};
use listing::{Kept, Listing, Order, borrowed, choice, integer, link, long_text, money, quantity};
use vocabulary::MoneyUnit::WanYuan;

use super::RANKINGS;
use crate::PROPOSALS;

procedure::words! {
    /// What a ranked list says is to become of a proposal, the best first.
    pub enum Disposition {
        /// It is funded; on a list for a superior bureau, recommended.
        Fund: "立项",
        /// It is kept in reserve.
        Reserve: "备选",
        /// It is not.
        Decline: "不立项",
    }
}

/// 名单条目.
pub static RANKING_ITEMS: Listing = Listing {
    table: "ranking_item",
    path: "/projects/ranking-items",
    title: "名单条目",
    unit: "项",
    about: "名单上的一份申报书：名次、得分、安排和建议资助额；不按名次安排的写明理由。",
    key: &["ranking", "proposal"],
    name: &["proposal"],
    order: Order::Rising("place"),
    kept: Kept::ByHouse,
    columns: &[
        link("ranking", "名单", &RANKINGS).required(),
        borrowed("call", "申报通知", "ranking", "call").aside(),
        integer("place", "名次", "").required(),
        link("proposal", "申报书", &PROPOSALS).required(),
        borrowed("applied_under", "所依申报通知", "proposal", "call").aside(),
        borrowed("number", "申报编号", "proposal", "number").aside(),
        borrowed("unit", "申报单位", "proposal", "unit"),
        borrowed("leader", "负责人", "proposal", "leader").aside(),
        borrowed("requested", "申请资助", "proposal", "requested"),
        borrowed("submitted_on", "提交日期", "proposal", "submitted_on").aside(),
        borrowed("starts_on", "计划开始", "proposal", "starts_on").aside(),
        borrowed("ends_on", "计划完成", "proposal", "ends_on").aside(),
        borrowed("proposal_stage", "申报书状态", "proposal", "stage").aside(),
        quantity("score", "得分", 2, "分"),
        choice("disposition", "安排", Disposition::LABELS).required(),
        money("amount", "建议资助", WanYuan),
        long_text("exception", "例外理由"),
        borrowed("level", "级别", "ranking", "level").aside(),
        borrowed("list_stage", "名单状态", "ranking", "stage").aside(),
        borrowed("issued_on", "发文日期", "ranking", "issued_on").aside(),
    ],
    checks: &[listing::needs("amount", "disposition", "立项")],
    ..Listing::BLANK
};

/// Counted from the lines of ranked lists.
pub(crate) const FIGURES: &[Figure] = &[
    figure("projects-by-lists", "按名单立项的区级项目", &RANKING_ITEMS)
        .only(&[is("disposition", &["立项"]), is("level", &["区级"]), during("issued_on")])
        .count("项"),
    figure("amount-by-lists", "按名单立项的资助额", &RANKING_ITEMS)
        .only(&[is("disposition", &["立项"]), is("level", &["区级"]), during("issued_on")])
        .sum_money("amount", WanYuan, 2),
];
