//! What is kept of a matter under supervision, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::SECTIONS;
use figures::{Figure, by_cutoff, during, figure, is, still};
use listing::{CodeKind, Kept, Listing, Order, choice, code, day, integer, link, long_text, not_before, text};
use vocabulary::Window;

procedure::words! {
    /// Where a matter is.
    pub enum Stage {
        /// Entered, not yet given to a section.
        Entered: "待交办",
        /// With the lead section.
        InHand: "办理中",
        /// The section says that it is done.
        ToClose: "待审核办结",
        /// Done, and found to be.
        Closed: "已办结",
        /// Taken back.
        Cancelled: "已撤销",
    }
}

procedure::words! {
    /// What can be done with a matter.
    pub enum Step {
        /// Gives it to the lead section.
        Assign: "交办",
        /// Reports how far it is.
        Report: "报告进展",
        /// Moves the deadline; the first one stays visible.
        Extend: "延期",
        /// Asks to close it, with evidence.
        RequestClose: "申请办结",
        /// Finds that it is done.
        Close: "同意办结",
        /// Finds that it is not.
        Return: "退回继续办理",
        /// Takes it back.
        Cancel: "撤销",
    }
}

/// 督办事项.
pub static MATTERS: Listing = Listing {
    table: "matter",
    path: "/supervision/matters",
    title: "督办事项",
    unit: "件",
    about: "领导批示、会议决定和督查反馈的事项：牵头科室、期限、进展、佐证和办结审核。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("entered_on"),
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        text("title", "事项").required().searched(),
        choice("source", "来源", &["领导批示", "会议决定", "督查反馈", "上级交办", "风险信号", "其他"]).required(),
        code("document", "依据文号", CodeKind::Number).aside().hint("批示、纪要或通报的编号"),
        link("section", "牵头科室", &SECTIONS).required(),
        text("partners", "配合科室").aside(),
        long_text("content", "要求"),
        day("entered_on", "登记日期").required().by_step(),
        day("deadline", "办结期限").required(),
        integer("progress", "进度", "%").by_step(),
        long_text("latest", "最近进展").by_step(),
        long_text("evidence", "办结佐证").by_step(),
        day("closed_on", "办结日期").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[not_before("deadline", "entered_on")],
    ..Listing::BLANK
};

/// Counted from matters.
pub(crate) const FIGURES: &[Figure] = &[
    figure("matters-entered", "当年督办事项", &MATTERS).only(&[during("entered_on")]).count("件"),
    figure("matters-closed", "当年办结督办事项", &MATTERS).only(&[during("closed_on")]).count("件"),
    figure("matters-overdue", "超期未办结督办事项", &MATTERS)
        .only(&[is("stage", &["办理中", "待审核办结"]), by_cutoff("deadline"), still("closed_on")])
        .window(Window::AsOf)
        .count("件")
        .note("口径：办结期限在截止日或以前而尚未办结；延期后按新期限计，最初期限另列。"),
];
