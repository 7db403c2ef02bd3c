//! Taking a step: all of it in one transaction, or nothing, with every reason told.

use procedure::{Procedure, Refusal, Rule, Span, Word};
use storage::{Db, Deed, Error, Reader, Result, Value, Work};
use vocabulary::{Day, Role, WorkingDays};
use web::Who;

use crate::{
    Act, Answers, CaseFile, Change, EVENTS, Handling,
    begin::{enter, written},
    story,
    tell::{Move, tell_the_next},
};

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
    /// What they saw of the case: its stage, or better its [`mark`]. A case that has moved on since is not touched.
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

/// What somebody sees of a case before they act: its stage and how many steps it has behind it. A case that went away from
/// its stage and came back to it bears another mark.
pub fn mark(stage: &str, steps: i64) -> String {
    format!("{stage}#{steps}")
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

struct Take<'a, C: Handling> {
    db: &'a Db,
    asked: &'a Asked<'a>,
    step: C::Step,
    /// Whether another case asks for the step.
    is_moved: bool,
}

impl<'a, C: Handling> Take<'a, C> {
    fn new(db: &'a Db, asked: &'a Asked<'a>, is_moved: bool) -> Result<Take<'a, C>> {
        let step = C::Step::of_code(asked.step)
            .ok_or_else(|| Error::NotFound("没有这个步骤。请回到办理页，从按钮操作".to_owned()))?;
        Ok(Take { db, asked, step, is_moved })
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

    /// Refuses whoever saw the case before it moved on, and says who was faster: by name to those who read the whole story
    /// of the case, by role to its unit.
    async fn refuse_late_comer(
        &self,
        reader: Reader<'_>,
        case: &CaseFile,
        from: C::Stage,
        steps: i64,
        says: &str,
    ) -> Result<()> {
        let Some(seen) = self.asked.seen else { return Ok(()) };
        let is_as_seen = seen == from.label() || seen == mark(from.label(), steps);
        if is_as_seen {
            return Ok(());
        }
        let last = story::story(reader, C::LISTING.table, case.id()).await?.pop().unwrap_or_default();
        let by = match self.asked.who.is_of_bureau() {
            true => format!("{}已“{}”", last.actor, last.step),
            false => format!("{}已办", last.role),
        };
        let name = case.name();
        Err(Error::Refused(format!("“{name}”刚被别人办理过：{by}，现在是“{says}”。请看过新情况再办理")))
    }

    /// Writes what a step changes in the case itself, and returns the case as it then stands. Effects may have written to
    /// it as well; moved it they must not have.
    async fn change(
        &self,
        work: &mut Work,
        procedure: &Procedure<C>,
        act: &Act<'_, C>,
        mut changes: Vec<Change>,
    ) -> Result<CaseFile> {
        let (id, today) = (self.asked.id, self.asked.today);
        let now = CaseFile::read(work.reader(), C::LISTING, id).await?;
        if stage_of::<C>(&now)? != act.from {
            return Err(Error::Fault(format!("{} {id} moved within its own step {:?}", C::LISTING.table, self.step)));
        }
        let limit = procedure.stage(act.to).and_then(|rule| rule.limit).filter(|_| act.to != act.from);
        let has_its_day = limit.is_some_and(|limit| matches!(limit.span, Span::Until { .. }));
        if act.to != act.from {
            changes.push(("stage", act.to.label().into()));
            changes.push(("since", today.to_string().into()));
            if !has_its_day {
                let due = limit.and_then(|limit| limit.last_day(today, act.facts, &WorkingDays::official()));
                changes.extend([("due_on", written(due)), ("first_due_on", written(due))]);
            }
        }
        let table = self.db.table(C::LISTING.table)?;
        work.update(table, &now.row(), &now.placed(changes)?).await?;
        match has_its_day {
            // Only the case as it now stands says which day.
            true => enter(work, self.db, procedure, act.to, id, today).await,
            false => CaseFile::read(work.reader(), C::LISTING, id).await,
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
        let role = self.role(procedure, from, &case)?;
        let steps = story::length(work.reader(), C::LISTING.table, asked.id).await?;
        let is_applicant = asked.who.role.is_some_and(Role::is_of_unit);
        let known = procedure.stage(from).filter(|_| is_applicant);
        let says = known.map_or(from.label(), |rule| rule.for_applicant);
        self.refuse_late_comer(work.reader(), &case, from, steps, says).await?;
        let facts = C::facts(work.reader(), &case, asked.today).await?;
        let judged = procedure.judge(self.step, from, role, &facts);
        // Where a guard fails it says more than that the step is not the right one.
        let fits = |rule: &&Rule<C>| C::fits(rule.step, &facts);
        let judged = judged.and_then(|rule| Some(rule).filter(fits).ok_or(Refusal::NotFromHere));
        let rule = judged.map_err(|refusal| refused(&case, self.step.label(), says, refusal))?;
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
        let changes = C::effects(&act, work).await?;
        let after = self.change(work, procedure, &act, changes).await?;
        record(work, &act, role, steps + 1).await?;
        if rule.to != from {
            let moved = Move { who: asked.who, from: Some(from), to: rule.to, today: asked.today };
            tell_the_next(work, self.db, procedure, &after, &moved).await?;
        }
        Ok(Taken { id: asked.id, name: after.name().to_owned(), stage: rule.to.label() })
    }
}

/// Writes the step into the record of steps.
async fn record<C: Handling>(work: &mut Work, act: &Act<'_, C>, role: Role, sequence: i64) -> Result<()> {
    let (case, today) = (act.case, act.today);
    let calendar = WorkingDays::official();
    let spent = calendar.between(case.day("since").unwrap_or(today), today).max(0);
    let late = case.day("due_on").map_or(0, |due| calendar.between(due, today));
    let (name, actor) = told_of(act, role);
    let values = vec![
        ("title", C::LISTING.title.into()),
        ("name", name.into()),
        ("step", act.step.label().into()),
        ("from_stage", act.from.label().into()),
        ("to_stage", act.to.label().into()),
        ("actor", actor.into()),
        ("role", role.label().into()),
        ("acted_on", today.to_string().into()),
        ("spent", i64::from(spent).into()),
        ("late", if late > 0 { i64::from(late).into() } else { Value::Null }),
        ("reason", filled(act.answers.text("reason"))),
        ("minutes", filled(act.answers.text("minutes"))),
        ("held_on", filled(act.answers.text("held_on"))),
        ("answers", filled(&act.answers.told())),
        ("moment", work.moment().into()),
        ("due_on", filled(case.text("due_on"))),
        ("first_due_on", filled(case.text("first_due_on"))),
        ("edition", case.number("edition").unwrap_or_default().into()),
        ("account", act.who.account.map_or(Value::Null, Value::Int)),
        ("subject", C::LISTING.table.into()),
        ("record", case.id().into()),
        ("sequence", sequence.into()),
    ];
    crate::add(work, act.db, &EVENTS, values).await.map(|_| ())
}

/// What the record of a step calls the case and whoever took it. The record is open to the whole bureau, so of a case
/// that is its owner's alone afterwards it tells the number and the role; the history keeps the rest.
fn told_of<C: Handling>(act: &Act<'_, C>, role: Role) -> (String, String) {
    if !C::LISTING.withholds(act.to.label()) {
        return (act.case.name().to_owned(), act.who.actor());
    }
    let number = C::LISTING.key.first().map(|key| act.case.text(key)).filter(|number| !number.is_empty());
    (number.map_or_else(|| format!("#{}", act.case.id()), str::to_owned), role.label().to_owned())
}

fn filled(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

/// The edition of the procedure by which a case moves.
///
/// # Errors
/// [`Error::Refused`] for one that the house does not have: a sheet may say anything.
pub(crate) fn edition_of<C: Handling>(case: &CaseFile) -> Result<&'static Procedure<C>> {
    let edition = case.number("edition").unwrap_or_default();
    let known = u16::try_from(edition).ok().and_then(|edition| C::EDITIONS.of(edition));
    known.ok_or_else(|| {
        let name = case.name();
        Error::Refused(format!("“{name}”按 {edition} 年版的程序办理，系统中没有这一版。请核对导入的“程序版本”"))
    })
}

/// The stage of a case.
pub(crate) fn stage_of<C: Handling>(case: &CaseFile) -> Result<C::Stage> {
    C::Stage::of_label(case.text("stage"))
        .ok_or_else(|| Error::Fault(format!("{} {} is in no known stage", C::LISTING.table, case.id())))
}

/// The capacity in which somebody takes a step; nothing for the public. In a house without accounts whoever sits there
/// acts as the one who may, but never as the house itself.
pub(crate) fn acting_role<C: Handling>(
    procedure: &Procedure<C>,
    step: C::Step,
    from: C::Stage,
    who: &Who,
) -> Option<Role> {
    if who.is_open_house {
        let rule = procedure.out_of(from).find(|rule| rule.step == step);
        let people = rule.and_then(|rule| rule.by.iter().copied().find(|role| *role != Role::House));
        return Some(people.unwrap_or(Role::Officer));
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
