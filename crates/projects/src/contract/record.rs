//! What is kept of a contract (任务书), and where the project under it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::ORGANISATIONS;
use figures::{Figure, by_cutoff, during, figure, home, is, still};
use listing::{
    CodeKind, Kept, Listing, Order, at_most, borrowed, choice, code, day, integer, link, long_text, money, not_before,
    text,
};
use vocabulary::{MoneyUnit::WanYuan, Window};

use crate::{PROJECTS, PROPOSALS};

procedure::words! {
    /// Where a project is under its contract.
    pub enum Stage {
        /// The unit fills in the contract.
        Draft: "待填任务书",
        /// The officer checks it.
        InReview: "待审任务书",
        /// Agreed; to be signed by both.
        ToSign: "待签订",
        /// Signed; work goes on.
        Running: "实施中",
        /// The acceptance has been asked for.
        InAcceptance: "验收中",
        /// To be set right within the time given.
        Rectifying: "整改中",
        /// Accepted; money and papers are settled.
        Accepted: "待归档",
        /// Everything is in the archive.
        Archived: "已归档",
        /// Stopped midway.
        Terminated: "已终止",
        /// Revoked: nothing of substance was done.
        Revoked: "已撤销",
    }
}

procedure::words! {
    /// What can be done with a contract.
    pub enum Step {
        /// The unit hands in the contract.
        Submit: "提交任务书",
        /// Sent back to be mended.
        SendBack: "退回修改",
        /// The officer agrees.
        Agree: "审核通过",
        /// Signed by both.
        Sign: "登记签订",
        /// The acceptance has been applied for.
        OpenAcceptance: "申请验收",
        /// The application for acceptance was sent back: work goes on.
        ReturnToWork: "退回验收申请",
        /// To be set right.
        Rectify: "限期整改",
        /// Ready again.
        Recheck: "整改后复验",
        /// Accepted, or closed without.
        Accept: "验收结论",
        /// Stopped midway.
        Terminate: "终止",
        /// Revoked.
        Revoke: "撤销",
        /// Everything is in the archive.
        Archive: "归档",
    }
}

/// 任务书.
pub static CONTRACTS: Listing = Listing {
    table: "contract",
    path: "/projects/contracts",
    title: "任务书",
    unit: "份",
    about: "立项项目的任务书：指标、时间、经费和拨款计划，以及从签订到归档的全过程。",
    key: &["number"],
    name: &["name"],
    region: Some("region"),
    order: Order::Latest,
    owner: Some("unit"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "任务书编号", CodeKind::Number).required().searched().by_step(),
        text("name", "项目名称").required().searched().by_step(),
        link("proposal", "申报书", &PROPOSALS).required().by_step().aside(),
        link("project", "项目", &PROJECTS).required().by_step().aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
        borrowed("section", "主管科室", "proposal", "section").aside(),
        link("unit", "承担单位", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "unit", "region").aside(),
        text("leader", "负责人").required().searched().by_step(),
        day("starts_on", "开始日期").required().by_step().aside(),
        day("ends_on", "完成期限").required().by_step(),
        day("overdue_from", "验收逾期起算日").by_step().aside(),
        day("applied_on", "申请验收日期").by_step().aside(),
        day("first_ends_on", "最初完成期限").required().by_step().aside(),
        integer("extensions", "延期次数", "次").by_step().aside(),
        money("budget", "总预算", WanYuan).required().by_step().aside(),
        money("granted", "批准资助", WanYuan).required().by_step(),
        money("planned", "已安排拨款", WanYuan).required().by_step(),
        money("paid", "已拨付", WanYuan).required().by_step(),
        money("returned", "应退回", WanYuan).by_step().aside(),
        money("recovered", "已退回", WanYuan).by_step().aside(),
        long_text("goals", "任务目标"),
        long_text("lowered", "指标低于申报预期的理由").hint("约定值低于申报预期时填写；数值越低越好的指标在这里说明"),
        long_text("ownership", "知识产权归属"),
        long_text("shares", "合作单位分工与经费"),
        text("account_name", "收款户名").aside().hint("应与承担单位名称一致"),
        code("account_number", "收款账号", CodeKind::Number).aside(),
        text("bank", "开户行").aside(),
        day("signed_on", "签订日期").by_step(),
        choice("outcome", "验收结论", &["通过", "整改后通过", "不通过", "结题"]).by_step(),
        choice("grade", "绩效等级", &["优", "良", "中", "差"]).by_step(),
        day("closed_on", "结题日期").by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    // 支付不超过计划，计划不超过批准，批准不超过预算: the database itself holds it.
    checks: &[
        at_most("paid", "planned"),
        at_most("planned", "granted"),
        at_most("granted", "budget"),
        at_most("recovered", "returned"),
        not_before("ends_on", "starts_on"),
    ],
    ..Listing::BLANK
};

/// Counted from contracts.
pub(crate) const FIGURES: &[Figure] = &[
    figure("contracts-signed", "当年签订任务书", &CONTRACTS).only(&[during("signed_on"), home("region")]).count("份"),
    figure("contracts-granted", "当年签订任务书批准资助", &CONTRACTS)
        .only(&[during("signed_on"), home("region")])
        .sum_money("granted", WanYuan, 2),
    figure("contracts-running", "在研区级项目", &CONTRACTS)
        .only(&[by_cutoff("signed_on"), still("closed_on"), home("region")])
        .window(Window::AsOf)
        .count("项"),
    figure("contracts-overdue", "逾期未申请验收项目", &CONTRACTS)
        .only(&[by_cutoff("overdue_from"), still("applied_on"), still("closed_on"), home("region")])
        .window(Window::AsOf)
        .count("项")
        .note("完成期限后 3 个月内应申请验收。"),
    figure("contracts-planned", "在研区级项目已安排拨款", &CONTRACTS)
        .only(&[by_cutoff("signed_on"), still("closed_on"), home("region")])
        .window(Window::AsOf)
        .sum_money("planned", WanYuan, 2),
    figure("contracts-paid", "在研区级项目已拨付", &CONTRACTS)
        .only(&[by_cutoff("signed_on"), still("closed_on"), home("region")])
        .window(Window::AsOf)
        .sum_money("paid", WanYuan, 2),
    figure("contracts-terminated", "当年终止项目", &CONTRACTS)
        .only(&[is("stage", &["已终止"]), during("closed_on"), home("region")])
        .count("项"),
    figure("contracts-revoked", "当年撤销项目", &CONTRACTS)
        .only(&[is("stage", &["已撤销"]), during("closed_on"), home("region")])
        .count("项"),
    figure("contracts-to-return", "当年应退回项目资金", &CONTRACTS)
        .only(&[during("closed_on"), home("region")])
        .sum_money("returned", WanYuan, 2),
    figure("contracts-recovered", "当年应退回资金中已退回", &CONTRACTS)
        .only(&[during("closed_on"), home("region")])
        .sum_money("recovered", WanYuan, 2),
];
