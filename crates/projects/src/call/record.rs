//! What is kept of a call, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::{LEVELS, SECTIONS, YES_NO};
use listing::{
    Audience, CodeKind, Kept, Listing, Order, choice, code, day, integer, link, long_text, money, not_before, text,
};
use vocabulary::MoneyUnit::WanYuan;

use crate::project::PROGRAMMES;

procedure::words! {
    /// Where a call is.
    pub enum Stage {
        /// Being written by the section.
        Draft: "起草",
        /// Before the head of the section.
        InReview: "待审核",
        /// Public; proposals may be sent in from the day it opens to the day it closes.
        Published: "受理中",
        /// Closed; proposals are checked, reviewed and decided.
        Closed: "已截止",
        /// Everything that was sent in has been decided.
        Finished: "已办结",
        /// Taken back before anything was decided.
        Withdrawn: "已撤回",
    }
}

procedure::words! {
    /// What can be done with a call.
    pub enum Step {
        /// Hands it to the head of the section.
        Submit: "提交审核",
        /// Sends it back to be mended.
        SendBack: "退回修改",
        /// Makes it public.
        Publish: "发布",
        /// Moves the day on which it closes.
        Extend: "延长受理",
        /// Ends the time for proposals, and opens what was sealed.
        Close: "截止受理",
        /// Ends it after everything is decided.
        Finish: "办结",
        /// Takes it back.
        Withdraw: "撤回",
    }
}

/// 申报通知.
pub static CALLS: Listing = Listing {
    table: "call",
    path: "/projects/calls",
    title: "申报通知",
    unit: "个",
    about: "科技计划项目的申报通知和指南：级别、类别、受理时间、限项、需交材料、评分表和公示期。",
    key: &["number"],
    name: &["title"],
    order: Order::Falling("closes_on"),
    audience: Audience::Public,
    withheld: &["起草", "待审核", "已撤回"],
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        text("title", "标题").required().searched(),
        choice("level", "级别", LEVELS).required(),
        choice("programme", "计划类别", PROGRAMMES).required(),
        link("section", "主管科室", &SECTIONS).required(),
        code("document", "文号", CodeKind::Number).aside(),
        day("opens_on", "受理开始").required(),
        day("closes_on", "受理截止").required(),
        choice("sealed", "截止前封存", YES_NO).required().plain().aside().hint("是：受理截止前局内看不到申报内容"),
        choice("blind", "盲评", YES_NO).required().plain().aside().hint("是：专家看不到单位和人员"),
        code("area", "申报地域", CodeKind::Region).aside().hint("申报单位所在区划，空白为本区"),
        integer("per_unit", "每单位限报", "项").aside(),
        integer("per_leader", "每负责人限报", "项").aside(),
        integer("oldest", "负责人年龄不超过", "周岁").aside(),
        choice("lowest_rank", "负责人职称不低于", &["正高级", "副高级", "中级", "初级"]).plain().aside(),
        money("budget", "经费总额", WanYuan).aside(),
        money("most", "单项资助不超过", WanYuan).aside(),
        integer("panel_size", "每项评审专家", "人")
            .required()
            .aside()
            .hint("单数，不少于 5 人；资助额较大的不少于 7 人"),
        integer("spread", "分差复议线", "分").required().aside().hint("最高分与最低分相差超过它时复议，一般为 20"),
        integer("publicity", "公示期", "个工作日").required().aside().hint("一般不少于 5 个工作日"),
        long_text("papers", "需交材料").hint("一行一种；必交的前面加 *，如“*可行性研究报告”"),
        long_text("guidance", "指南内容"),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    checks: &[not_before("closes_on", "opens_on")],
    ..Listing::BLANK
};
