//! What is kept of a request for payment, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::ORGANISATIONS;
use figures::{Figure, during, figure, home, is};
use listing::{CodeKind, Kept, Listing, Order, at_most, borrowed, code, day, link, long_text, money, positive, text};
use projects::{CONTRACTS, PAYMENT_PLANS};
use vocabulary::MoneyUnit::WanYuan;

use crate::APPROPRIATIONS;

procedure::words! {
    /// Where a request is.
    pub enum Stage {
        /// Being written by the unit.
        Draft: "草稿",
        /// Before the officer.
        WithOfficer: "待经办审核",
        /// Before finance.
        WithFinance: "待财务审核",
        /// Before the leader.
        WithLeader: "待领导审批",
        /// Approved; to be paid.
        ToPay: "待支付",
        /// Paid.
        Paid: "已支付",
        /// Back with the unit: what was agreed before is void.
        SentBack: "已退回",
        /// Paid, and the payment undone.
        Reversed: "已冲销",
        /// Given up before it was paid.
        Void: "已作废",
    }
}

procedure::words! {
    /// What can be done with a request.
    pub enum Step {
        /// Hands it in.
        Submit: "提交",
        /// The officer agrees.
        Check: "经办同意",
        /// Finance agrees and names the appropriation.
        Audit: "财务同意",
        /// The leader agrees.
        Approve: "审批同意",
        /// Back to the unit; what was agreed before is void.
        SendBack: "退回",
        /// Enters the payment.
        Pay: "登记支付",
        /// Enters money that the unit gave back.
        TakeBack: "登记退回",
        /// Undoes the payment by a line below zero.
        Reverse: "冲销",
        /// Gives it up.
        Cancel: "作废",
    }
}

/// 用款申请.
pub static PAYMENT_REQUESTS: Listing = Listing {
    table: "payment_request",
    path: "/funds/requests",
    title: "用款申请",
    unit: "件",
    about: "按任务书拨款计划申请用款，经经办、财务、领导逐级审批后支付。已支付的不改，只用负数冲销或登记退回。",
    key: &["number"],
    name: &["number", "contract"],
    region: Some("region"),
    order: Order::Latest,
    owner: Some("owner"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("plan", "拨款计划", &PAYMENT_PLANS).required().aside().hint("从任务书页面的“拨款”进入时已填好"),
        borrowed("line", "款项", "plan", "kind").facet(),
        link("contract", "任务书", &CONTRACTS).required().by_step(),
        borrowed("project", "项目", "contract", "project").aside(),
        link("owner", "收款单位", &ORGANISATIONS).required().by_step(),
        borrowed("region", "所在区划", "owner", "region").aside(),
        borrowed("section", "主管科室", "contract", "section").aside(),
        money("amount", "申请金额", WanYuan).required(),
        long_text("grounds", "用款说明"),
        link("appropriation", "预算指标", &APPROPRIATIONS).by_step().aside(),
        borrowed("year", "预算年度", "appropriation", "year").facet().aside(),
        text("checked_by", "经办人").by_step().aside(),
        text("audited_by", "财务审核人").by_step().aside(),
        text("approved_by", "审批人").by_step().aside(),
        code("voucher", "支付凭证号", CodeKind::Number).by_step(),
        day("paid_on", "支付日期").by_step(),
        money("reversed", "已退回或冲销", WanYuan).by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[positive("amount"), at_most("reversed", "amount")],
    ..Listing::BLANK
};

/// Counted from requests.
pub(crate) const FIGURES: &[Figure] = &[
    figure("requests-paid", "当年支付的用款申请", &PAYMENT_REQUESTS)
        .only(&[is("stage", &["已支付"]), during("paid_on"), home("region")])
        .count("件"),
    figure("requests-paid-amount", "当年按任务书支付", &PAYMENT_REQUESTS)
        .only(&[is("stage", &["已支付"]), during("paid_on"), home("region")])
        .sum_money("amount", WanYuan, 2)
        .note("含后来退回的部分；退回和冲销见“拨付支出”中的负数行。"),
    figure("requests-reversed", "当年支付后冲销的用款申请", &PAYMENT_REQUESTS)
        .only(&[is("stage", &["已冲销"]), during("paid_on"), home("region")])
        .count("件"),
];
