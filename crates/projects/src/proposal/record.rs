//! What is kept of a proposal, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, PEOPLE, YES_NO};
use figures::{Figure, during, figure, home};
use listing::{
    CodeKind, Kept, Listing, Order, at_most, borrowed, choice, code, day, integer, link, long_text, money, not_before,
    quantity, text, year,
};
use vocabulary::MoneyUnit::WanYuan;

use super::WITHHELD;
use crate::CALLS;

procedure::words! {
    /// Where a proposal is.
    pub enum Stage {
        /// Being written by the unit.
        Draft: "草稿",
        /// Handed in, and closed to everybody until the call closes.
        Sealed: "封存",
        /// Handed in; before the formal check.
        Submitted: "待形式审查",
        /// Back with the unit, to be mended once within the time set.
        ToBeMended: "待补正",
        /// Passed the formal check; waits for experts.
        Accepted: "待评审",
        /// With the experts.
        InReview: "评审中",
        /// Judged; waits for the ranked list.
        Reviewed: "已评审",
        /// On the ranked list that is before the leaders, or in its publicity period.
        Listed: "拟立项",
        /// Kept in reserve.
        Reserved: "备选",
        /// Recommended to a superior bureau, which decides.
        Recommended: "已推荐",
        /// Approved.
        Approved: "已立项",
        /// Not approved.
        Declined: "未立项",
        /// Rejected by the formal check.
        Rejected: "不予受理",
        /// Taken back by the unit.
        Withdrawn: "已撤回",
        /// Given up by the unit before it was handed in.
        Discarded: "已作废",
    }
}

procedure::words! {
    /// What can be done with a proposal.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Hands it in, closed to everybody until the call closes.
        SubmitSealed: "密封提交",
        /// Takes it back to go on writing, while the call is open and nobody has begun to check it.
        TakeBack: "收回修改",
        /// Gives it up before it is reviewed.
        Withdraw: "撤回",
        /// Gives it up before it is handed in.
        Discard: "作废",
        /// Opens it after the call has closed.
        Unseal: "启封",
        /// Passes the formal check.
        Accept: "通过形式审查",
        /// Asks the unit to mend what the formal check found.
        AskToMend: "退回补正",
        /// Hands it in again.
        Resubmit: "补正后提交",
        /// Rejects it.
        Reject: "不予受理",
        /// Gives it to experts.
        OpenReview: "送审",
        /// Takes it back from experts who will not judge it.
        Recall: "退回待评审",
        /// Ends the review with its score.
        CloseReview: "评审完成",
        /// Puts it on the ranked list.
        List: "列入拟立项",
        /// Keeps it in reserve.
        Reserve: "列为备选",
        /// Recommends it to a superior bureau.
        Recommend: "推荐上报",
        /// Enters the decision: approved.
        Approve: "立项",
        /// Enters the decision: not approved.
        Decline: "不立项",
        /// Takes it off the ranked list again.
        Unlist: "移出名单",
    }
}

/// 项目申报书.
pub static PROPOSALS: Listing = Listing {
    table: "proposal",
    path: "/projects/proposals",
    title: "项目申报书",
    unit: "份",
    about: "各单位按申报通知提交的项目申报书，从填写到立项的全过程。",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Latest,
    owner: Some("unit"),
    withheld: WITHHELD,
    kept: Kept::ByCase,
    columns: &[
        code("number", "申报编号", CodeKind::Number).required().searched().by_step(),
        text("name", "项目名称").required().searched(),
        link("call", "申报通知", &CALLS).required().by_step(),
        borrowed("level", "级别", "call", "level").facet(),
        borrowed("programme", "计划类别", "call", "programme").facet().aside(),
        borrowed("section", "主管科室", "call", "section").aside(),
        link("unit", "申报单位", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        text("leader", "负责人").searched(),
        link("leader_person", "负责人编号", &PEOPLE).aside().hint("人员库中的编号；没有时留空，由经办核对"),
        year("leader_born", "负责人出生年份").plain().aside(),
        choice("leader_rank", "负责人职称", &["正高级", "副高级", "中级", "初级", "无"]).plain().aside(),
        code("field", "学科代码", CodeKind::Number).aside().hint("GB/T 13745，三、五或七位，如 43045"),
        day("starts_on", "计划开始").aside(),
        day("ends_on", "计划完成").aside(),
        money("budget", "总预算", WanYuan).by_step().hint("由预算明细合计"),
        money("requested", "申请财政资助", WanYuan).by_step().hint("由预算明细合计"),
        long_text("summary", "摘要").hint("500 字以内"),
        long_text("basis", "立项依据"),
        long_text("content", "研究内容与目标"),
        long_text("route", "技术路线与创新点"),
        long_text("conditions", "工作基础与条件"),
        text("contact", "联系人").aside(),
        code("phone", "联系电话", CodeKind::Phone).aside().personal(),
        choice("pledge", "诚信承诺", YES_NO).plain().aside().hint("是：承诺材料真实，无重复申报"),
        day("submitted_on", "提交日期").by_step(),
        integer("version", "版本", "").by_step().aside(),
        day("mend_asked_on", "要求补正日期").by_step().aside(),
        day("checked_on", "形式审查办结日期").by_step().aside(),
        choice("check_outcome", "形式审查结论", &["通过", "不予受理"]).by_step().plain().aside(),
        integer("check_days", "形式审查用时", "个工作日").by_step().aside(),
        quantity("score", "评审得分", 2, "分").by_step().inner(),
        money("granted", "立项资助", WanYuan).by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[not_before("ends_on", "starts_on"), at_most("requested", "budget"), at_most("granted", "budget")],
    ..Listing::BLANK
};

/// Counted from proposals. What is sealed is in none of them; the page of a call tells how many there are.
pub(crate) const FIGURES: &[Figure] = &[
    figure("proposals-received", "当年收到申报书", &PROPOSALS)
        .only(&[during("submitted_on"), home("region")])
        .count("份"),
    figure("proposals-units", "当年申报单位", &PROPOSALS)
        .only(&[during("submitted_on"), home("region")])
        .distinct("unit", "家"),
    figure("proposals-requested", "当年申请财政资助", &PROPOSALS)
        .only(&[during("submitted_on"), home("region")])
        .sum_money("requested", WanYuan, 2),
    figure("proposals-check-days", "当年形式审查用时合计", &PROPOSALS)
        .only(&[during("checked_on"), home("region")])
        .sum("check_days", "个工作日")
        .note("从提交到办结；除以通过和不予受理的份数即平均用时"),
];
