//! What a module says of a kind of case beyond its table of rules: what the guards look at, and what each step changes.

use std::future::Future;

use listing::Listing;
use procedure::{Case, Editions};
use storage::{Db, Reader, Result, Value, Work};
use vocabulary::{Day, Role};
use web::Who;

use crate::{Answers, CaseFile};

/// A column of a case and the value that a step gives it.
pub type Change = (&'static str, Value);

/// A kind of case that is handled in the house.
///
/// Its listing has the columns of [`crate::columns`]: the stage, `since`, `due_on`, `first_due_on` and `edition`. A column
/// `section` (its own or borrowed) names the section whose officers handle it, a column `person` the expert whose it is.
pub trait Handling: Case + Send + Sync {
    /// The listing of its records.
    const LISTING: &'static Listing;

    /// Its table of rules, the newest edition first.
    const EDITIONS: Editions<Self>;

    /// The button that begins a case, and who may press it; nothing where cases come to be by a step of another.
    const BEGINS: Option<(&'static str, &'static [Role])> = None;

    /// The page on which a case is begun, where it is another than the usual form.
    const BEGINS_AT: Option<&'static str> = None;

    /// Reads what the guards look at.
    ///
    /// # Errors
    /// What the database says.
    fn facts<'a>(
        reader: Reader<'a>,
        case: &'a CaseFile,
        today: Day,
    ) -> impl Future<Output = Result<Self::Facts>> + Send + 'a;

    /// Does what a step changes besides the stage: writes to other tables, and returns what changes in the case itself.
    ///
    /// # Errors
    /// What stands in the way; then nothing of the step remains.
    fn effects<'a>(act: &'a Act<'a, Self>, work: &'a mut Work)
    -> impl Future<Output = Result<Vec<Change>>> + Send + 'a;

    /// Whether a step is a way for such a case at all. Where one of two steps fits (a sealed call and an open one), the
    /// other is not offered, rather than offered with the reason why it is not the right one.
    fn fits(_step: Self::Step, _facts: &Self::Facts) -> bool {
        true
    }

    /// Whether a case is for somebody who acts in the right role: their own unit's, or their own section's.
    fn is_for(case: &CaseFile, who: &Who) -> bool {
        is_in_scope(case, who)
    }

    /// What the form shows of a case that is about to begin: names of columns and texts, as a form would write them.
    ///
    /// # Errors
    /// [`storage::Error::Refused`] where none can be begun now.
    fn prefilled<'a>(
        _reader: Reader<'a>,
        _who: &'a Who,
        _asked: &'a [(String, String)],
        _today: Day,
    ) -> impl Future<Output = Result<Vec<(String, String)>>> + Send + 'a {
        async { Ok(Vec::new()) }
    }

    /// What the house writes into the columns `by_step` of a case that begins, besides the stage: its number, its unit.
    ///
    /// # Errors
    /// [`storage::Error::Refused`] where none can be begun now.
    fn beginning<'a>(
        _reader: Reader<'a>,
        _who: &'a Who,
        _typed: &'a [(String, String)],
        _today: Day,
    ) -> impl Future<Output = Result<Vec<(String, String)>>> + Send + 'a {
        async { Ok(Vec::new()) }
    }

    /// What comes to be with a case that has just begun: the lines of a list, say. It is part of the same transaction.
    ///
    /// # Errors
    /// [`storage::Error::Refused`] where it cannot be begun after all; then nothing of it remains.
    fn begun<'a>(
        _work: &'a mut Work,
        _db: &'a Db,
        _who: &'a Who,
        _case: &'a CaseFile,
        _today: Day,
    ) -> impl Future<Output = Result<()>> + Send + 'a {
        async { Ok(()) }
    }

    /// The papers that a case should have, by name, and whether each must be there.
    fn papers<'a>(_reader: Reader<'a>, _case: &'a CaseFile) -> impl Future<Output = Result<Vec<Paper>>> + Send + 'a {
        async { Ok(Vec::new()) }
    }
}

/// A paper that belongs to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is called.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
}

/// A step as it is being taken.
#[derive(Debug)]
pub struct Act<'a, C: Handling> {
    /// Who takes it.
    pub who: &'a Who,
    /// The case as it was before.
    pub case: &'a CaseFile,
    /// What the guards looked at.
    pub facts: &'a C::Facts,
    /// The step.
    pub step: C::Step,
    /// Where it leads from.
    pub from: C::Stage,
    /// Where it leads to.
    pub to: C::Stage,
    /// What was written into its form.
    pub answers: &'a Answers,
    /// The day it is.
    pub today: Day,
    /// The database, for its tables.
    pub db: &'a Db,
}

/// Whether a case belongs to the unit or the section of somebody, or names them as its expert.
pub fn is_in_scope(case: &CaseFile, who: &Who) -> bool {
    let names = |column: &str, id: Option<i64>| case.number(column).is_some() && case.number(column) == id;
    match who.role {
        Some(role) if role.is_of_unit() => case.listing.owner.is_some_and(|owner| {
            let code = case.text(owner);
            names(owner, who.unit) || (!code.is_empty() && code == who.unit_code)
        }),
        Some(role) if role.is_of_section() => case.number("section").is_none() || names("section", who.section),
        Some(Role::Expert) => case.cell("person").is_none() || names("person", who.person),
        Some(role) => !role.is_administrator(),
        None => who.is_open_house,
    }
}
