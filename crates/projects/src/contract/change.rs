//! 变更: changes of a contract by class, extension, termination and revocation.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, link, long_text, money, text};
use vocabulary::MoneyUnit::WanYuan;

use super::CONTRACTS;

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
    name: &["number"],
    order: Order::Latest,
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("contract", "任务书", &CONTRACTS).required(),
        borrowed("owner", "承担单位", "contract", "unit"),
        borrowed("section", "主管科室", "contract", "section").aside(),
        choice(
            "kind",
            "变更事项",
            &["承担单位", "负责人", "实施期限", "目标指标", "预算总额", "参与单位", "项目组成员", "终止", "撤销"],
        )
        .required(),
        choice("class", "类别", &["重大", "重要", "一般", "延期", "终止", "撤销"]).by_step(),
        text("was", "原内容"),
        text("becomes", "变更为").required().hint("负责人填姓名，期限填日期，如 2023-06-30"),
        long_text("reason", "理由"),
        money("unspent", "未用经费", WanYuan).hint("终止、撤销时填写"),
        money("to_return", "应退回", WanYuan).by_step(),
        day("submitted_on", "提交日期").by_step(),
        day("decided_on", "决定日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
