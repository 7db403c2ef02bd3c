//! Taking a step: all of it in one transaction, or nothing, with every reason told.

use procedure::{Procedure, Refusal, Word};
use storage::{Db, Deed, Error, Result, Table, Value, Work};
use vocabulary::{Day, Role, WorkingDays};
use web::Who;

use crate::{Act, Answers, CaseFile, Change, EVENTS, Handling, case_file::new_row, message};

/// Who takes which step of which case, when, and with what in its form.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Who takes it.
    pub who: &'a Who,
    /// The case.
    pub id: i64,
    /// The step by its name in addresses.
    pub step: &'a str,
    /// What was typed into its form.
    pub typed: &'a [(String, String)],
    /// The stage in which they saw the case; a case that has moved on since is not touched.
    pub seen: Option<&'a str>,
    /// The day it is.
    pub today: Day,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The case.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// The word of the stage where it now is.
    pub stage: &'static str,
}

/// Takes a step.
///
/// # Errors
/// [`Error::Invalid`] for what its form lacks; [`Error::Refused`] with every guard that does not hold, or because somebody
/// was faster; [`Error::NotFound`] where the case is not there or not for them.
pub async fn take<C: Handling>(db: &Db, asked: &Asked<'_>) -> Result<Taken> {
    db.write(&asked.who.actor(), &Take::<C>::new(db, asked, false)?).await
}

/// Takes a step of one case because a step of another asks for it, in the same transaction. It is a step of the house: the
/// rules say so with [`Role::House`], and the record names whoever took the other step.
///
/// # Errors
/// As [`take`].
pub async fn move_case<C: Handling>(work: &mut Work, db: &Db, asked: &Asked<'_>) -> Result<Taken> {
    Take::<C>::new(db, asked, true)?.done(work).await
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
    let id = open_quietly::<C>(work, db, values, today).await?;
    let case = CaseFile::read(work.reader(), C::LISTING, id).await?;
    let (procedure, stage) = (edition_of::<C>(&case)?, stage_of::<C>(&case)?);
    let asked = Asked { who, id, step: "", typed: &[], seen: None, today };
    message::told_to_the_next(work, db, procedure, &case, stage, &asked).await?;
    Ok(id)
}

/// Opens a case as [`open_case`] does and tells nobody: its time is still to come, and reminders will tell of it.
///
/// # Errors
/// What the database says.
pub async fn open_quietly<C: Handling>(work: &mut Work, db: &Db, mut values: Vec<Change>, today: Day) -> Result<i64> {
    let procedure =
        C::EDITIONS.current().ok_or_else(|| Error::Fault(format!("{} has no procedure", C::LISTING.table)))?;
    values.push(("stage", procedure.start.label().into()));
    values.push(("since", today.to_string().into()));
    values.push(("edition", i64::from(procedure.edition).into()));
    let id = crate::add(work, db, C::LISTING, values).await?;
    let due = due_on::<C>(work, procedure, procedure.start, id, today).await?;
    CaseFile::read(work.reader(), C::LISTING, id).await?.write(work, db, due).await?;
    Ok(id)
}

/// The time limit of the stage that a case has entered. A stage that ends on a day of the case's own looks at the case as it
/// now stands.
async fn due_on<C: Handling>(
    work: &mut Work,
    procedure: &Procedure<C>,
    stage: C::Stage,
    id: i64,
    today: Day,
) -> Result<Vec<Change>> {
    let limit = procedure.stage(stage).and_then(|rule| rule.limit);
    let last = match limit {
        None => None,
        Some(limit) => {
            let case = CaseFile::read(work.reader(), C::LISTING, id).await?;
            let facts = C::facts(work.reader(), &case, today).await?;
            limit.last_day(today, &facts, &WorkingDays::official())
        }
    };
    let day = last.map_or(Value::Null, |day| day.to_string().into());
    Ok(vec![("due_on", day.clone()), ("first_due_on", day)])
}

struct Take<'a, C: Handling> {
    db: &'a Db,
    asked: &'a Asked<'a>,
    step: C::Step,
    /// Whether another case asks for the step.
    is_moved: bool,
    own: &'a Table,
    events: &'a Table,
    calendar: WorkingDays,
}

impl<'a, C: Handling> Take<'a, C> {
    fn new(db: &'a Db, asked: &'a Asked<'a>, is_moved: bool) -> Result<Take<'a, C>> {
        let step = C::Step::of_code(asked.step)
            .ok_or_else(|| Error::NotFound("没有这个步骤。请回到办理页，从按钮操作".to_owned()))?;
        let (own, events) = (db.table(C::LISTING.table)?, db.table(EVENTS.table)?);
        Ok(Take { db, asked, step, is_moved, own, events, calendar: WorkingDays::official() })
    }

    /// The capacity in which the step is taken.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the case is not for whoever asks.
    fn role(&self, procedure: &Procedure<C>, from: C::Stage, case: &CaseFile) -> Result<Role> {
        let who = self.asked.who;
        if self.is_moved {
            return Ok(Role::House);
        }
        match acting_role::<C>(procedure, self.step, from, who) {
            Some(Role::House) => Ok(Role::House),
            Some(role) if who.is_open_house || C::is_for(case, who) => Ok(role),
            _ => {
                let (title, id) = (C::LISTING.title, self.asked.id);
                Err(Error::NotFound(format!("{title}中没有编号为 {id} 的记录，可能已被删除")))
            }
        }
    }
}

impl<C: Handling> Deed for Take<'_, C> {
    type Outcome = Taken;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Taken> {
        let asked = self.asked;
        let case = CaseFile::read(work.reader(), C::LISTING, asked.id).await?;
        let procedure = edition_of::<C>(&case)?;
        let from = stage_of::<C>(&case)?;
        if asked.seen.is_some_and(|seen| seen != from.label()) {
            let name = case.name();
            return Err(Error::Refused(format!(
                "“{name}”刚被别人办理过，现在是“{}”。请看过新情况再办理",
                from.label()
            )));
        }
        let role = self.role(procedure, from, &case)?;
        let facts = C::facts(work.reader(), &case, asked.today).await?;
        let rule = procedure
            .judge(self.step, from, role, &facts)
            .map_err(|refusal| refused(&case, self.step.label(), from.label(), refusal))?;
        let answers = Answers::read(&rule.fields(), asked.typed).map_err(Error::Invalid)?;
        let act = Act {
            who: asked.who,
            case: &case,
            facts: &facts,
            step: self.step,
            from,
            to: rule.to,
            answers: &answers,
            today: asked.today,
            db: self.db,
        };
        let mut changes = C::effects(&act, work).await?;
        if rule.to != from {
            changes.push(("stage", rule.to.label().into()));
            changes.push(("since", asked.today.to_string().into()));
        }
        let before = case.row();
        let after = work.update(self.own, &before, &case.placed(changes)?).await?;
        if rule.to != from {
            let due = due_on::<C>(work, procedure, rule.to, asked.id, asked.today).await?;
            work.update(self.own, &after, &case.placed(due)?).await?;
        }
        self.record(work, &act, role).await?;
        if rule.to != from {
            message::told_to_the_next(work, self.db, procedure, &case, rule.to, asked).await?;
        }
        Ok(Taken { id: asked.id, name: case.name().to_owned(), stage: rule.to.label() })
    }
}

impl<C: Handling> Take<'_, C> {
    async fn record(&self, work: &mut Work, act: &Act<'_, C>, role: Role) -> Result<()> {
        let sequence = crate::story::length(work.reader(), C::LISTING.table, act.case.id()).await? + 1;
        let since = act.case.day("since").unwrap_or(act.today);
        let spent = self.calendar.between(since, act.today).max(0);
        let late = act.case.day("due_on").map_or(0, |due| self.calendar.between(due, act.today).max(0));
        let (name, actor) = told_of(act, role);
        let row = new_row(
            &EVENTS,
            vec![
                ("title", C::LISTING.title.into()),
                ("name", name.into()),
                ("step", act.step.label().into()),
                ("from_stage", act.from.label().into()),
                ("to_stage", act.to.label().into()),
                ("actor", actor.into()),
                ("role", role.label().into()),
                ("acted_on", act.today.to_string().into()),
                ("spent", i64::from(spent).into()),
                ("late", i64::from(late).into()),
                ("reason", filled(act.answers.text("reason"))),
                ("minutes", filled(act.answers.text("minutes"))),
                ("held_on", filled(act.answers.text("held_on"))),
                ("answers", filled(&act.answers.told())),
                ("moment", work.moment().into()),
                ("edition", act.case.number("edition").unwrap_or_default().into()),
                ("subject", C::LISTING.table.into()),
                ("record", act.case.id().into()),
                ("sequence", sequence.into()),
            ],
        )?;
        work.insert(self.events, vec![row]).await.map(|_| ())
    }
}

/// What the record of a step calls the case and whoever took it. The record is open to the whole bureau, so of a case
/// that is its owner's alone afterwards it tells the number and the role; the history keeps the rest.
fn told_of<C: Handling>(act: &Act<'_, C>, role: Role) -> (String, String) {
    if !C::LISTING.withholds(act.to.label()) {
        return (act.case.name().to_owned(), act.who.actor());
    }
    let key = C::LISTING.key.first().map_or("", |key| act.case.text(key));
    (key.to_owned(), role.label().to_owned())
}

fn filled(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// The edition of the procedure by which a case moves.
pub(crate) fn edition_of<C: Handling>(case: &CaseFile) -> Result<&'static Procedure<C>> {
    let edition = case.number("edition").and_then(|edition| u16::try_from(edition).ok());
    edition
        .and_then(|edition| C::EDITIONS.of(edition))
        .ok_or_else(|| Error::Fault(format!("{} {} has an unknown edition", C::LISTING.table, case.id())))
}

/// The stage of a case.
pub(crate) fn stage_of<C: Handling>(case: &CaseFile) -> Result<C::Stage> {
    C::Stage::of_label(case.text("stage"))
        .ok_or_else(|| Error::Fault(format!("{} {} is in no known stage", C::LISTING.table, case.id())))
}

/// The capacity in which somebody takes a step; nothing for the public. In a house without accounts whoever sits there
/// acts as the one who may.
pub(crate) fn acting_role<C: Handling>(
    procedure: &Procedure<C>,
    step: C::Step,
    from: C::Stage,
    who: &Who,
) -> Option<Role> {
    if who.is_open_house {
        let rule = procedure.out_of(from).find(|rule| rule.step == step);
        return Some(rule.and_then(|rule| rule.by.first()).copied().unwrap_or(Role::Officer));
    }
    who.role
}

/// A refusal as an error, with everything that stands in the way.
fn refused(case: &CaseFile, step: &str, stage: &str, refusal: Refusal) -> Error {
    let name = case.name();
    match refusal {
        Refusal::NotFromHere => {
            Error::Refused(format!("“{name}”现在是“{stage}”，不能“{step}”。请刷新页面，按现在的状态办理"))
        }
        Refusal::NotYours(roles) => {
            let roles: Vec<&str> = roles.iter().map(|role| role.label()).collect();
            Error::Forbidden(format!("“{step}”由{}办理", roles.join("、")))
        }
        Refusal::Unmet(unmet) => {
            let said: Vec<String> = unmet.iter().map(|one| told(&one.why, &one.next)).collect();
            Error::Refused(said.join("\n"))
        }
    }
}

/// A guard's two sentences as one text.
fn told(why: &str, next: &str) -> String {
    if next.is_empty() { why.to_owned() } else { format!("{why}。{next}") }
}
