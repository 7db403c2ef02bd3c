//! A broker suggests an answer: it is found again, so that what is written down is what was shown.

use cases::CaseFile;
use procedure::Word;
use storage::Error;
use vocabulary::Role;
use web::{Outcome, Visitor, go, typed};

use super::Needle;
use crate::{
    ACHIEVEMENTS, PAIRINGS,
    pairing::{Suggest, Suggestion},
    source::AnswerKind,
};

/// Suggests the answer that a button names.
pub(super) async fn suggest(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let demand = needle.demand(visitor, id).await?;
    visitor.who.require(&[Role::Officer, Role::Head])?;
    let kind = AnswerKind::of_code(typed(pairs, "kind"));
    let (Some(kind), Ok(record)) = (kind, typed(pairs, "record").parse::<i64>()) else {
        return Err(Error::NotFound("没有这个答案。请回到需求页，从按钮操作".to_owned()).into());
    };
    let reader = needle.desk.house.reader();
    let today = needle.today();
    let found = needle.finder.for_demand(reader, &demand, today).await?;
    let mut found: Vec<_> = found.into_iter().filter(|one| one.kind == kind && one.file.id() == record).collect();
    if found.is_empty() && kind == AnswerKind::Achievement {
        // From the page of an achievement, where the demand may rank it below the few that it shows.
        let achievement = CaseFile::read(reader, &ACHIEVEMENTS, record).await?;
        let all = needle.finder.for_achievement(reader, &achievement, today).await?;
        found.extend(all.into_iter().filter(|(of, _)| of.id() == id).map(|(_, one)| one));
    }
    let Some(found) = found.pop() else {
        let name = demand.name();
        return Err(Error::Refused(format!("“{name}”的推荐已经变了，请刷新需求页，按现在的推荐办理")).into());
    };
    let lines = |told: Vec<(String, i64)>| -> String {
        told.iter().map(|(says, points)| format!("{says}（{points:+}）")).collect::<Vec<_>>().join("\n")
    };
    let suggestion = Suggestion {
        kind,
        record,
        name: found.file.name().to_owned(),
        unit: found.unit,
        person: found.person,
        points: found.points(),
        grounds: lines(found.grounds()),
        objections: lines(found.objections()),
    };
    let db = &needle.desk.house.db;
    let suggest = Suggest { db, who: &visitor.who, demand: id, suggestion: &suggestion, today };
    let pairing = db.write(&visitor.actor(), &suggest).await?;
    Ok(go(&format!("{}/{pairing}", PAIRINGS.path)))
}
