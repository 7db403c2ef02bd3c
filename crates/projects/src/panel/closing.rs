//! The end of a review: large spreads are found and discussed, scores are counted and locked, or the panel is given up.

use std::collections::BTreeSet;

use cases::{Act, Asked, CaseFile, Change, Note, matching, move_case, send};
use procedure::Word;
use storage::{Error, Result, Value, Work};

use super::{
    ASSIGNMENTS, Stage,
    procedure::{CONSENSUS, JUDGE_BY, Panel},
    score,
    seat::{ACCEPTED, CANCELLED, DONE, INVITED},
    seats::{Seats, accounts_of},
    sheet::{Sheet, judged, rules},
};
use crate::{
    CALLS, PROPOSALS,
    proposal::{
        Stage as ProposalStage, Step as ProposalStep,
        procedure::{Proposal, SCORE},
    },
};

/// A later last day for judging; the first one stays visible as `first_due_on`.
///
/// # Errors
/// [`Error::Invalid`] where the day is not later.
pub(super) fn extend(act: &Act<'_, Panel>) -> Result<Vec<Change>> {
    let later = act.answers.day(JUDGE_BY.name).filter(|day| act.facts.judge_by.is_none_or(|before| *day > before));
    let later = later.ok_or_else(|| Error::invalid(JUDGE_BY.name, "应晚于原来的评审截止日期"))?;
    let day = Value::from(later.to_string());
    Ok(vec![("judge_by", day.clone()), ("due_on", day)])
}

/// Adds the marks up and opens those proposals to discussion whose marks lie too far apart.
///
/// # Errors
/// What the database says.
pub(super) async fn discuss(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let call = CaseFile::read(work.reader(), &CALLS, act.case.number("call").unwrap_or_default()).await?;
    let sheet = Sheet::read(work.reader(), call.id()).await?;
    let rules = rules(&call, act.today)?;
    let mut persons = BTreeSet::new();
    for one in judged(work.reader(), act.case.id(), &sheet).await? {
        if sheet.score(&one.ballots, rules)?.needs_discussion {
            for assignment in &one.sheets {
                assignment.write(work, act.db, vec![("reopened", "是".into())]).await?;
                persons.extend(assignment.number("person"));
            }
        }
    }
    tell(act, work, &persons, "复议：有申报书分差较大，请确认或修改评分").await?;
    Ok(Vec::new())
}

/// Lets the marks stand of those who do not answer in the discussion.
///
/// # Errors
/// What the database says.
pub(super) async fn let_stand(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let reopened = matching(&ASSIGNMENTS, &[("panel", act.case.id().into()), ("reopened", "是".into())])?;
    for assignment in CaseFile::all(work.reader(), &ASSIGNMENTS, reopened).await? {
        if assignment.text("discussed") != "是" {
            assignment.write(work, act.db, vec![("discussed", "是".into())]).await?;
        }
    }
    Ok(Vec::new())
}

/// Counts the marks, locks every sheet, and hands each proposal on with its score.
///
/// # Errors
/// What the database says.
pub(super) async fn lock(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let call = CaseFile::read(work.reader(), &CALLS, act.case.number("call").unwrap_or_default()).await?;
    let sheet = Sheet::read(work.reader(), call.id()).await?;
    let rules = rules(&call, act.today)?;
    for one in judged(work.reader(), act.case.id(), &sheet).await? {
        let score = sheet.score(&one.ballots, rules)?;
        for assignment in &one.sheets {
            assignment.write(work, act.db, vec![("state", score::LOCKED.into())]).await?;
        }
        move_proposal(act, work, one.proposal, ProposalStep::CloseReview, &[(SCORE.name, score.mean.to_string())])
            .await?;
    }
    for seat in Seats::read(work.reader(), act.case.id()).await?.in_state(ACCEPTED) {
        seat.write(work, act.db, vec![("state", DONE.into())]).await?;
    }
    Ok(vec![("consensus", act.answers.text(CONSENSUS.name).into())])
}

/// Gives the panel up: experts are told, sheets no longer count, and proposals wait for another panel.
///
/// # Errors
/// What the database says.
pub(super) async fn dissolve(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let of_panel = matching(&ASSIGNMENTS, &[("panel", act.case.id().into())])?;
    let mut proposals = BTreeSet::new();
    for assignment in CaseFile::all(work.reader(), &ASSIGNMENTS, of_panel).await? {
        proposals.extend(assignment.number("proposal"));
        if [score::OPEN, score::GIVEN].contains(&assignment.text("state")) {
            assignment.write(work, act.db, vec![("state", score::CANCELLED.into())]).await?;
        }
    }
    for id in proposals {
        let proposal = CaseFile::read(work.reader(), &PROPOSALS, id).await?;
        if proposal.text("stage") == ProposalStage::InReview.label() {
            move_proposal(act, work, id, ProposalStep::Recall, &[]).await?;
        }
    }
    let seats = Seats::read(work.reader(), act.case.id()).await?;
    let asked: Vec<&CaseFile> = seats.in_state(INVITED).chain(seats.in_state(ACCEPTED)).collect();
    for seat in &asked {
        seat.write(work, act.db, vec![("state", CANCELLED.into())]).await?;
    }
    tell(act, work, &Seats::persons(asked), "评审取消：评审组已解散，不再需要您评审").await?;
    Ok(Vec::new())
}

/// Reminds the experts whose answer or sheet is awaited.
///
/// # Errors
/// [`Error::Refused`] where none of them has an account, with their names.
pub(super) async fn remind(act: &Act<'_, Panel>, work: &mut Work) -> Result<Vec<Change>> {
    let seats = Seats::read(work.reader(), act.case.id()).await?;
    let assignments = matching(&ASSIGNMENTS, &[("panel", act.case.id().into())])?;
    let assignments = CaseFile::all(work.reader(), &ASSIGNMENTS, assignments).await?;
    let is_awaited = |one: &&CaseFile| match act.from {
        Stage::Discussing => one.text("reopened") == "是" && one.text("discussed") != "是",
        _ => one.text("state") == score::OPEN,
    };
    let late: BTreeSet<i64> = assignments.iter().filter(is_awaited).filter_map(|one| one.number("seat")).collect();
    let awaited: Vec<&CaseFile> =
        seats.0.iter().filter(|seat| seat.text("state") == INVITED || late.contains(&seat.id())).collect();
    let persons = Seats::persons(awaited.iter().copied());
    if accounts_of(work.reader(), &persons).await?.is_empty() {
        let names: Vec<&str> = awaited.iter().map(|seat| seat.linked("expert").trim()).collect();
        return Err(Error::Refused(format!("这些专家没有可用的账号，请电话提醒：{}", names.join("、"))));
    }
    tell(act, work, &persons, "提醒：有评审邀请或评审任务等您处理").await?;
    Ok(Vec::new())
}

async fn tell(act: &Act<'_, Panel>, work: &mut Work, persons: &BTreeSet<i64>, what: &str) -> Result<()> {
    let note = Note {
        subject: format!("{what}（{}）", act.case.linked("call")),
        body: String::new(),
        href: "/projects/review".to_owned(),
    };
    let accounts = accounts_of(work.reader(), persons).await?;
    send(work, act.db, &accounts, &note, act.today).await
}

async fn move_proposal(
    act: &Act<'_, Panel>,
    work: &mut Work,
    id: i64,
    step: ProposalStep,
    typed: &[(&str, String)],
) -> Result<()> {
    let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    let asked = Asked { who: act.who, id, step: step.code(), typed: &typed, seen: None, today: act.today };
    move_case::<Proposal>(work, act.db, &asked).await.map(|_| ())
}
