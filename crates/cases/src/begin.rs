//! How a case begins, and how it enters a stage: since when it is there, until when, and who hears of it.

use std::marker::PhantomData;

use listing::records::{self, Typed};
use procedure::{Procedure, Span, Word};
use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::{Day, WorkingDays};
use web::Who;

use crate::{
    CaseFile, Change, Handling, story,
    tell::{Move, tell_the_next},
};

/// Begins a case as a form would: what was typed, with what the house itself writes into the columns that no form may
/// write. All of it is one transaction, so that no two cases get the same number.
///
/// # Errors
/// [`Error::Invalid`] for what the form lacks; [`Error::Refused`] where none can be begun.
pub async fn begin<C: Handling>(db: &Db, who: &Who, typed: &Typed, today: Day) -> Result<i64> {
    db.write(&who.actor(), &Begin::<C> { db, who, typed, today, kind: PhantomData }).await
}

struct Begin<'a, C> {
    db: &'a Db,
    who: &'a Who,
    typed: &'a Typed,
    today: Day,
    kind: PhantomData<fn() -> C>,
}

impl<C: Handling> Deed for Begin<'_, C> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        let (db, who, today) = (self.db, self.who, self.today);
        let procedure = current::<C>()?;
        let mut all = C::beginning(work.reader(), who, self.typed, today).await?;
        all.extend(first_columns::<C>(today)?);
        let by_step = |name: &str| C::LISTING.column(name).is_some_and(|column| column.by_step);
        all.extend(self.typed.iter().filter(|(name, _)| !by_step(name)).cloned());
        let id = records::insert(work, db, C::LISTING, &all).await?;
        let case = enter(work, db, procedure, procedure.start, id, today).await?;
        C::begun(work, db, who, &case, today).await?;
        tell_the_next(work, db, procedure, &case, &Move { who, from: None, to: procedure.start, today }).await?;
        Ok(id)
    }
}

/// Opens a case because a step of another asks for it, in the same transaction: these values, at the start of the current
/// edition, with its time limit. Those who can act are told.
///
/// # Errors
/// What the database says.
pub async fn open_case<C: Handling>(
    work: &mut Work,
    db: &Db,
    who: &Who,
    values: Vec<Change>,
    today: Day,
) -> Result<i64> {
    let (procedure, case) = opened::<C>(work, db, values, today).await?;
    tell_the_next(work, db, procedure, &case, &Move { who, from: None, to: procedure.start, today }).await?;
    Ok(case.id())
}

/// Opens a case as [`open_case`] does and tells nobody: its time is still to come, and reminders will tell of it.
///
/// # Errors
/// What the database says.
pub async fn open_quietly<C: Handling>(work: &mut Work, db: &Db, values: Vec<Change>, today: Day) -> Result<i64> {
    opened::<C>(work, db, values, today).await.map(|(_, case)| case.id())
}

async fn opened<C: Handling>(
    work: &mut Work,
    db: &Db,
    mut values: Vec<Change>,
    today: Day,
) -> Result<(&'static Procedure<C>, CaseFile)> {
    let procedure = current::<C>()?;
    values.push(("stage", procedure.start.label().into()));
    values.push(("since", today.to_string().into()));
    values.push(("edition", i64::from(procedure.edition).into()));
    let id = crate::add(work, db, C::LISTING, values).await?;
    Ok((procedure, enter(work, db, procedure, procedure.start, id, today).await?))
}

/// The edition under which cases begin now.
fn current<C: Handling>() -> Result<&'static Procedure<C>> {
    C::EDITIONS.current().ok_or_else(|| Error::Fault(format!("{} has no procedure", C::LISTING.table)))
}

/// What stands in the columns of every case when it begins, as a form would write it.
fn first_columns<C: Handling>(today: Day) -> Result<Vec<(String, String)>> {
    let procedure = current::<C>()?;
    let texts = [
        ("stage", procedure.start.label().to_owned()),
        ("since", today.to_string()),
        ("edition", procedure.edition.to_string()),
    ];
    Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
}

/// Writes the time limit of the stage that a case has entered, and returns the case as it then stands.
///
/// A limit in working days, days or months begins anew each time. A day of the case's own does not: who comes back into
/// such a stage finds the day that was set first, so that neither an extension nor a return hides it.
pub(crate) async fn enter<C: Handling>(
    work: &mut Work,
    db: &Db,
    procedure: &Procedure<C>,
    stage: C::Stage,
    id: i64,
    today: Day,
) -> Result<CaseFile> {
    let case = CaseFile::read(work.reader(), C::LISTING, id).await?;
    let (mut due, mut first) = (None, None);
    if let Some(limit) = procedure.stage(stage).and_then(|rule| rule.limit) {
        let facts = C::facts(work.reader(), &case, today).await?;
        due = limit.last_day(today, &facts, &WorkingDays::official());
        first = due;
        if matches!(limit.span, Span::Until { .. }) {
            first = story::first_due(work.reader(), C::LISTING.table, id, stage.label()).await?.or(due);
        }
    }
    case.write(work, db, vec![("due_on", written(due)), ("first_due_on", written(first))]).await?;
    CaseFile::read(work.reader(), C::LISTING, id).await
}

/// A day as a row keeps it.
pub(crate) fn written(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| day.to_string().into())
}
