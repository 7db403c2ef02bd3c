//! 形式审查意见: what each rule of the formal check found, and what a person made of it.

use listing::{CodeKind, Kept, Listing, Order, borrowed, choice, code, day, integer, link, long_text, text};

use super::{PROPOSALS, WITHHELD};

procedure::words! {
    /// What a rule makes of a proposal.
    pub(crate) enum Verdict {
        /// It holds.
        Holds: "符合",
        /// A person has to look.
        Unsure: "需核实",
        /// It does not hold.
        Fails: "不符合",
    }
}

procedure::words! {
    /// What a person makes of what a rule found.
    pub(crate) enum Judgement {
        /// In order.
        Good: "符合",
        /// The unit can mend it.
        Mendable: "可补正",
        /// Against the rules, and not to be mended.
        Bad: "不符合",
    }
}

/// 形式审查意见.
pub static FINDINGS: Listing = Listing {
    table: "formal_finding",
    path: "/projects/findings",
    title: "形式审查意见",
    unit: "条",
    about: "形式审查每条规则的结果和经办人的判断。规则只提示，结论由人作出。",
    key: &["proposal", "rule"],
    name: &["rule"],
    order: Order::Earliest,
    withheld: WITHHELD,
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        code("rule", "规则", CodeKind::Number).required(),
        text("title", "审查内容").required(),
        choice("found", "规则结果", Verdict::LABELS).required(),
        long_text("because", "依据"),
        long_text("records", "依据记录"),
        choice("judged", "经办判断", Judgement::LABELS),
        text("remark", "说明"),
        text("judged_by", "判断人").aside(),
        day("judged_on", "判断日期").aside(),
        integer("version", "申报书版本", "").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
        borrowed("call", "申报通知", "proposal", "call").aside(),
    ],
    ..Listing::BLANK
};
