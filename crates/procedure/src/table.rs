//! The table of a procedure and what it answers: what somebody may do now, what stands in the way, and until when.

use std::fmt::Debug;

use vocabulary::{Day, Role, WorkingDays};

use crate::{Limit, Rule, Span, Verdict, Word};

/// A kind of case: its stages, its steps, and what its guards look at.
pub trait Case: Sized + Debug + 'static {
    /// Where a case can be.
    type Stage: Word;
    /// What can be done with it.
    type Step: Word;
    /// What guards look at: the case, what belongs to it, and the day it is.
    type Facts: Debug + Send + Sync + 'static;
}

/// What the table says of a stage.
#[derive(Debug)]
pub struct StageRule<C: Case> {
    /// The stage.
    pub stage: C::Stage,
    /// Its name for the applicant; its own word is the officer's.
    pub for_applicant: &'static str,
    /// How long a case may stay in it.
    pub limit: Option<Limit<C::Facts>>,
    /// Whose form is open in it.
    pub editors: &'static [Role],
    /// Whether the case ends here.
    pub ends: bool,
}

/// A stage that the applicant knows by this name.
pub const fn stage<C: Case>(stage: C::Stage, for_applicant: &'static str) -> StageRule<C> {
    StageRule { stage, for_applicant, limit: None, editors: &[], ends: false }
}

impl<C: Case> StageRule<C> {
    /// A case may stay in it so long. Those who can act are reminded three working days before, and the head of the
    /// section hears of it from the first day beyond.
    pub const fn within(self, span: Span<C::Facts>) -> StageRule<C> {
        StageRule { limit: Some(Limit { span, remind: 3, escalates_to: Role::Head }), ..self }
    }

    /// Somebody else hears of it when it stays longer.
    pub const fn escalates_to(self, role: Role) -> StageRule<C> {
        match self.limit {
            Some(limit) => StageRule { limit: Some(Limit { escalates_to: role, ..limit }), ..self },
            None => self,
        }
    }

    /// Its form is open to these roles.
    pub const fn edited_by(self, editors: &'static [Role]) -> StageRule<C> {
        StageRule { editors, ..self }
    }

    /// The case ends here.
    pub const fn end(self) -> StageRule<C> {
        StageRule { ends: true, ..self }
    }
}

/// An edition of a procedure. A case finishes under the edition with which it began.
#[derive(Debug)]
pub struct Procedure<C: Case> {
    /// Its name, as in `docs/procedures/project-proposal.md`.
    pub name: &'static str,
    /// Its title, as people call it.
    pub title: &'static str,
    /// What it is and which regulation it follows, in a sentence or two.
    pub about: &'static str,
    /// The year from which it holds.
    pub edition: u16,
    /// Where a case begins.
    pub start: C::Stage,
    /// Every stage, in the order in which a case usually comes by.
    pub stages: &'static [StageRule<C>],
    /// Every step.
    pub rules: &'static [Rule<C>],
}

/// A guard that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    /// The guard's name.
    pub guard: &'static str,
    /// What it requires.
    pub says: &'static str,
    /// Why it does not hold.
    pub why: String,
    /// What to do next.
    pub next: String,
}

/// Why a step cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// From where the case is, the table knows no such step.
    NotFromHere,
    /// It is a step of others.
    NotYours(&'static [Role]),
    /// These guards do not hold: all of them, not only the first.
    Unmet(Vec<Unmet>),
}

impl<C: Case> Procedure<C> {
    /// What the table says of a stage.
    pub fn stage(&self, stage: C::Stage) -> Option<&StageRule<C>> {
        self.stages.iter().find(|rule| rule.stage == stage)
    }

    /// The steps that lead out of a stage, whoever takes them.
    pub fn out_of(&self, stage: C::Stage) -> impl Iterator<Item = &Rule<C>> {
        self.rules.iter().filter(move |rule| rule.from == stage)
    }

    /// The steps that somebody may take from a stage, if the guards hold.
    pub fn open_to(&self, stage: C::Stage, role: Role) -> impl Iterator<Item = &Rule<C>> {
        self.out_of(stage).filter(move |rule| rule.by.contains(&role))
    }

    /// The rule by which somebody takes a step, and everything that stands in the way.
    ///
    /// # Errors
    /// [`Refusal`], with every guard that does not hold.
    pub fn judge(&self, step: C::Step, from: C::Stage, role: Role, facts: &C::Facts) -> Result<&Rule<C>, Refusal> {
        let mut known = self.out_of(from).filter(|rule| rule.step == step).peekable();
        let Some(first) = known.peek().copied() else { return Err(Refusal::NotFromHere) };
        let rule = known.find(|rule| rule.by.contains(&role)).ok_or(Refusal::NotYours(first.by))?;
        let unmet = rule.guards.iter().filter_map(|guard| match (guard.test)(facts) {
            Verdict::Met => None,
            Verdict::Unmet { why, next } => Some(Unmet { guard: guard.name, says: guard.says, why, next }),
        });
        let unmet: Vec<Unmet> = unmet.collect();
        if unmet.is_empty() { Ok(rule) } else { Err(Refusal::Unmet(unmet)) }
    }

    /// The last day of a stage for a case that entered it on `entered`.
    pub fn last_day(&self, stage: C::Stage, entered: Day, facts: &C::Facts, calendar: &WorkingDays) -> Option<Day> {
        self.stage(stage)?.limit?.last_day(entered, facts, calendar)
    }
}
