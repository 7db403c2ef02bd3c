//! What must hold before the steps of a panel.

use procedure::{Guard, Verdict, guard};
use review::PanelRules;

use super::{facts::Facts, sheet};

pub(super) const CALL_IS_CLOSED: Guard<Facts> = guard("call_is_closed", "申报通知已截止", |facts| {
    Verdict::when(
        facts.is_call_closed,
        || "申报通知还没有截止受理".to_owned(),
        "请在截止后抽取，以免有申报人落在回避审查之外",
    )
});

pub(super) const PROPOSALS_WAIT: Guard<Facts> = guard("proposals_wait", "有待评审的申报书", |facts| {
    Verdict::when(facts.waiting > 0, || "没有待评审的申报书".to_owned(), "请先办完形式审查")
});

pub(super) const SHEET_IS_WHOLE: Guard<Facts> = guard("sheet_is_whole", "评分表完整", |facts| {
    let why = || joined(&facts.sheet_problems);
    Verdict::when(facts.sheet_problems.is_empty(), why, "请在“评分指标”中改正")
});

pub(super) const NUMBERS_FIT_THE_RULES: Guard<Facts> =
    guard("numbers_fit_the_rules", "专家人数为单数、达到下限，各类名额不矛盾", |facts| {
        let rules = facts.today.and_then(PanelRules::on);
        let problems = rules.map(|rules| facts.numbers.problems(&rules, facts.largest)).unwrap_or_default();
        Verdict::when(problems.is_empty(), || joined(&problems), "请修改评审组的人数和名额")
    });

pub(super) const LOADS_FIT: Guard<Facts> = guard("loads_fit", "每人份数与申报书份数相称", |facts| {
    let problem = facts.numbers.load_problem(facts.waiting);
    Verdict::when(problem.is_none(), || problem.clone().unwrap_or_default(), "请调整每人至少、至多评的份数或专家人数")
});

pub(super) const SOMEBODY_LEFT: Guard<Facts> = guard("somebody_left", "有专家谢绝或逾期未回复", |facts| {
    Verdict::when(facts.seats.vacant > 0, || "没有空缺的席位".to_owned(), "专家谢绝或超过回复期限后，按抽取次序替换")
});

pub(super) const ALL_HAVE_ACCEPTED: Guard<Facts> = guard("all_have_accepted", "专家都已接受邀请", |facts| {
    let seats = facts.seats;
    let fits = u32::try_from(seats.accepted) == Ok(facts.numbers.size);
    let why = || {
        let (accepted, size, invited, vacant) = (seats.accepted, facts.numbers.size, seats.invited, seats.vacant);
        let vacant = if vacant > 0 { format!("，{vacant} 席空缺待替换") } else { String::new() };
        format!("应有 {size} 人，已接受 {accepted} 人，{invited} 人待回复{vacant}")
    };
    Verdict::when(fits, why, "请等待或登记专家的回复；空缺的先“替换专家”，备选专家用完的解散后重新抽取")
});

pub(super) const SHEETS_ARE_MISSING: Guard<Facts> =
    guard("sheets_are_missing", "有专家退回的申报书", |facts| {
        let is_short = facts.sheets.assigned < facts.sheets.wanted;
        Verdict::when(is_short, || "每份申报书的专家都够数".to_owned(), "专家申请回避或退出后才需要补派")
    });

pub(super) const ALL_ARE_HANDED_IN: Guard<Facts> = guard("all_are_handed_in", "评审意见都已交齐", |facts| {
    let sheets = facts.sheets;
    let short = sheets.wanted - sheets.assigned;
    let why = || match (sheets.open, short) {
        (open, 0) => format!("还有 {open} 份评审意见没有提交"),
        (0, short) => format!("还有 {short} 份评审没有人承担"),
        (open, short) => format!("还有 {open} 份评审意见没有提交，{short} 份评审没有人承担"),
    };
    Verdict::when(sheets.open == 0 && short <= 0, why, "请提醒专家提交；没有人承担的先“补派”")
});

pub(super) const SHEET_IS_THE_SAME: Guard<Facts> =
    guard("sheet_is_the_same", "评分表在送审后没有改动", |facts| {
        Verdict::when(facts.sheets.is_same, || sheet::CHANGED.to_owned(), "")
    });

pub(super) const ALL_ARE_DISCUSSED: Guard<Facts> = guard("all_are_discussed", "列入复议的都已复议", |facts| {
    let why = || format!("还有 {} 份评审意见列入复议，专家没有确认", facts.sheets.undiscussed);
    Verdict::when(facts.sheets.undiscussed <= 0, why, "请专家修改评分或维持原评分")
});

pub(super) const SOME_ARE_UNDISCUSSED: Guard<Facts> =
    guard("some_are_undiscussed", "有列入复议而没有确认的", |facts| {
        Verdict::when(facts.sheets.undiscussed > 0, || "列入复议的都已确认".to_owned(), "可以锁定评分")
    });

pub(super) const SOMEBODY_IS_AWAITED: Guard<Facts> = guard("somebody_is_awaited", "有专家需要提醒", |facts| {
    let awaited = facts.seats.invited > 0 || facts.sheets.open > 0 || facts.sheets.undiscussed > 0;
    Verdict::when(awaited, || "没有需要提醒的专家".to_owned(), "")
});

/// Sentences as one, without the stops between them.
fn joined(sentences: &[String]) -> String {
    let bare: Vec<&str> = sentences.iter().map(|sentence| sentence.trim_end_matches('。')).collect();
    bare.join("；")
}
