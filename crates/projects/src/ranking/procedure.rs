//! What may happen to a ranked list (拟立项名单), from the officer's draft to the notice of approval.
//!
//! 立项须经集体研究和公示；公示从发布次日起算，异议未办结不得立项. Whoever sends a list back makes every approval before
//! void; the rows change in the draft only.

use Role::{Head, Leader, Officer};
use Step::{Cancel, Check, Clear, Decide, Endorse, Issue, Publish, SendBack, Submit};
use cases::{Act, CaseFile, Change, Handling, is_in_scope, matching};
use procedure::{Ask, AskKind, Case, Editions, Procedure, Rule, Span, StageRule, Word, rule, stage};
use storage::{Db, Error, Reader, Result, Value, Work};
use vocabulary::{Day, MoneyUnit::WanYuan, Role, WorkingDays};
use web::Who;

use super::{
    OBJECTIONS, RANKINGS, Stage, Step, decision, fill,
    guards::{CONTENT, Facts, NO_OBJECTION_STANDS, NOTICE_IS_OVER, TO_ISSUE, TO_SUBMIT},
    issue,
    list::List,
    moves::Mover,
    objection,
};
use crate::{CALLS, call, numbering};

/// The case of a ranked list.
#[derive(Debug)]
pub(crate) struct Ranking;

impl Case for Ranking {
    type Stage = Stage;
    type Step = Step;
    type Facts = Facts;
}

/// 文号 of the notice of approval.
pub(super) const DOCUMENT: Ask = Ask::new("document", "文号", AskKind::Line);

/// 2022 年版.
pub(super) const EDITION_2022: Procedure<Ranking> = Procedure {
    name: "project-ranking",
    title: "拟立项名单",
    about: "按评审得分编制拟立项名单，经科室、分管领导审核和会议集体研究，公示无异议后发文立项；上级项目发文推荐。\
            公示期按申报通知，从公示次日起算。任何一步退回，此前的同意全部作废。",
    edition: 2022,
    start: Stage::Draft,
    stages: STAGES,
    rules: RULES,
};

const STAGES: &[StageRule<Ranking>] = &[
    stage(Stage::Draft, "评审中").edited_by(&[Officer, Head]),
    stage(Stage::WithHead, "等待结果").within(Span::WorkingDays(3)).escalates_to(Leader),
    stage(Stage::WithLeader, "等待结果").within(Span::WorkingDays(5)).escalates_to(Leader),
    stage(Stage::WithMeeting, "等待结果").within(Span::WorkingDays(20)).escalates_to(Leader),
    stage(Stage::Decided, "等待结果").within(Span::WorkingDays(5)),
    stage(Stage::OnNotice, "公示中")
        .within(Span::Until { says: "公示截止日期", day: |facts: &Facts| facts.notice_until }),
    stage(Stage::Cleared, "公示结束").within(Span::WorkingDays(10)).escalates_to(Leader),
    stage(Stage::Issued, "已发文").end(),
    stage(Stage::Cancelled, "已作废").end(),
];

const RULES: &[Rule<Ranking>] = &[
    //   step     from                to                  by
    rule(Submit, Stage::Draft, Stage::WithHead, &[Officer]).needs(TO_SUBMIT),
    rule(Check, Stage::WithHead, Stage::WithLeader, &[Head]).needs(CONTENT),
    rule(Endorse, Stage::WithLeader, Stage::WithMeeting, &[Leader]).needs(CONTENT),
    rule(Decide, Stage::WithMeeting, Stage::Decided, &[Leader]).needs(CONTENT).asks(decision::ASKS).offline(),
    rule(Publish, Stage::Decided, Stage::OnNotice, &[Officer, Head]).needs(CONTENT),
    rule(Clear, Stage::OnNotice, Stage::Cleared, &[Officer, Head]).needs(&[NOTICE_IS_OVER, NO_OBJECTION_STANDS]),
    rule(Issue, Stage::Cleared, Stage::Issued, &[Officer, Head]).needs(TO_ISSUE).asks(&[DOCUMENT]),
    rule(SendBack, Stage::WithHead, Stage::Draft, &[Head]).needs_reason(),
    rule(SendBack, Stage::WithLeader, Stage::Draft, &[Leader]).needs_reason(),
    rule(SendBack, Stage::WithMeeting, Stage::Draft, &[Leader]).needs_reason(),
    rule(SendBack, Stage::Decided, Stage::Draft, &[Head, Leader]).needs_reason(),
    rule(SendBack, Stage::OnNotice, Stage::Draft, &[Head, Leader]).needs_reason(),
    rule(SendBack, Stage::Cleared, Stage::Draft, &[Head, Leader]).needs_reason(),
    rule(Cancel, Stage::Draft, Stage::Cancelled, &[Officer, Head]).needs_reason(),
];

impl Handling for Ranking {
    const LISTING: &'static listing::Listing = &RANKINGS;
    const EDITIONS: Editions<Ranking> = Editions(&[&EDITION_2022]);
    const BEGINS: Option<(&'static str, &'static [Role])> = Some(("编制拟立项名单", &[Officer]));

    async fn facts(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let call = call_of(reader, case).await?;
        Ok(Facts {
            today,
            list: List::read(reader, case.id(), call.id()).await?,
            budget: case.money("budget").unwrap_or_default(),
            most: call.money("most"),
            publicity: call.number("publicity").and_then(|days| u32::try_from(days).ok()).unwrap_or_default(),
            has_contact: case.has("contact"),
            notice_until: case.day("notice_until"),
            open_objections: open_objections(reader, case.id()).await?,
        })
    }

    async fn effects(act: &Act<'_, Ranking>, work: &mut Work) -> Result<Vec<Change>> {
        match act.step {
            Submit => {
                for row in &act.facts.list.rows {
                    if let Some(step) = Mover::listing(row) {
                        Mover::of(act).moves(work, row.proposal, step, &[]).await?;
                    }
                }
                Ok(Vec::new())
            }
            Decide => decision::entered(act),
            Publish => Ok(published(act)),
            SendBack => sent_back(act, work).await,
            Issue => issue::issued(act, work).await,
            Check | Endorse | Clear | Cancel => Ok(Vec::new()),
        }
    }

    async fn prefilled(
        reader: Reader<'_>,
        _who: &Who,
        asked: &[(String, String)],
        _today: Day,
    ) -> Result<Vec<(String, String)>> {
        let mut texts = vec![("shows_amount", "否".to_owned())];
        if let Ok(id) = web::typed(asked, "call").parse() {
            let call = CaseFile::read(reader, &CALLS, id).await?;
            let title = call.name().trim_end_matches("申报通知").trim_end_matches("申报指南");
            let budget = call.money("budget").map_or(String::new(), |budget| budget.exact(WanYuan));
            texts.extend([
                ("call", format!("#{id} {}", call.name())),
                ("title", format!("{title}拟立项名单")),
                ("budget", budget),
            ]);
        }
        Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    async fn beginning(
        reader: Reader<'_>,
        _who: &Who,
        _typed: &[(String, String)],
        today: Day,
    ) -> Result<Vec<(String, String)>> {
        let number = numbering::next(reader, &RANKINGS, &format!("MD{}", today.year())).await?;
        Ok(vec![("number".to_owned(), number)])
    }

    async fn begun(work: &mut Work, db: &Db, who: &Who, case: &CaseFile, today: Day) -> Result<()> {
        let call = call_of(work.reader(), case).await?;
        if !who.is_open_house && !is_in_scope(&call, who) {
            return Err(Error::invalid("call", "这份申报通知由别的科室主管，请选本科室的申报通知"));
        }
        if call.text("stage") != call::Stage::Closed.label() {
            let why = format!("这份申报通知现在是“{}”，受理截止后才能编制名单", call.text("stage"));
            return Err(Error::invalid("call", why));
        }
        fill::filled(work, db, case, &call, today).await
    }
}

/// The call under which a list is drawn up.
pub(super) async fn call_of(reader: Reader<'_>, case: &CaseFile) -> Result<CaseFile> {
    CaseFile::read(reader, &CALLS, case.number("call").unwrap_or_default()).await
}

/// The numbers of the objections to a list on which nobody has decided yet.
async fn open_objections(reader: Reader<'_>, ranking: i64) -> Result<Vec<String>> {
    let objections = CaseFile::all(reader, &OBJECTIONS, matching(&OBJECTIONS, &[("ranking", ranking.into())])?).await?;
    let is_open = |objection: &&CaseFile| {
        [objection::Stage::Received, objection::Stage::Investigating]
            .iter()
            .any(|stage| stage.label() == objection.text("stage"))
    };
    Ok(objections.iter().filter(is_open).map(|objection| objection.text("number").to_owned()).collect())
}

/// The last day of a publicity period that begins today: so many working days from the day after posting.
pub(super) fn last_day_of_notice(posted: Day, publicity: u32) -> Day {
    WorkingDays::official().after(posted, publicity)
}

fn published(act: &Act<'_, Ranking>) -> Vec<Change> {
    let last = last_day_of_notice(act.today, act.facts.publicity);
    vec![("notice_from", act.today.to_string().into()), ("notice_until", last.to_string().into())]
}

/// Back in the draft nothing holds any more: neither the decision nor the notice, and the proposals are off the list.
async fn sent_back(act: &Act<'_, Ranking>, work: &mut Work) -> Result<Vec<Change>> {
    let reason = format!("{}“{}”", Step::SendBack.label(), act.case.name());
    Mover::of(act).unlists(work, act.facts.list.rows.iter(), &reason).await?;
    Ok(["minutes", "decided_on", "notice_from", "notice_until"].map(|column| (column, Value::Null)).to_vec())
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
