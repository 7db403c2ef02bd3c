//! What may happen to an objection (公示异议): it is looked into when it was raised in time, in writing and by somebody who
//! gives their name, and one that is upheld takes the proposal off the list.

use Role::{Head, Leader, Officer};
use Step::{Close, Dismiss, Investigate, Uphold};
use cases::{Act, CaseFile, Change, Handling, matching};
use procedure::{
    Ask, AskKind, Case, Editions, Guard, Procedure, Rule, Span, StageRule, Verdict, Word, guard, rule, stage,
};
use storage::{Db, Error, Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::Who;

use super::{OBJECTIONS, Stage, Step};
use crate::{
    RANKING_ITEMS, RANKINGS, numbering, parameters,
    ranking::{self, Disposition, list::List, moves::Mover},
};

/// The case of an objection.
#[derive(Debug)]
pub(crate) struct Objection;

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) raised_on: Day,
    /// The publicity period of the list, where it has one.
    pub(crate) notice: Option<(Day, Day)>,
    /// The word of the stage of the list.
    pub(crate) list_stage: String,
    pub(crate) is_signed: bool,
    pub(crate) has_content: bool,
    /// Whether the proposal stands on the list.
    pub(crate) is_on_list: bool,
}

impl Case for Objection {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

const RAISED_IN_TIME: Guard<Facts> = guard("raised_within_the_notice_period", "在公示期内提出", |facts| {
    let next = "请办理“不予受理”";
    match facts.notice {
        None => Verdict::unmet("名单还没有公示，或已退回重编", next),
        Some((first, last)) => {
            let why = || format!("提出日期 {} 不在公示期 {first} 至 {last} 之内", facts.raised_on);
            Verdict::when((first..=last).contains(&facts.raised_on), why, next)
        }
    }
});

const IS_SIGNED: Guard<Facts> = guard("objection_is_signed", "署真实姓名或单位，并留联系电话", |facts| {
    let why = || "没有署名或联系电话".to_owned();
    Verdict::when(facts.is_signed, why, "请联系异议人补齐后填写；匿名的请办理“不予受理”")
});

const HAS_CONTENT: Guard<Facts> = guard("objection_has_content", "写明异议内容", |facts| {
    Verdict::when(facts.has_content, || "没有写明异议内容".to_owned(), "请按书面材料填写")
});

const IS_ON_LIST: Guard<Facts> = guard("proposal_is_on_the_list", "所涉申报书在名单上", |facts| {
    Verdict::when(facts.is_on_list, || "所涉申报书不在这份名单上".to_owned(), "请改正，或办理“不予受理”")
});

const LIST_CAN_CHANGE: Guard<Facts> = guard("list_can_change", "名单在公示、公示后或编制中", |facts| {
    let can = [ranking::Stage::Draft, ranking::Stage::OnNotice, ranking::Stage::Cleared];
    let can = can.iter().any(|stage| stage.label() == facts.list_stage);
    let is_out = facts.list_stage == ranking::Stage::Issued.label();
    let why = || format!("名单现在是“{}”，不能改动", facts.list_stage);
    Verdict::when(
        can,
        why,
        if is_out {
            "请撤销已立项的项目，再在此写明理由办结"
        } else {
            "请先退回重编名单，再认定"
        },
    )
});

const FINDING: Ask = Ask::new("finding", "核查结论", AskKind::Paragraph);

/// 2022 年版.
pub(crate) const EDITION_2022: Procedure<Objection> = Procedure {
    name: "project-objection",
    title: "公示异议",
    about: "公示期内书面实名提出的异议，经核查作出结论；成立的，所涉项目移出名单。核查期限按各区通行做法。",
    edition: 2022,
    start: Stage::Received,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Objection>] = &[
    stage(Stage::Received, "已收到").edited_by(&[Officer]).within(Span::WorkingDays(3)),
    stage(Stage::Investigating, "核查中").within(Span::WorkingDays(parameters::OBJECTION_DAYS)).escalates_to(Leader),
    stage(Stage::Upheld, "成立").end(),
    stage(Stage::Dismissed, "不成立").end(),
    stage(Stage::Closed, "不予受理").end(),
];

const RULES: &[Rule<Objection>] = &[
    //   step          from                  to                    by
    rule(Investigate, Stage::Received, Stage::Investigating, &[Officer, Head]).needs(&[
        RAISED_IN_TIME,
        IS_SIGNED,
        HAS_CONTENT,
        IS_ON_LIST,
    ]),
    rule(Close, Stage::Received, Stage::Closed, &[Head]).needs_reason(),
    rule(Uphold, Stage::Investigating, Stage::Upheld, &[Leader]).needs(&[LIST_CAN_CHANGE]).asks(&[FINDING]),
    rule(Dismiss, Stage::Investigating, Stage::Dismissed, &[Leader]).asks(&[FINDING]),
    rule(Close, Stage::Investigating, Stage::Closed, &[Leader]).needs_reason(),
];

impl Handling for Objection {
    const LISTING: &'static listing::Listing = &OBJECTIONS;
    const EDITIONS: Editions<Objection> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("登记公示异议", &[Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let list = list_of(reader, case).await?;
        Ok(Facts {
            raised_on: case.day("raised_on").unwrap_or(today),
            notice: list.day("notice_from").zip(list.day("notice_until")),
            list_stage: list.text("stage").to_owned(),
            is_signed: case.has("objector") && case.has("phone"),
            has_content: case.has("content"),
            is_on_list: line_of(reader, case).await?.is_some(),
        })
    }

    async fn effects(act: &Act<'_, Objection>, work: &mut Work) -> Result<Vec<Change>> {
        let closed_on = ("closed_on", Value::from(act.today.to_string()));
        match act.step {
            Investigate => Ok(Vec::new()),
            Uphold => {
                taken_off(act, work).await?;
                Ok(vec![("finding", act.answers.text(FINDING.name).into()), closed_on])
            }
            Dismiss => Ok(vec![("finding", act.answers.text(FINDING.name).into()), closed_on]),
            Close => Ok(vec![("finding", act.answers.text(Ask::REASON.name).into()), closed_on]),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        _who: &Who,
        asked: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let mut texts = vec![("raised_on".to_owned(), today.to_string())];
        if let Ok(id) = web::typed(asked, "ranking").parse() {
            let list = CaseFile::read(reader, &RANKINGS, id).await?;
            texts.push(("ranking".to_owned(), format!("#{id} {}", list.name())));
        }
        Ok(texts)
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &OBJECTIONS, &format!("YY{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
    }

    async fn begun(work: &mut Work, _db: &Db, _who: &Who, case: &CaseFile, _today: Day) -> Result<()> {
        match line_of(work.reader(), case).await? {
            Some(_) => Ok(()),
            None => Err(Error::invalid("proposal", "这份申报书不在所选的名单上，请核对名单和申报书")),
        }
    }
}

/// The list to which somebody objects.
async fn list_of(reader: Reader<'_>, case: &CaseFile) -> Result<CaseFile> {
    CaseFile::read(reader, &RANKINGS, case.number("ranking").unwrap_or_default()).await
}

/// The line of that list to which they object.
async fn line_of(reader: Reader<'_>, case: &CaseFile) -> Result<Option<CaseFile>> {
    let asked = ["ranking", "proposal"].map(|link| (link, case.number(link).unwrap_or_default().into()));
    Ok(CaseFile::all(reader, &RANKING_ITEMS, matching(&RANKING_ITEMS, &asked)?).await?.into_iter().next())
}

/// The proposal leaves the list: its line stays and says why.
async fn taken_off(act: &Act<'_, Objection>, work: &mut Work) -> Result<()> {
    let Some(line) = line_of(work.reader(), act.case).await? else { return Ok(()) };
    let why = format!("异议成立（{}）", act.case.text("number"));
    let list = List::rows_of(work.reader(), act.case.number("ranking").unwrap_or_default()).await?;
    Mover::of(act).unlists(work, list.rows.iter().filter(|row| row.id == line.id()), &why).await?;
    let changes =
        vec![("disposition", Disposition::Decline.label().into()), ("amount", Value::Null), ("exception", why.into())];
    line.write(work, act.db, changes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_procedure_is_sound_and_every_change_of_it_is_seen() {
        EDITION_2022.assert_sound();
        expect_test::expect_file!["procedure.out"].assert_eq(&EDITION_2022.outline().matrix());
    }
}
