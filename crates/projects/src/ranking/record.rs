//! What is kept of a ranked list, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::YES_NO;
use figures::{Figure, by_cutoff, during, figure, until_cutoff};
use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, money, text};
use vocabulary::{MoneyUnit::WanYuan, Window};

use crate::CALLS;

procedure::words! {
    /// Where a ranked list is.
    pub enum Stage {
        /// Being drawn up by the officer.
        Draft: "编制",
        /// Before the head of the section.
        WithHead: "待科室负责人审核",
        /// Before the leader in charge.
        WithLeader: "待分管领导审核",
        /// Before the meeting that decides.
        WithMeeting: "待会议研究",
        /// Decided; waits to be made public.
        Decided: "已研究",
        /// Public.
        OnNotice: "公示中",
        /// The publicity period is over and nothing stands in the way.
        Cleared: "公示无异议",
        /// The notice of approval is out.
        Issued: "已发文",
        /// Given up.
        Cancelled: "已作废",
    }
}

procedure::words! {
    /// What can be done with a ranked list.
    pub enum Step {
        /// Hands it to the head of the section.
        Submit: "提交审核",
        /// The head agrees.
        Check: "科室同意",
        /// The leader in charge agrees and puts it before the meeting.
        Endorse: "同意上会",
        /// The meeting decides.
        Decide: "会议通过",
        /// Sends it back to the officer; every approval before is void.
        SendBack: "退回重编",
        /// Makes it public.
        Publish: "公示",
        /// Ends the publicity period.
        Clear: "结束公示",
        /// Sends out the notice of approval and opens the projects.
        Issue: "发文立项",
        /// Gives it up.
        Cancel: "作废",
    }
}

/// 拟立项名单.
pub static RANKINGS: Listing = Listing {
    table: "ranking",
    path: "/projects/rankings",
    title: "拟立项名单",
    unit: "份",
    about: "一次申报的排序、建议资助额和立项、备选、不立项的安排，经审核、集体研究和公示后发文。",
    key: &["number"],
    name: &["title"],
    order: Order::Latest,
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        text("title", "标题").required().searched(),
        link("call", "申报通知", &CALLS).required(),
        borrowed("section", "主管科室", "call", "section").aside(),
        borrowed("level", "级别", "call", "level").facet(),
        money("budget", "可用经费", WanYuan).required(),
        choice("shows_amount", "公示资助金额", YES_NO).plain().aside().hint("是：公示中写明每项建议资助；按当地规定"),
        text("contact", "异议受理").aside().hint("公示中写明的受理科室、电话和地址"),
        long_text("remark", "说明"),
        text("minutes", "会议纪要").by_step().aside(),
        day("decided_on", "研究日期").by_step(),
        day("notice_from", "公示开始").by_step(),
        day("notice_until", "公示截止").by_step(),
        code("document", "立项文号", CodeKind::Number).by_step(),
        day("issued_on", "发文日期").by_step(),
        integer("took", "受理截止到发文", "个工作日").by_step().aside(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};

/// Counted from ranked lists.
pub(crate) const FIGURES: &[Figure] = &[
    figure("lists-on-notice", "公示中的拟立项名单", &RANKINGS)
        .only(&[by_cutoff("notice_from"), until_cutoff("notice_until")])
        .window(Window::AsOf)
        .count("份"),
    figure("lists-issued", "发文的立项名单", &RANKINGS).only(&[during("issued_on")]).count("份"),
];
