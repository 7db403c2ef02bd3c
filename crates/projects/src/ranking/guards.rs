//! What must hold before a ranked list goes on: one guard a sentence, each telling every row that is meant.

use procedure::{Guard, Verdict, Word, guard};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};

use super::{
    Disposition,
    list::{List, Row},
    waiting::is_waiting,
};

/// How many rows a sentence names before it only counts.
const NAMED: usize = 5;

/// What the guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    pub(crate) list: List,
    pub(crate) budget: Money,
    /// The most that one project may get under the call.
    pub(crate) most: Option<Money>,
    /// The publicity period of the call, in working days.
    pub(crate) publicity: u32,
    pub(crate) has_contact: bool,
    pub(crate) notice_until: Option<Day>,
    /// The numbers of the objections on which nobody has decided yet.
    pub(crate) open_objections: Vec<String>,
}

/// What holds of the rows from the first approval to the last.
pub(super) const CONTENT: &[Guard<Facts>] = &[
    HAS_PROJECTS,
    ROWS_ARE_COMPLETE,
    FITS_THE_BUDGET,
    AMOUNTS_ARE_ALLOWED,
    EXCEPTIONS_HAVE_REASONS,
    FLAGS_HAVE_REASONS,
    OBJECTIONS_ARE_HEEDED,
];

/// The same, and what holds only before the proposals are moved.
pub(super) const TO_SUBMIT: &[Guard<Facts>] = &[
    HAS_PROJECTS,
    ROWS_ARE_COMPLETE,
    FITS_THE_BUDGET,
    AMOUNTS_ARE_ALLOWED,
    EXCEPTIONS_HAVE_REASONS,
    FLAGS_HAVE_REASONS,
    OBJECTIONS_ARE_HEEDED,
    PROPOSALS_ARE_WAITING,
    CONTACT_IS_GIVEN,
];

/// The same, and that nothing was objected after the publicity period ended.
pub(super) const TO_ISSUE: &[Guard<Facts>] = &[
    HAS_PROJECTS,
    ROWS_ARE_COMPLETE,
    FITS_THE_BUDGET,
    AMOUNTS_ARE_ALLOWED,
    EXCEPTIONS_HAVE_REASONS,
    FLAGS_HAVE_REASONS,
    OBJECTIONS_ARE_HEEDED,
    NO_OBJECTION_STANDS,
];

const HAS_PROJECTS: Guard<Facts> = guard("list_has_projects", "名单上至少安排一项立项", |facts| {
    let has_any = facts.list.of(Disposition::Fund).next().is_some();
    Verdict::when(has_any, || "名单上没有安排立项的项目".to_owned(), "请在“编制名单”中安排，或作废本名单")
});

const ROWS_ARE_COMPLETE: Guard<Facts> =
    guard("rows_are_complete", "每项有得分，立项的有资助额、负责人和起止日期", |facts| {
        let lacking = told(facts.list.rows.iter().filter_map(|row| {
            let lacks = lacks(row);
            (!lacks.is_empty()).then(|| format!("{}没有{}", row.called(), lacks.join("、")))
        }));
        all_good(lacking, "请在“编制名单”中补齐，或请申报单位补齐申报书")
    });

const FITS_THE_BUDGET: Guard<Facts> =
    guard("amounts_fit_the_budget", "立项资助额合计不超过可用经费", |facts| {
        let (funded, budget) = (facts.list.funded(), facts.budget);
        let over = funded.checked_sub(budget).unwrap_or_default();
        let why =
            || format!("立项资助额合计 {} 万元，比可用经费 {} 万元多 {} 万元", wan(funded), wan(budget), wan(over));
        Verdict::when(funded <= budget, why, "请调减资助额，或把末位的改为备选")
    });

const AMOUNTS_ARE_ALLOWED: Guard<Facts> =
    guard("amounts_are_allowed", "每项资助额不超过申请额和单项上限", |facts| {
        let beyond = told(facts.list.of(Disposition::Fund).filter_map(|row| {
            let amount = row.amount?;
            let over = |limit: Option<Money>, says: &str| {
                limit.filter(|limit| amount > *limit).map(|limit| format!("{says} {} 万元", wan(limit)))
            };
            let over = over(row.requested, "申请额").or_else(|| over(facts.most, "单项上限"))?;
            Some(format!("{}的资助额 {} 万元超过{over}", row.called(), wan(amount)))
        }));
        all_good(beyond, "请调减资助额")
    });

const EXCEPTIONS_HAVE_REASONS: Guard<Facts> =
    guard("exceptions_have_reasons", "不按名次安排的写明例外理由", |facts| {
        let odd = told(facts.list.out_of_order().into_iter().map(|(row, passed_over)| {
            let (mine, theirs) = (row.disposition.label(), passed_over.disposition.label());
            format!("{}安排为{mine}，而名次在前的{}安排为{theirs}", row.called(), passed_over.called())
        }));
        all_good(odd, "请按名次安排，或在其中一项写明例外理由")
    });

const FLAGS_HAVE_REASONS: Guard<Facts> =
    guard("flags_have_reasons", "诚信或查重有提示的，立项须写明例外理由", |facts| {
        let flagged = facts.list.of(Disposition::Fund).filter(|row| !row.flags.is_empty() && !row.has_reason());
        let flagged = told(flagged.map(|row| format!("{}有“{}”的提示", row.called(), row.flags.join("、"))));
        all_good(flagged, "请核实后写明例外理由，或不安排立项")
    });

const OBJECTIONS_ARE_HEEDED: Guard<Facts> =
    guard("upheld_objections_are_heeded", "异议成立的不再安排", |facts| {
        let against = facts.list.rows.iter().filter(|row| row.disposition != Disposition::Decline);
        let against =
            told(against.filter_map(|row| {
                row.upheld.as_ref().map(|number| format!("{}的异议 {number} 已认定成立", row.called()))
            }));
        all_good(against, "请改为不立项")
    });

const PROPOSALS_ARE_WAITING: Guard<Facts> = guard(
    "proposals_are_waiting",
    "申报书都属于本通知，在等待列入名单，且不在别的名单上",
    |facts| {
        let gone = told(facts.list.rows.iter().filter_map(|row| match &row.elsewhere {
            Some(other) => Some(format!("{}已在“{other}”上", row.called())),
            None if !row.is_of_call => Some(format!("{}不是按这份申报通知申报的", row.called())),
            None if is_waiting(&row.stage) => None,
            None => Some(format!("{}现在是“{}”", row.called(), row.stage)),
        }));
        all_good(gone, "请在“编制名单”中移出")
    },
);

const CONTACT_IS_GIVEN: Guard<Facts> =
    guard("contact_is_given", "写明异议受理的科室、电话和地址", |facts| {
        Verdict::when(facts.has_contact, || "没有写异议受理方式".to_owned(), "请点“修改”，在“异议受理”中填写")
    });

pub(super) const NOTICE_IS_OVER: Guard<Facts> = guard("notice_period_is_over", "公示期已满", |facts| {
    let why = || match facts.notice_until {
        Some(last) => format!("公示到 {last} 才满"),
        None => "没有公示日期".to_owned(),
    };
    let is_over = facts.notice_until.is_some_and(|last| facts.today > last);
    Verdict::when(is_over, why, "公示期最后一天的次日起才能结束公示")
});

pub(super) const NO_OBJECTION_STANDS: Guard<Facts> = guard("no_objection_stands", "异议都已办结", |facts| {
    let open = &facts.open_objections;
    let why = || format!("还有 {} 件异议没有办结：{}", open.len(), open.join("、"));
    Verdict::when(open.is_empty(), why, "请先核查并作出结论")
});

/// What a row lacks.
fn lacks(row: &Row) -> Vec<&'static str> {
    let is_funded = row.disposition == Disposition::Fund;
    let asked = [
        (row.score.is_none(), "评审得分"),
        (is_funded && row.amount.is_none_or(|amount| amount <= Money::ZERO), "资助额"),
        (is_funded && row.requested.is_none(), "申请额"),
        (is_funded && row.leader.is_empty(), "负责人"),
        (is_funded && (row.starts_on.is_none() || row.ends_on.is_none()), "计划起止日期"),
    ];
    asked.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, label)| label).collect()
}

/// Sentences about rows as one, the first few in full.
fn told(sentences: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = sentences.collect();
    let shown = all.get(..NAMED.min(all.len()))?.join("；");
    match all.len() {
        0 => None,
        count if count > NAMED => Some(format!("{shown}；等 {count} 项")),
        _ => Some(shown),
    }
}

fn all_good(wrong: Option<String>, next: &str) -> Verdict {
    wrong.map_or(Verdict::Met, |why| Verdict::unmet(why, next))
}

fn wan(money: Money) -> String {
    money.exact(WanYuan)
}
