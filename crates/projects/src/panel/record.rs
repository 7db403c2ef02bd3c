//! What is kept of a panel, and where it can be.

use cases::columns::{DUE_ON, EDITION, FIRST_DUE_ON, SINCE, stage};
use directory::YES_NO;
use listing::{Audience, CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, text};
use vocabulary::Role;

use crate::CALLS;

procedure::words! {
    /// Where a panel is.
    pub enum Stage {
        /// Its size and quotas are being set.
        Forming: "组建",
        /// Drawn; invitations are out.
        Drawn: "已抽取",
        /// Enough experts have accepted; proposals can be assigned.
        Ready: "已齐",
        /// Experts are judging.
        Judging: "评审中",
        /// All sheets are in; large spreads are discussed again.
        Discussing: "复议",
        /// Scores are locked; names are still sealed.
        Locked: "已锁定",
        /// The names have been opened.
        Opened: "已开封",
        /// Given up.
        Dissolved: "已解散",
    }
}

procedure::words! {
    /// What can be done with a panel.
    pub enum Step {
        /// Draws the experts from a recorded seed.
        Draw: "抽取专家",
        /// Invites the next in the drawn order for whoever declined or did not answer.
        Replace: "替换专家",
        /// Closes the invitations.
        Confirm: "确认到齐",
        /// Assigns the proposals and sends them out.
        Assign: "分派申报书",
        /// Assigns what an expert has given back.
        Reassign: "补派",
        /// Gives the experts more time.
        Extend: "延长评审",
        /// Reminds the experts whose answer or sheet is awaited.
        Remind: "提醒专家",
        /// Adds the marks up and opens the discussion of large spreads.
        Discuss: "汇总分差",
        /// Lets the marks stand of whoever does not answer in the discussion.
        LetStand: "视为维持原评分",
        /// Locks the scores.
        Lock: "锁定评分",
        /// Opens who gave which marks.
        Open: "开封",
        /// Gives it up.
        Dissolve: "解散",
    }
}

/// Who may know who judges: the bureau's own, never the applicants or the superior bureau's readers.
pub(super) const SECRET: Audience = Audience::Only(&[Role::Officer, Role::Head, Role::Leader, Role::Supervisor]);

/// Who may know who gave which marks, once they are opened.
pub(super) const OPENED: Audience = Audience::Only(&[Role::Officer, Role::Head, Role::Supervisor]);

/// The stages in which nobody may know who gave which marks.
pub(super) const SEALED: &[&str] = &["组建", "已抽取", "已齐", "评审中", "复议", "已锁定", "已解散"];

/// 评审组.
pub static PANELS: Listing = Listing {
    table: "panel",
    path: "/projects/panels",
    title: "评审组",
    unit: "个",
    about: "专家评审组：从专家库随机抽取，种子留存，监督人员可以重放得到同一结果。",
    key: &["number"],
    name: &["name"],
    order: Order::Latest,
    audience: SECRET,
    kept: Kept::ByCase,
    columns: &[
        code("number", "编号", CodeKind::Number).required().searched().by_step(),
        text("name", "名称").required().searched(),
        link("call", "申报通知", &CALLS).required(),
        borrowed("section", "主管科室", "call", "section").aside(),
        integer("size", "专家人数", "人").required().hint("单数，不少于 5 人"),
        integer("finance", "其中财务专家", "人").required().aside().hint("评审涉及经费的，至少 1 人"),
        integer("investment", "其中投资专家", "人").required().aside(),
        integer("most_of_unit", "同一单位不超过", "人").required().aside(),
        integer("reviewers", "每份由几人评", "人")
            .required()
            .aside()
            .hint("与专家人数相同的，人人评每一份，须与所有申报书都无利害关系"),
        integer("least", "每人至少评", "份").required().aside(),
        integer("most", "每人至多评", "份").required().aside(),
        day("held_on", "评审日期").aside(),
        text("place", "会议地点").aside(),
        choice("by_meeting", "会议评审", YES_NO).required().plain().aside(),
        integer("fee", "评审费", "元/人").required().aside().hint("每人合计；按本级专家咨询费标准"),
        text("seed", "抽取种子").by_step().aside(),
        day("drawn_on", "抽取日期").by_step(),
        text("drawn_by", "抽取人").by_step().aside(),
        long_text("draw", "抽取经过").by_step(),
        day("judge_by", "评审截止").by_step().aside(),
        text("assigned", "分派结果").by_step().aside(),
        text("sheet", "评分表校验码").by_step().aside(),
        long_text("consensus", "专家组意见").by_step(),
        stage(Stage::LABELS),
        SINCE,
        DUE_ON,
        FIRST_DUE_ON,
        EDITION,
    ],
    ..Listing::BLANK
};
