//! What the steps of a proposal change besides its stage.

use cases::{Act, CaseFile, Change, new_row};
use storage::{Error, Result, Value, Work};
use vocabulary::{MoneyUnit::WanYuan, WorkingDays, parse_scaled};

use super::{
    PROPOSALS, Stage, Step, VERSIONS,
    content::Content,
    facts::call_of,
    procedure::{GRANTED, Proposal, SCORE},
    snapshot::Snapshot,
};
use crate::rows::{all, is, where_all};

/// The highest score, in hundredths of a point.
const FULL_SCORE: i64 = 10_000;

/// Handed in: the day, and a version with everything as it is now. What is mended keeps the day on which it came in first.
pub(super) async fn handed_in(act: &Act<'_, Proposal>, work: &mut Work) -> Result<Vec<Change>> {
    let case = act.case;
    let call = call_of(work.reader(), case).await?;
    let content = Content::read(work.reader(), case.id(), call.id()).await?;
    let version = case.number("version").unwrap_or_default() + 1;
    let today = Value::from(act.today.to_string());
    let row = new_row(
        &VERSIONS,
        vec![
            ("proposal", case.id().into()),
            ("version", version.into()),
            ("submitted_on", today.clone()),
            ("submitted_by", act.who.actor().into()),
            ("content", Snapshot::of(case, &content).to_json().into()),
        ],
    )?;
    work.insert(act.db.table(VERSIONS.table)?, vec![row]).await?;
    let first = case.day("submitted_on").map_or(today, |day| day.to_string().into());
    Ok(vec![("submitted_on", first), ("version", version.into())])
}

/// The formal check has ended so.
pub(super) fn checked(act: &Act<'_, Proposal>, outcome: &str) -> Vec<Change> {
    let since = act.case.day("submitted_on").unwrap_or(act.today);
    let days = WorkingDays::official().between(since, act.today).max(0);
    vec![
        ("checked_on", act.today.to_string().into()),
        ("check_outcome", outcome.into()),
        ("check_days", i64::from(days).into()),
    ]
}

/// The panel's score.
pub(super) fn scored(act: &Act<'_, Proposal>) -> Result<Vec<Change>> {
    let score =
        parse_scaled(act.answers.text(SCORE.name), 2).map_err(|wrong| Error::invalid(SCORE.name, wrong.said))?;
    if !(0..=FULL_SCORE).contains(&score) {
        return Err(Error::invalid(SCORE.name, "评审得分应在 0 至 100 之间"));
    }
    Ok(vec![("score", score.into())])
}

/// The grant, which is never more than was asked for.
pub(super) fn granted(act: &Act<'_, Proposal>) -> Result<Vec<Change>> {
    let granted = act.answers.money(GRANTED.name).unwrap_or_default();
    if granted > act.facts.requested {
        let asked = act.facts.requested.exact(WanYuan);
        return Err(Error::invalid(GRANTED.name, format!("立项资助不能超过申请资助 {asked} 万元")));
    }
    Ok(vec![("granted", granted.fen().into())])
}

/// Opens the sealed proposals of a call that has closed, as part of the step that closes it.
///
/// # Errors
/// What the database says.
pub(crate) async fn unseal<C: cases::Handling>(act: &Act<'_, C>, work: &mut Work) -> Result<()> {
    use procedure::Word;
    let sealed = where_all(&PROPOSALS, [("call", is(act.case.id())), ("stage", is(Stage::Sealed.label()))]);
    let sealed: Vec<CaseFile> = all(work.reader(), &PROPOSALS, sealed).await?;
    for proposal in sealed {
        let step = Step::Unseal.code();
        let asked = cases::Asked { who: act.who, id: proposal.id(), step, typed: &[], seen: None, today: act.today };
        cases::move_case::<Proposal>(work, act.db, &asked).await?;
    }
    Ok(())
}
