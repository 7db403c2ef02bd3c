//! What the steps of an evaluation change: the entry that figures count.

use cases::{Act, CaseFile, Change, add, matching};
use storage::{Error, Problem, Result, Value, Work};
use vocabulary::WorkingDays;

use super::procedure::{BATCH, Evaluation, NUMBER, NUMBERED_ON};
use crate::{TSME_ENTRIES, named, parameters};

/// How many characters a number has: year, region, a mark and the rest (国科发火〔2018〕11号).
const NUMBER_LENGTH: usize = 18;

/// It was handed in.
pub(super) async fn submitted(act: &Act<'_, Evaluation>, work: &mut Work) -> Result<Vec<Change>> {
    let filed_on = Value::from(act.today.to_string());
    let score = act.facts.verdict.map_or(Value::Null, |(_, score)| i64::from(score).into());
    tell(act, work, vec![("filed_on", filed_on.clone()), ("score", score.clone())]).await?;
    let verdict = act.facts.verdict.map_or(Value::Null, |(answer, _)| answer.label().into());
    Ok(vec![("filed_on", filed_on), ("score", score), ("verdict", verdict)])
}

/// It is on notice.
pub(super) fn announced(act: &Act<'_, Evaluation>) -> Result<Vec<Change>> {
    let posted = named::past_day(act.answers.day("held_on"), "held_on", act.today)?;
    let last = WorkingDays::official().after(posted, parameters::NOTICE_DAYS);
    Ok(vec![("notice_until", last.to_string().into()), ("batch", act.answers.text(BATCH.name).into())])
}

/// It has its number.
pub(super) async fn numbered(act: &Act<'_, Evaluation>, work: &mut Work) -> Result<Vec<Change>> {
    let number = act.answers.text(NUMBER.name).to_owned();
    let day = named::past_day(act.answers.day(NUMBERED_ON.name), NUMBERED_ON.name, act.today)?;
    let mut problems = Vec::new();
    let mut tell_number = |sentence: String| problems.push(Problem { place: NUMBER.name.to_owned(), sentence });
    let year = act.case.number("year").unwrap_or_default().to_string();
    if number.chars().count() != NUMBER_LENGTH {
        tell_number(format!("入库登记编号应为 {NUMBER_LENGTH} 位，现为 {} 位", number.chars().count()));
    } else if !number.starts_with(&year) {
        tell_number(format!("编号前四位应为评价年度 {year}"));
    }
    let same = matching(&TSME_ENTRIES, &[("number", number.as_str().into())])?;
    let taken = CaseFile::all(work.reader(), &TSME_ENTRIES, same).await?;
    if let Some(other) = taken.iter().find(|one| one.number("enterprise") != act.case.number("enterprise")) {
        tell_number(format!("{number} 已登记给{}，请核对编号", other.linked("enterprise")));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let number = Value::from(number);
    let entry = vec![
        ("number", number.clone()),
        ("numbered_on", day.to_string().into()),
        ("batch", act.case.text("batch").into()),
    ];
    tell(act, work, entry).await?;
    Ok(vec![("number", number)])
}

/// The number holds no longer.
pub(super) async fn revoked(act: &Act<'_, Evaluation>, work: &mut Work) -> Result<Vec<Change>> {
    let day = named::past_day(act.answers.day("held_on"), "held_on", act.today)?;
    tell(act, work, vec![("revoked_on", day.to_string().into())]).await?;
    Ok(vec![("outcome", act.answers.text("reason").into())])
}

/// Writes to the entry, which a sheet may have brought already: what stands there stays.
async fn tell(act: &Act<'_, Evaluation>, work: &mut Work, changes: Vec<Change>) -> Result<()> {
    let key = ["enterprise", "year"].map(|name| (name, Value::from(act.case.number(name).unwrap_or_default())));
    let found = CaseFile::all(work.reader(), &TSME_ENTRIES, matching(&TSME_ENTRIES, &key)?).await?;
    match found.first() {
        Some(entry) => {
            let missing = changes.into_iter().filter(|(name, _)| !entry.has(name)).collect();
            entry.write(work, act.db, missing).await
        }
        None => add(work, act.db, &TSME_ENTRIES, key.into_iter().chain(changes).collect()).await.map(|_| ()),
    }
}
