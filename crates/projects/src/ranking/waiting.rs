//! The proposals that wait for a ranked list.

use cases::Change;
use listing::{
    Filter, Record,
    query::{self, Wanted},
};
use procedure::Word;
use storage::{Reader, Result, Value};
use vocabulary::{Day, Money};

use super::order::Standing;
use crate::{
    PROPOSALS,
    proposal::Stage,
    rows::{is, one_of, where_all},
};

/// The stages in which a proposal can come onto a list: judged, or kept in reserve by a list that is out.
const WAITING: [Stage; 2] = [Stage::Reviewed, Stage::Reserved];

/// Whether a proposal whose stage has this word can come onto a list.
pub(super) fn is_waiting(stage: &str) -> bool {
    WAITING.iter().any(|waiting| waiting.label() == stage)
}

/// A proposal that can come onto a list.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) id: i64,
    pub(super) number: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) requested: Option<Money>,
    /// Hundredths of a point.
    score: Option<i64>,
    submitted_on: Option<Day>,
}

/// How many proposals are read at a time.
const AT_ONCE: usize = 5_000;

/// The proposals of a call that wait for a list, as a filter.
fn of_call(call: i64) -> Filter {
    where_all(&PROPOSALS, [("call", is(call)), ("stage", one_of(&WAITING.map(Word::label)))])
}

/// How many proposals of a call wait for a list.
///
/// # Errors
/// What the database says.
pub(super) async fn count_waiting(reader: Reader<'_>, call: i64) -> Result<i64> {
    query::count(reader, &PROPOSALS, &of_call(call)).await
}

/// The proposals of a call that wait for a list. Of each only a few columns are read: their texts are long, and there may
/// be thousands.
///
/// # Errors
/// What the database says.
pub(super) async fn waiting(reader: Reader<'_>, call: i64) -> Result<Vec<Waiting>> {
    let columns: Vec<_> = Waiting::COLUMNS.iter().filter_map(|name| PROPOSALS.column(name)).collect();
    let mut wanted = Wanted { filter: of_call(call), limit: AT_ONCE, ..Wanted::default() };
    let mut all = Vec::new();
    loop {
        let page = query::page(reader, &PROPOSALS, &columns, &wanted).await?;
        all.extend(page.records.into_iter().map(Waiting::of));
        match page.after {
            Some(after) => wanted.after = Some(after),
            None => return Ok(all),
        }
    }
}

impl Waiting {
    /// The columns that are read.
    const COLUMNS: [&str; 5] = ["number", "unit", "requested", "score", "submitted_on"];

    /// What was read of those columns, in their order.
    fn of(record: Record) -> Waiting {
        let mut cells = record.cells.into_iter();
        let mut next = || cells.next().unwrap_or_default();
        Waiting {
            id: record.id,
            name: record.name,
            number: next().value.text().unwrap_or_default().to_owned(),
            unit: next().name.unwrap_or_default(),
            requested: next().value.int().map(Money::from_fen),
            score: next().value.int(),
            submitted_on: next().value.text().and_then(|text| Day::parse(text).ok()),
        }
    }

    /// What is compared of it.
    pub(super) fn standing(&self) -> Standing {
        Standing { proposal: self.id, score: self.score, submitted_on: self.submitted_on }
    }

    /// What stands in its line on a list, but for the disposition.
    pub(super) fn line(&self, ranking: i64, place: i64) -> Vec<Change> {
        vec![
            ("ranking", ranking.into()),
            ("place", place.into()),
            ("proposal", self.id.into()),
            ("score", self.score.map_or(Value::Null, Value::from)),
        ]
    }
}
