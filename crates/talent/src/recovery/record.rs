//! What is kept of a recovery.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use figures::{Figure, during, figure, is};
use listing::{CodeKind, Kept, Listing, Order, borrowed, code, day, link, long_text, money, positive};
use vocabulary::{MoneyUnit::Yuan, Window};

use crate::ALLOWANCES;

procedure::words! {
    /// Where a recovery is.
    pub enum Stage {
        /// The person was told; the money is to come back.
        Notified: "待退回",
        /// It came back.
        Returned: "已退回",
        /// There was nothing to recover.
        Withdrawn: "已撤销",
    }
}

procedure::words! {
    /// What can be done with a recovery.
    pub enum Step {
        /// Enters that the money came back.
        TakeBack: "登记退回",
        /// Finds that there was nothing to recover.
        Withdraw: "撤销",
    }
}

/// 补贴追回.
pub static RECOVERIES: Listing = Listing {
    table: "allowance_recovery",
    path: "/talent/recoveries",
    title: "补贴追回",
    unit: "件",
    about: "多发的生活补贴，从对应的发放记录立追回，到账后登记。原发放记录不改。",
    key: &["number"],
    name: &["number"],
    order: Order::Latest,
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        link("allowance", "原发放记录", &ALLOWANCES).required(),
        borrowed("person", "人员", "allowance", "person"),
        borrowed("month_from", "所属月份", "allowance", "month_from"),
        borrowed("standard", "依据标准", "allowance", "standard").aside(),
        money("amount", "追回金额", Yuan).required(),
        long_text("grounds", "追回理由").required().hint("写明停发事项和文书"),
        code("voucher", "退回凭证号", CodeKind::Number).by_step(),
        day("returned_on", "退回日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[positive("amount")],
    ..Listing::BLANK
};

/// Counted from recoveries.
pub(crate) const FIGURES: &[Figure] = &[
    figure("allowance-recovered", "当年追回多发的生活补贴", &RECOVERIES)
        .only(&[is("stage", &["已退回"]), during("returned_on")])
        .sum_money("amount", Yuan, 0),
    figure("allowance-to-recover", "待追回的生活补贴", &RECOVERIES)
        .only(&[is("stage", &["待退回"])])
        .window(Window::AsOf)
        .sum_money("amount", Yuan, 0),
];
