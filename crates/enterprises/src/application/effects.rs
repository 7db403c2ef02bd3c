//! What the steps of an application change: the line of the filing that figures count, and the certificate.

use cases::{Act, CaseFile, Change, add, matching};
use storage::{Result, Value, Work};
use vocabulary::WorkingDays;

use super::{
    certificate, facts,
    procedure::{Application, DOCUMENT},
};
use crate::{HNTE_FILINGS, incubation, named, parameters};

/// The results of a filing.
const WAITING: &str = "评审中";
const PASSED: &str = "通过";
const FAILED: &str = "未通过";

/// It was handed in: the self-check stays as it was on that day.
pub(super) async fn submitted(act: &Act<'_, Application>, work: &mut Work) -> Result<Vec<Change>> {
    let filed_on = Value::from(act.today.to_string());
    tell(act, work, vec![("result", WAITING.into()), ("filed_on", filed_on.clone())]).await?;
    let mut changes = vec![("filed_on", filed_on)];
    if let Some((answer, least, most)) = act.facts.verdict {
        changes.push(("verdict", answer.label().into()));
        changes.push(("score_least", i64::from(least).into()));
        changes.push(("score_most", i64::from(most).into()));
    }
    Ok(changes)
}

/// It was recommended.
pub(super) async fn recommended(act: &Act<'_, Application>, work: &mut Work) -> Result<Vec<Change>> {
    let day = Value::from(act.today.to_string());
    tell(act, work, vec![("result", WAITING.into()), ("recommended_on", day.clone())]).await?;
    Ok(vec![("recommended_on", day), ("document", act.answers.text(DOCUMENT.name).into())])
}

/// It is on notice, from the day of the superior's publication on.
pub(super) fn announced(act: &Act<'_, Application>) -> Result<Vec<Change>> {
    let posted = named::past_day(act.answers.day("held_on"), "held_on", act.today)?;
    let last = WorkingDays::official().after(posted, parameters::NOTICE_DAYS);
    Ok(vec![("notice_until", last.to_string().into())])
}

/// It has its certificate, and leaves the pool.
pub(super) async fn certified(act: &Act<'_, Application>, work: &mut Work) -> Result<Vec<Change>> {
    let certificate = certificate::of(act, work).await?;
    tell(act, work, vec![("result", PASSED.into())]).await?;
    incubation::graduate(work, act.db, act.who, act.case.number("enterprise").unwrap_or_default(), act.today).await?;
    Ok(vec![("certificate", certificate.into())])
}

/// It came to nothing, and why.
pub(super) async fn ended(act: &Act<'_, Application>, work: &mut Work, why: &str) -> Result<Vec<Change>> {
    if act.case.has("filed_on") {
        tell(act, work, vec![("result", FAILED.into()), ("note", why.into())]).await?;
    }
    Ok(vec![("outcome", why.into())])
}

/// Writes to the line of the filing, which a sheet may have brought already: the result is what the case says, all else is
/// only filled in where nothing stands.
async fn tell(act: &Act<'_, Application>, work: &mut Work, changes: Vec<Change>) -> Result<()> {
    let batch = facts::batch_of(work.reader(), act.case).await?;
    let year = batch.number("year").unwrap_or_default();
    let mut row: Vec<Change> = vec![
        ("enterprise", act.case.number("enterprise").unwrap_or_default().into()),
        ("year", year.into()),
        ("batch", batch.text("batch").into()),
    ];
    let found = CaseFile::all(work.reader(), &HNTE_FILINGS, matching(&HNTE_FILINGS, &row)?).await?.into_iter().next();
    match found {
        Some(filing) => {
            let is_new = |(name, _): &Change| *name == "result" || !filing.has(name);
            filing.write(work, act.db, changes.into_iter().filter(is_new).collect()).await
        }
        None => {
            row.extend(["kind", "field"].map(|name| (name, act.case.text(name).into())));
            row.push(("filed_on", act.case.text("filed_on").into()));
            row.retain(|(_, value)| *value != Value::from(""));
            row.extend(changes);
            add(work, act.db, &HNTE_FILINGS, row).await.map(|_| ())
        }
    }
}
