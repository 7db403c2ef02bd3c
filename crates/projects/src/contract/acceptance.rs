//! 验收: what the unit hands in at the end, and what was found.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::YES_NO;
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money};
use vocabulary::MoneyUnit::WanYuan;

use super::CONTRACTS;

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
        /// Passed.
        Passed: "通过",
        /// Passed after it was set right.
        PassedLater: "整改后通过",
        /// Not passed.
        Failed: "不通过",
        /// Closed without passing, through no fault of the unit.
        Closed: "结题",
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
    name: &["number"],
    order: Order::Latest,
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("contract", "任务书", &CONTRACTS).required(),
        borrowed("owner", "承担单位", "contract", "unit"),
        borrowed("section", "主管科室", "contract", "section").aside(),
        long_text("summary", "总结报告"),
        long_text("results", "成果与知识产权"),
        money("spent", "财政资金支出", WanYuan),
        choice("audited", "经费审计", YES_NO).plain().hint("财政资助 20 万元及以上须审计"),
        choice("science_report", "科技报告已呈交", YES_NO).plain(),
        integer("output", "产出得分", "分").aside().by_step(),
        integer("benefit", "效益得分", "分").aside().by_step(),
        integer("satisfaction", "满意度得分", "分").aside().by_step(),
        integer("execution", "预算执行得分", "分").aside().by_step(),
        day("submitted_on", "提交日期").by_step(),
        day("held_on", "验收日期").by_step(),
        long_text("opinion", "验收意见").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
