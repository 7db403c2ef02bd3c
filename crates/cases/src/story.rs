//! The story of a case: the steps that were taken, in order.

use listing::{
    Alternative, Filter,
    query::{self, Wanted},
};
use storage::{Reader, Result, Value};
use vocabulary::Day;

use crate::EVENTS;

/// The most steps of a case that its page tells.
const MOST: usize = 500;

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The day.
    pub on: Option<Day>,
    /// The moment, as `2022-08-07 09:30`.
    pub at: String,
    /// What was done.
    pub step: String,
    /// The stage it led from.
    pub from: String,
    /// The stage it led to.
    pub to: String,
    /// Who did it.
    pub actor: String,
    /// Their role.
    pub role: String,
    /// The reason they gave.
    pub reason: String,
    /// The minutes or document behind it.
    pub minutes: String,
    /// What else they wrote.
    pub answers: String,
    /// Working days that the stage before had lasted.
    pub spent: i64,
    /// Working days that it lasted beyond its limit.
    pub late: i64,
}

fn of_case(subject: &str, record: i64) -> Filter {
    let part = |name: &str, value: Value| EVENTS.column(name).map(|column| (column, vec![Alternative::Is(value)]));
    let parts = [part("subject", subject.into()), part("record", record.into())];
    parts.into_iter().flatten().fold(Filter::default(), |filter, (column, any)| filter.with(column, any))
}

/// How many steps a case has behind it.
pub(crate) async fn length(reader: Reader<'_>, subject: &str, record: i64) -> Result<i64> {
    query::count(reader, &EVENTS, &of_case(subject, record)).await
}

/// The steps of a case, the first first.
///
/// # Errors
/// What the database says.
pub async fn story(reader: Reader<'_>, subject: &str, record: i64) -> Result<Vec<Told>> {
    let columns: Vec<_> = EVENTS.columns.iter().collect();
    let wanted =
        Wanted { filter: of_case(subject, record), sort: Some(("sequence", false)), limit: MOST, ..Wanted::default() };
    let records = query::page(reader, &EVENTS, &columns, &wanted).await?.records;
    Ok(records
        .into_iter()
        .map(|record| {
            let file = crate::CaseFile { listing: &EVENTS, record };
            let text = |name: &str| file.text(name).to_owned();
            Told {
                on: file.day("acted_on"),
                // A day that was entered without a time of day is told as a day.
                at: file.text("moment").get(..16).unwrap_or_default().trim_end_matches(" 00:00").to_owned(),
                step: text("step"),
                from: text("from_stage"),
                to: text("to_stage"),
                actor: text("actor"),
                role: text("role"),
                reason: text("reason"),
                minutes: text("minutes"),
                answers: text("answers"),
                spent: file.number("spent").unwrap_or_default(),
                late: file.number("late").unwrap_or_default(),
            }
        })
        .collect())
}
