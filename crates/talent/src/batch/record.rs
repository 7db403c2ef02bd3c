//! What is kept of a batch of payments, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::SECTIONS;
use figures::{Figure, during, figure, is};
use listing::{CodeKind, Kept, Listing, Order, code, day, integer, link, long_text, money, positive, text};
use vocabulary::MoneyUnit::{WanYuan, Yuan};

procedure::words! {
    /// Where a batch is.
    pub enum Stage {
        /// Drawn up; can be computed anew.
        Draft: "编制",
        /// Before the head of the section.
        WithHead: "待复核",
        /// Before the leader.
        WithLeader: "待审批",
        /// Approved; waits to be made public.
        Approved: "待公示",
        /// Public.
        OnNotice: "公示中",
        /// To be paid by finance.
        ToPay: "待发放",
        /// Paid.
        Paid: "已发放",
        /// What the bank paid is what was asked for.
        Reconciled: "已对账",
        /// Given up before it was paid.
        Void: "已作废",
    }
}

procedure::words! {
    /// What can be done with a batch.
    pub enum Step {
        /// Computes it anew from the records.
        Recompute: "重新计算",
        /// Hands it to the head of the section.
        Submit: "提交复核",
        /// The head agrees.
        Check: "复核同意",
        /// The leader agrees.
        Approve: "审批同意",
        /// Makes it public.
        Publish: "公示",
        /// Ends the publicity period.
        Clear: "结束公示",
        /// Enters the payment.
        Pay: "登记发放",
        /// Enters what the bank paid.
        Reconcile: "对账",
        /// Back to the officer; what was agreed is void.
        SendBack: "退回",
        /// Gives it up.
        Cancel: "作废",
    }
}

/// 发放批次.
pub static BATCHES: Listing = Listing {
    table: "allowance_batch",
    path: "/talent/batches",
    title: "发放批次",
    unit: "批",
    about: "按政策和记录算出的应发未发的生活补贴：免申即享，经复核、审批、公示后发放，再与银行对账。",
    key: &["number"],
    name: &["title"],
    order: Order::Latest,
    kept: Kept::ByCase,
    columns: &[
        code("number", "批次号", CodeKind::Number).required().searched().by_step(),
        text("title", "名称").required().by_step(),
        day("month", "算到月份").required().hint("写当月 1 日；以前各月应发未发的一并发放"),
        link("section", "主管科室", &SECTIONS).required(),
        integer("publicity", "公示期", "个工作日").required().aside().hint("一般不少于 5 个工作日"),
        text("contact", "异议受理").aside().hint("公示中写明的受理科室、电话和地址"),
        long_text("remark", "说明"),
        integer("people", "人数", "人").by_step(),
        money("amount", "金额", Yuan).by_step(),
        text("drawn_by", "编制人").by_step().aside(),
        text("checked_by", "复核人").by_step().aside(),
        text("approved_by", "审批人").by_step().aside(),
        day("notice_from", "公示开始").by_step(),
        day("notice_until", "公示截止").by_step(),
        code("voucher", "支付凭证号", CodeKind::Number).by_step(),
        day("paid_on", "发放日期").by_step(),
        day("reconciled_on", "对账日期").by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[positive("publicity")],
    ..Listing::BLANK
};

/// Counted from batches.
pub(crate) const FIGURES: &[Figure] = &[
    figure("batches-paid", "当年免申即享发放批次", &BATCHES).only(&[during("paid_on")]).count("批"),
    figure("batches-waiting", "在办的发放批次金额", &BATCHES)
        .only(&[is("stage", &["编制", "待复核", "待审批", "待公示", "公示中", "待发放"])])
        .window(vocabulary::Window::AsOf)
        .sum_money("amount", WanYuan, 2),
];
