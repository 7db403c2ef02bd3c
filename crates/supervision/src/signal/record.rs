//! What is kept of a risk signal, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{ORGANISATIONS, SECTIONS};
use figures::{Figure, by_cutoff, during, figure, is, still};
use listing::{Audience, CodeKind, Kept, Listing, Order, choice, code, day, link, long_text, text};
use vocabulary::{
    Role::{Finance, Head, Leader, Officer, Supervisor},
    Window,
};

use crate::MATTERS;

procedure::words! {
    /// Where a signal is.
    pub enum Stage {
        /// Found; nobody has said what it means.
        New: "待研判",
        /// Taken up as a matter under supervision.
        TakenUp: "已转督办",
        /// There is nothing in it, for a reason that somebody gave.
        Dismissed: "已排除",
        /// The records no longer say so.
        Gone: "已消除",
    }
}

procedure::words! {
    /// What can be done with a signal.
    pub enum Step {
        /// Makes it a matter under supervision.
        TakeUp: "转为督办",
        /// Finds that there is nothing in it.
        Dismiss: "排除",
        /// The records no longer say so.
        Vanish: "消除",
    }
}

procedure::words! {
    /// What a signal tells of.
    pub enum Sort {
        /// Public money twice for one thing, one person or one unit.
        Duplicate: "重复资助",
        /// A project whose acceptance was not asked for in time.
        Acceptance: "逾期未验收",
        /// A project whose unit or leader is barred.
        Dishonesty: "失信惩戒",
        /// Money that was paid before what it waits for.
        Payment: "付款早于节点",
        /// A step of any procedure beyond its time limit.
        Overdue: "办理超期",
    }
}

/// 风险信号.
pub static SIGNALS: Listing = Listing {
    table: "signal",
    path: "/supervision/signals",
    title: "风险信号",
    unit: "条",
    about: "系统按记录自动发现：重复资助、逾期未验收、失信惩戒、付款早于节点、办理超期。记录改正后自动消除；\
            可以一键转为督办，查无问题的写明理由排除。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("found_on"),
    kept: Kept::ByCase,
    audience: Audience::Only(&[Officer, Head, Leader, Finance, Supervisor]),
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        choice("kind", "类型", Sort::LABELS).required().by_step(),
        text("title", "信号").required().searched().by_step(),
        long_text("grounds", "依据").required().by_step(),
        text("concerns", "记录编号").required().by_step().plain().aside(),
        link("unit", "单位", &ORGANISATIONS).by_step(),
        link("section", "主管科室", &SECTIONS).by_step(),
        day("found_on", "发现日期").required().by_step(),
        day("ended_on", "了结日期").by_step().aside(),
        link("matter", "督办事项", &MATTERS).by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from signals.
pub(crate) const FIGURES: &[Figure] = &[
    figure("signals-found", "当年发现风险信号", &SIGNALS).only(&[during("found_on")]).count("条"),
    figure("signals-open", "未了结风险信号", &SIGNALS)
        .only(&[by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
    figure("signals-duplicate", "未了结风险信号：重复资助", &SIGNALS)
        .only(&[is("kind", &["重复资助"]), by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
    figure("signals-acceptance", "未了结风险信号：逾期未验收", &SIGNALS)
        .only(&[is("kind", &["逾期未验收"]), by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
    figure("signals-dishonesty", "未了结风险信号：失信惩戒", &SIGNALS)
        .only(&[is("kind", &["失信惩戒"]), by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
    figure("signals-payment", "未了结风险信号：付款早于节点", &SIGNALS)
        .only(&[is("kind", &["付款早于节点"]), by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
    figure("signals-overdue", "未了结风险信号：办理超期", &SIGNALS)
        .only(&[is("kind", &["办理超期"]), by_cutoff("found_on"), still("ended_on")])
        .window(Window::AsOf)
        .count("条"),
];
