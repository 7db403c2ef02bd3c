//! 形式审查意见: what each rule of the formal check found, and what a person made of it.

use listing::{Kept, borrowed, Listing, Order, choice, code, CodeKind, day, link, long_text, text};

use super::PROPOSALS;

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
    withheld: &["草稿", "封存"],
    kept: Kept::ByHouse,
    columns: &[
        link("proposal", "申报书", &PROPOSALS).required(),
        code("rule", "规则", CodeKind::Number).required(),
        text("title", "审查内容").required(),
        choice("found", "规则结果", &["符合", "需核实", "不符合"]).required(),
        long_text("because", "依据"),
        choice("judged", "经办判断", &["符合", "可补正", "不符合"]),
        text("remark", "说明"),
        text("judged_by", "判断人").aside(),
        day("judged_on", "判断日期").aside(),
        borrowed("stage", "申报书状态", "proposal", "stage").aside(),
    ],
    ..Listing::BLANK
};
