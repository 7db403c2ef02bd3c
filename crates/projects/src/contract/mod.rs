//! 任务书 and the life of a project after its approval: money, progress, changes, acceptance, archive.

mod acceptance;
mod archive;
pub(crate) mod beside;
mod change;
mod indicators;
mod money;
mod opening;
pub(crate) mod pages;
mod papers;
mod plan;
mod procedure;
mod progress;
mod record;
#[cfg(test)]
mod tests;

pub use acceptance::ACCEPTANCES;
pub(crate) use acceptance::{FIGURES as ACCEPTANCE_FIGURES, procedure::Acceptance};
pub use change::CHANGES;
pub(crate) use change::{FIGURES as CHANGE_FIGURES, procedure::Change};
pub use money::{Paid, Payable, Returned, pay, payable, take_back};
pub use opening::open;
pub(crate) use plan::FIGURES as PLAN_FIGURES;
pub use plan::PAYMENT_PLANS;
pub(crate) use procedure::Contract;
pub use progress::PROGRESS_REPORTS;
pub(crate) use progress::procedure::Progress;
pub use record::CONTRACTS;
pub(crate) use record::{FIGURES, Stage, Step};

use ::procedure::{Ask, AskKind};
use cases::{Act, CaseFile, Handling, is_in_scope};
use storage::{Error, Reader, Result};
use vocabulary::Day;
use web::Who;

/// What the story of a case says of a step that another case asked for: which case that was. A step that asks for it is never
/// taken by the house of itself when a day is over.
const CAUSE: Ask = Ask::new("cause", "依据", AskKind::Line);

/// The answer to [`CAUSE`]: `验收 YS2024-001`.
fn because_of(case: &CaseFile) -> [(String, String); 1] {
    [(CAUSE.name.to_owned(), format!("{} {}", case.listing.title, case.text("number")))]
}

/// The day that was entered for something done at a table.
///
/// # Errors
/// [`Error::Invalid`] if it is still to come.
fn held_on<C: Handling>(act: &Act<'_, C>) -> Result<Day> {
    match act.answers.day("held_on") {
        Some(day) if day <= act.today => Ok(day),
        Some(_) => Err(Error::invalid("held_on", "日期在今天之后，请办完后再登记")),
        None => Err(Error::invalid("held_on", "请填写日期")),
    }
}

/// What a form about a contract shows when it is opened from the page of one: `?contract=12`.
async fn named(reader: Reader<'_>, who: &Who, asked: &[(String, String)]) -> Result<Vec<(String, String)>> {
    let Ok(id) = web::typed(asked, "contract").parse() else { return Ok(Vec::new()) };
    let contract = listing::seen(reader, &CONTRACTS, who, id).await?;
    Ok(vec![("contract".to_owned(), format!("#{id} {}", contract.name))])
}

/// The contract that a form names as `#12 …` or by its number, where it belongs to the unit or section of somebody.
///
/// # Errors
/// [`Error::Invalid`] at `contract` where there is none for them.
async fn of_form(reader: Reader<'_>, who: &Who, typed: &[(String, String)]) -> Result<CaseFile> {
    let missing = || Error::invalid("contract", "没有这份任务书，或它不归您的单位。请从任务书页面进入");
    let typed = web::typed(typed, "contract");
    let id = match typed.strip_prefix('#') {
        Some(rest) => rest.split_whitespace().next().and_then(|id| id.parse().ok()),
        None => {
            let numbered = cases::matching(&CONTRACTS, &[("number", typed.into())])?;
            CaseFile::all(reader, &CONTRACTS, numbered).await?.first().map(CaseFile::id)
        }
    };
    let contract = CaseFile::read(reader, &CONTRACTS, id.ok_or_else(missing)?).await.map_err(|_| missing())?;
    if who.is_open_house || is_in_scope(&contract, who) { Ok(contract) } else { Err(missing()) }
}
