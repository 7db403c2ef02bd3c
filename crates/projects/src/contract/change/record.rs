//! 变更: changes of a contract by class, extension, termination and revocation.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::ORGANISATIONS;
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, link, long_text, money, text};
use vocabulary::MoneyUnit::WanYuan;

use crate::CONTRACTS;

procedure::words! {
    /// What is changed.
    pub enum Subject {
        /// The unit that carries the project out.
        Unit: "承担单位",
        /// Its leader.
        Leader: "负责人",
        /// Its end.
        Term: "实施期限",
        /// Its targets.
        Targets: "目标指标",
        /// Its whole budget.
        Budget: "预算总额",
        /// The units that take part, and their shares.
        Partners: "参与单位",
        /// The account to which the grant is paid.
        Account: "收款账户",
        /// The people who work on it.
        Members: "项目组成员",
        /// It stops midway.
        Termination: "终止",
        /// It is revoked: nothing of substance was done.
        Revocation: "撤销",
    }
}

procedure::words! {
    /// How weighty a change is (浙科发规〔2025〕26号 as a model), which decides who decides.
    pub enum Class {
        /// Before the leader.
        Major: "重大",
        /// Before the head of the section.
        Weighty: "重要",
        /// Filed.
        Small: "一般",
        /// A later end, before the leader.
        Extension: "延期",
        /// A termination, before the leader.
        Termination: "终止",
        /// A revocation, before the leader.
        Revocation: "撤销",
    }
}

procedure::words! {
    /// Where a change is.
    pub enum Stage {
        /// Being written.
        Draft: "草稿",
        /// Before the officer.
        Submitted: "待审核",
        /// Before the leader.
        WithLeader: "待审批",
        /// Agreed: the contract is changed.
        Agreed: "已同意",
        /// Filed: a small change needs no approval.
        Filed: "已备案",
        /// Not agreed.
        Refused: "不同意",
        /// Taken back.
        Withdrawn: "已撤回",
    }
}

procedure::words! {
    /// What can be done with a change.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// Sends it back.
        SendBack: "退回",
        /// The officer agrees and puts it before the leader.
        Endorse: "审核同意",
        /// The leader agrees.
        Agree: "同意变更",
        /// A small change is filed.
        File: "备案",
        /// Does not agree.
        Refuse: "不同意",
        /// Takes it back.
        Withdraw: "撤回",
    }
}

/// 变更申请.
pub static CHANGES: Listing = Listing {
    table: "contract_change",
    path: "/projects/changes",
    title: "变更申请",
    unit: "件",
    about: "任务书的变更：重大、重要、一般，以及延期、终止、撤销。",
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
        choice("kind", "变更事项", Subject::LABELS).required(),
        choice("class", "类别", Class::LABELS).by_step(),
        text("was", "原内容").by_step(),
        text("becomes", "变更为").required().hint(
            "单位填全称，负责人填姓名，期限填日期，预算填金额，指标填“名称：数值”，账户填“户名；账号；开户行”，\
             终止和撤销填截止日期；多项用分号隔开",
        ),
        long_text("reason", "理由"),
        money("unspent", "未用经费", WanYuan).aside().hint("终止时填写：已拨付而没有用完的"),
        money("interest", "孳息", WanYuan).aside().hint("撤销时填写：已拨付资金的利息"),
        money("improper", "违规支出", WanYuan).by_step().aside(),
        money("to_return", "应退回", WanYuan).by_step().aside(),
        day("submitted_on", "提交日期").by_step().aside(),
        day("decided_on", "决定日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from changes.
pub(crate) const FIGURES: &[Figure] = &[
    figure("changes-agreed", "当年同意的变更", &CHANGES)
        .only(&[is("stage", &["已同意", "已备案"]), during("decided_on"), home("region")])
        .count("件"),
    figure("extensions-agreed", "当年同意的延期", &CHANGES)
        .only(&[is("class", &["延期"]), is("stage", &["已同意"]), during("decided_on"), home("region")])
        .count("件"),
];
