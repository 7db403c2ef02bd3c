//! The story of a case: the steps that were taken, in order.

use listing::{Alternative, Filter, query};
use procedure::Outline;
use storage::{Reader, Result};
use vocabulary::{Day, Role};

use crate::{CaseFile, EVENTS, case_file::all_by, matching};

/// A step that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The day of that meeting or document.
    pub held_on: Option<Day>,
    /// What else they wrote.
    pub answers: String,
    /// Working days that the stage before had lasted.
    pub spent: i64,
    /// Working days that it lasted beyond its limit.
    pub late: i64,
    /// The last day of the stage before.
    pub due: Option<Day>,
    /// The last day of the stage before as it was first set.
    pub first_due: Option<Day>,
}

fn of_case(subject: &str, record: i64) -> Result<Filter> {
    matching(&EVENTS, &[("subject", subject.into()), ("record", record.into())])
}

/// How many steps a case has behind it.
pub(crate) async fn length(reader: Reader<'_>, subject: &str, record: i64) -> Result<i64> {
    query::count(reader, &EVENTS, &of_case(subject, record)?).await
}

/// The last day of a stage as it was first set when the case came into it for the first time, if it was ever there.
pub(crate) async fn first_due(reader: Reader<'_>, subject: &str, record: i64, stage: &str) -> Result<Option<Day>> {
    let mut filter = of_case(subject, record)?;
    for (name, alternative) in [("from_stage", Alternative::Is(stage.into())), ("first_due_on", Alternative::Filled)] {
        if let Some(column) = EVENTS.column(name) {
            filter = filter.with(column, vec![alternative]);
        }
    }
    let steps = all_by(reader, &EVENTS, filter, Some(("sequence", false))).await?;
    Ok(steps.first().and_then(|step| step.day("first_due_on")))
}

/// The steps of a case, the first first.
///
/// # Errors
/// What the database says.
pub async fn story(reader: Reader<'_>, subject: &str, record: i64) -> Result<Vec<Told>> {
    let steps = all_by(reader, &EVENTS, of_case(subject, record)?, Some(("sequence", false))).await?;
    Ok(steps.iter().map(told).collect())
}

/// A step as it stands in its record.
pub(crate) fn told(step: &CaseFile) -> Told {
    let text = |name: &str| step.text(name).to_owned();
    Told {
        on: step.day("acted_on"),
        // A day that was entered without a time of day is told as a day.
        at: step.text("moment").get(..16).unwrap_or_default().trim_end_matches(" 00:00").to_owned(),
        step: text("step"),
        from: text("from_stage"),
        to: text("to_stage"),
        actor: text("actor"),
        role: text("role"),
        reason: text("reason"),
        minutes: text("minutes"),
        held_on: step.day("held_on"),
        answers: text("answers"),
        spent: step.number("spent").unwrap_or_default(),
        late: step.number("late").unwrap_or_default(),
        due: step.day("due_on"),
        first_due: step.day("first_due_on"),
    }
}

/// The story as the unit of a case reads it: stages by their names for the applicant, of the bureau's steps only those that
/// led on to another such name, without who took them, their minutes, and what was written into them. The reason that
/// somebody gave stays: it is written to the unit.
pub(crate) fn for_unit(story: Vec<Told>, outline: &Outline) -> Vec<Told> {
    let name = |stage: &str| outline.stage(stage).map_or(stage, |stage| stage.for_applicant).to_owned();
    let as_read = |told: Told| {
        let is_own = Role::of_label(&told.role).is_some_and(Role::is_of_unit);
        let (from, to) = (name(&told.from), name(&told.to));
        if is_own {
            return Some(Told { from, to, ..told });
        }
        let blank = String::new;
        let (actor, minutes, answers) = (told.role.clone(), blank(), blank());
        // A step of the house follows one of another case, a ranked list say, whose words are not for the unit.
        let is_of_house = told.role == Role::House.label();
        let (step, reason) = if is_of_house { (to.clone(), blank()) } else { (told.step.clone(), told.reason.clone()) };
        (from != to).then_some(Told { step, from, to, actor, reason, minutes, held_on: None, answers, ..told })
    };
    story.into_iter().filter_map(as_read).collect()
}
