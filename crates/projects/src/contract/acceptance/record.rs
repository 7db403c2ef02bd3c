//! 验收: what the unit hands in at the end, and what was found.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, YES_NO};
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money};
use vocabulary::MoneyUnit::WanYuan;

use crate::CONTRACTS;

procedure::words! {
    /// Where an acceptance is.
    pub enum Stage {
        /// Being prepared by the unit.
        Draft: "草稿",
        /// Its papers are checked.
        Submitted: "待审核",
        /// Experts look at it.
        InProgress: "验收中",
        /// To be set right within three months, once.
        Rectifying: "整改中",
        /// What was set right is looked at again.
        Rechecking: "复验中",
        /// Passed.
        Passed: "通过",
        /// Passed after it was set right.
        PassedLater: "整改后通过",
        /// Not passed.
        Failed: "不通过",
        /// Closed without passing, through no fault of the unit.
        Closed: "结题",
        /// Taken back by the unit.
        Withdrawn: "已撤回",
    }
}

procedure::words! {
    /// What can be done with an acceptance.
    pub enum Step {
        /// Hands it in.
        Submit: "提交验收申请",
        /// Sends it back.
        SendBack: "退回",
        /// Begins it.
        Begin: "组织验收",
        /// Finds that it passes.
        Pass: "通过",
        /// Asks to set right.
        Rectify: "限期整改",
        /// Handed in again.
        Resubmit: "提交整改",
        /// Finds that it does not pass.
        Fail: "不通过",
        /// Closes it without passing.
        Close: "结题",
        /// Takes it back.
        Withdraw: "撤回",
    }
}

/// 验收.
pub static ACCEPTANCES: Listing = Listing {
    table: "acceptance",
    path: "/projects/acceptances",
    title: "验收",
    unit: "件",
    about: "项目验收申请和结论、绩效评价。",
    key: &["number"],
    name: &["number", "contract"],
    order: Order::Latest,
    region: Some("region"),
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("contract", "任务书", &CONTRACTS).required(),
        link("owner", "申请单位", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "owner", "region").aside(),
        borrowed("section", "主管科室", "contract", "section").aside(),
        long_text("summary", "总结报告"),
        long_text("results", "成果与知识产权"),
        long_text("missed", "指标未完成的理由").hint("实际值低于约定值时填写；数值越低越好的指标在这里说明"),
        money("spent", "财政资金支出", WanYuan).aside(),
        choice("audited", "经费审计", YES_NO).plain().aside().hint("财政资助 20 万元及以上须审计"),
        choice("science_report", "科技报告已呈交", YES_NO).plain().aside(),
        integer("output", "产出得分", "分").aside().by_step(),
        integer("benefit", "效益得分", "分").aside().by_step(),
        integer("satisfaction", "满意度得分", "分").aside().by_step(),
        integer("execution", "预算执行得分", "分").aside().by_step(),
        day("submitted_on", "提交日期").by_step(),
        day("held_on", "验收日期").by_step(),
        long_text("opinion", "验收意见").by_step(),
        choice("grade", "绩效等级", &["优", "良", "中", "差"]).by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from acceptances. The rate of acceptance (验收通过率) is the second of the first.
pub(crate) const FIGURES: &[Figure] = &[
    figure("acceptances-decided", "当年作出验收结论", &ACCEPTANCES)
        .only(&[is("stage", &["通过", "整改后通过", "不通过", "结题"]), during("held_on"), home("region")])
        .count("项"),
    figure("acceptances-passed", "当年通过验收的区级项目", &ACCEPTANCES)
        .only(&[is("stage", &["通过", "整改后通过"]), during("held_on"), home("region")])
        .count("项")
        .note("与“当年作出验收结论”之比为验收通过率。"),
    figure("acceptances-excellent", "当年验收绩效为优", &ACCEPTANCES)
        .only(&[is("grade", &["优"]), during("held_on"), home("region")])
        .count("项"),
];
