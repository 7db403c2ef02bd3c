//! 附加问题: what a call asks beyond the usual form. Answers are shown and exported; no rule reads them.

use directory::YES_NO;
use listing::{Audience, Listing, Order, borrowed, choice, integer, link, long_text, text};

use super::{CALLS, OPEN_IN};

/// 附加问题.
pub static QUESTIONS: Listing = Listing {
    table: "call_question",
    path: "/projects/call-questions",
    title: "附加问题",
    unit: "个",
    about: "申报通知在通用申报书之外另问的问题，五种答法。答案只展示和导出，任何规则都不据此判断。",
    key: &["call", "sequence"],
    name: &["question"],
    order: Order::Rising("sequence"),
    audience: Audience::Public,
    open_in: Some(("call", OPEN_IN)),
    columns: &[
        link("call", "申报通知", &CALLS).required(),
        integer("sequence", "次序", "").required(),
        text("question", "问题").required().searched(),
        choice("kind", "答法", &["一行文字", "多行文字", "数字", "日期", "单选"]).required(),
        long_text("options", "选项").hint("单选时填写，一行一个"),
        choice("required", "必答", YES_NO).required().plain(),
        borrowed("call_stage", "通知状态", "call", "stage").aside(),
    ],
    checks: &[listing::needs("options", "kind", "单选")],
    ..Listing::BLANK
};
