//! A pairing begins: the suggestion with everything it rests on is written down, so that it can be judged later by what was
//! known then.

use cases::{CaseFile, matching};
use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Day;
use web::Who;

use super::{PAIRINGS, procedure::Pairing};
use crate::{ACHIEVEMENTS, DEMANDS, demand, numbering, source::AnswerKind};
use procedure::Word;

/// What a broker suggests.
#[derive(Clone, Debug)]
pub(crate) struct Suggestion {
    pub(crate) kind: AnswerKind,
    pub(crate) record: i64,
    pub(crate) name: String,
    pub(crate) unit: Option<i64>,
    pub(crate) person: Option<i64>,
    pub(crate) points: i64,
    pub(crate) grounds: String,
    pub(crate) objections: String,
}

/// Writes it down, in one transaction.
#[derive(Debug)]
pub(crate) struct Suggest<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) demand: i64,
    pub(crate) suggestion: &'a Suggestion,
    pub(crate) today: Day,
}

impl Deed for Suggest<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        let Suggest { db, who, suggestion, today, .. } = *self;
        let demand = CaseFile::read(work.reader(), &DEMANDS, self.demand).await?;
        if demand.text("stage") != demand::Stage::Open.label() {
            let (name, stage) = (demand.name(), demand.text("stage"));
            return Err(Error::Refused(format!("“{name}”现在是“{stage}”，只有“对接中”的需求可以建议答案")));
        }
        let pair = [
            ("demand", self.demand.into()),
            ("kind", suggestion.kind.label().into()),
            ("record", suggestion.record.into()),
        ];
        if let Some(known) = CaseFile::all(work.reader(), &PAIRINGS, matching(&PAIRINGS, &pair)?).await?.first() {
            let (name, number, stage) = (&suggestion.name, known.text("number"), known.text("stage"));
            return Err(Error::Refused(format!("“{name}”已与这项需求对接过（{number}，{stage}），请看那一条")));
        }
        let today_text = Value::from(today.to_string());
        let filled = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
        let mut values = pair.to_vec();
        values.extend([
            ("number", numbering::next(work.reader(), &PAIRINGS, "DJ", today).await?.into()),
            ("name", suggestion.name.as_str().into()),
            ("unit", suggestion.unit.map_or(Value::Null, Value::from)),
            ("person", suggestion.person.map_or(Value::Null, Value::from)),
            ("points", suggestion.points.into()),
            ("grounds", filled(&suggestion.grounds)),
            ("objections", filled(&suggestion.objections)),
            ("responsible", who.name.as_str().into()),
            ("suggested_on", today_text.clone()),
        ]);
        let id = cases::open_case::<Pairing>(work, db, who, values, today).await?;
        if suggestion.kind == AnswerKind::Achievement {
            let achievement = CaseFile::read(work.reader(), &ACHIEVEMENTS, suggestion.record).await?;
            if !achievement.has("asked_on") {
                achievement.write(work, db, vec![("asked_on", today_text)]).await?;
            }
        }
        Ok(id)
    }
}
