//! What may happen to a matter under supervision (督办). Deadlines are the matter's own; the first one always stays visible.

use Step::{Assign, Cancel, Close, Extend, Report, RequestClose, Return};
use cases::{Act, CaseFile, Change, Handling};
use procedure::{Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, guard, rule, stage};
use projects::next_number;
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::{
    Day,
    Role::{self, Head, Leader, Officer, Supervisor},
};
use web::Who;

use super::{MATTERS, Stage, Step};

/// The case of a matter.
#[derive(Debug)]
pub(crate) struct Matter;

/// What its guards look at.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(super) today: Day,
    pub(super) deadline: Option<Day>,
    pub(super) has_content: bool,
    /// Whether anything was ever reported.
    pub(super) has_progress: bool,
}

impl Case for Matter {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const DEADLINE_IS_AHEAD: Guard<Facts> =
    guard("deadline_is_ahead", "办结期限在今天或以后", |facts| match facts.deadline {
        Some(deadline) => {
            Verdict::when(deadline >= facts.today, || format!("办结期限 {deadline} 已过"), "请改为今天以后的日期")
        }
        None => Verdict::unmet("没有填写办结期限", "请先填写"),
    });

const CONTENT_IS_WRITTEN: Guard<Facts> = guard("content_is_written", "写明要求", |facts| {
    Verdict::when(facts.has_content, || "没有写明要求".to_owned(), "请写清办什么、办到什么程度")
});

const PROGRESS_WAS_REPORTED: Guard<Facts> = guard("progress_was_reported", "报告过进展", |facts| {
    Verdict::when(facts.has_progress, || "还没有报告过进展".to_owned(), "请先报告进展，再申请办结")
});

const PROGRESS: Ask = Ask::new("progress", "进度", AskKind::Number("%"));
const LATEST: Ask = Ask::new("latest", "进展情况", AskKind::Paragraph);
const EVIDENCE: Ask = Ask::new("evidence", "办结佐证", AskKind::Paragraph);
const NEW_DEADLINE: Ask = Ask::new("deadline", "新的办结期限", AskKind::Day);

/// 2022 年版.
pub(super) const EDITION_2022: Procedure<Matter> = Procedure {
    name: "supervised-matter",
    title: "督办事项",
    about: "督办事项从登记、交办、报告进展到办结审核。期限由事项自定；延期由局领导批准，最初期限始终可见。",
    edition: 2022,
    start: Stage::Entered,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Matter>] = &[
    stage(Stage::Entered, "待交办").edited_by(&[Supervisor, Officer, Head]).within(Span::WorkingDays(2)),
    stage(Stage::InHand, "办理中")
        .within(Span::Until { says: "办结期限", day: |facts: &Facts| facts.deadline })
        .escalates_to(Leader),
    stage(Stage::ToClose, "待审核办结").within(Span::WorkingDays(3)).escalates_to(Leader),
    stage(Stage::Closed, "已办结").end(),
    stage(Stage::Cancelled, "已撤销").end(),
];

const RULES: &[Rule<Matter>] = &[
    //   step          from            to                by
    rule(Assign, Stage::Entered, Stage::InHand, &[Supervisor, Leader]).needs(&[DEADLINE_IS_AHEAD, CONTENT_IS_WRITTEN]),
    rule(Report, Stage::InHand, Stage::InHand, &[Officer, Head]).asks(&[PROGRESS, LATEST]),
    rule(Extend, Stage::InHand, Stage::InHand, &[Leader]).asks(&[NEW_DEADLINE]).needs_reason(),
    rule(RequestClose, Stage::InHand, Stage::ToClose, &[Head]).asks(&[EVIDENCE]).needs(&[PROGRESS_WAS_REPORTED]),
    rule(Close, Stage::ToClose, Stage::Closed, &[Supervisor, Leader]),
    rule(Return, Stage::ToClose, Stage::InHand, &[Supervisor, Leader]).needs_reason(),
    rule(Cancel, Stage::Entered, Stage::Cancelled, &[Supervisor, Leader]).needs_reason(),
    rule(Cancel, Stage::InHand, Stage::Cancelled, &[Leader]).needs_reason(),
];

impl Handling for Matter {
    const LISTING: &'static listing::Listing = &MATTERS;
    const EDITIONS: Editions<Matter> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> =
        Some(("登记督办事项", &[Supervisor, Officer, Head, Leader]));

    async fn facts(_reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        Ok(Facts {
            today,
            deadline: case.day("deadline"),
            has_content: case.has("content"),
            has_progress: case.has("latest"),
        })
    }

    async fn effects(act: &Act<'_, Matter>, _work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Report => reported(act),
            Extend => extended(act),
            RequestClose => Ok(vec![("evidence", act.answers.text(EVIDENCE.name).into())]),
            Close => Ok(vec![("closed_on", act.today.to_string().into()), ("progress", Value::Int(100))]),
            Assign | Return | Cancel => Ok(Vec::new()),
        }
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = next_number(reader, &MATTERS, &numbers_of(today)).await?;
        Ok(vec![("number".to_owned(), number), ("entered_on".to_owned(), today.to_string())])
    }
}

/// How the numbers of a year begin, such as `DB2022-007`.
pub(crate) fn numbers_of(day: Day) -> String {
    format!("DB{}", day.year())
}

fn reported(act: &Act<'_, Matter>) -> Result<Vec<Change>> {
    let progress = act.answers.number(PROGRESS.name).unwrap_or_default();
    if !(0..=100).contains(&progress) {
        return Err(Error::invalid(PROGRESS.name, "进度应在 0 到 100 之间"));
    }
    Ok(vec![("progress", progress.into()), ("latest", act.answers.text(LATEST.name).into())])
}

/// A later deadline. `first_due_on` keeps the one that was set when the matter was assigned.
fn extended(act: &Act<'_, Matter>) -> Result<Vec<Change>> {
    let Some(deadline) = act.answers.day(NEW_DEADLINE.name) else {
        return Err(Error::invalid(NEW_DEADLINE.name, "请填写日期"));
    };
    if Some(deadline) <= act.facts.deadline || deadline < act.today {
        return Err(Error::invalid(NEW_DEADLINE.name, "应晚于原来的期限，且不早于今天"));
    }
    let deadline = Value::from(deadline.to_string());
    Ok(vec![("deadline", deadline.clone()), ("due_on", deadline)])
}
