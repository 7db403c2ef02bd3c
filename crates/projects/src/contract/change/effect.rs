//! What an agreed change does to the contract, to the project and to its reports.

use cases::{Act, Asked, CaseFile, Change as Written, move_case};
use storage::{Result, Value, Work};
use vocabulary::{Day, Money};

use super::{content::Content, procedure::Change};
use crate::{
    CONTRACTS, PROJECTS,
    contract::{
        self,
        procedure::{self, Contract},
        progress,
    },
};

/// Applies a change that was agreed on `decided_on`.
///
/// # Errors
/// What the database says.
pub(super) async fn apply(act: &Act<'_, Change>, work: &mut Work, content: &Content, decided_on: Day) -> Result<()> {
    let contract = act.case.number("contract").unwrap_or_default();
    let contract = CaseFile::read(work.reader(), &CONTRACTS, contract).await?;
    match content {
        Content::Unit(unit) => {
            // The grant is paid to the new unit only when it has named its own account.
            let account = ["account_name", "account_number", "bank"].map(|column| (column, Value::Null));
            let mut changes = vec![("unit", Value::Int(*unit))];
            changes.extend(account);
            contract.write(work, act.db, changes).await?;
            of_project(act, work, &contract, vec![("unit", (*unit).into())]).await
        }
        Content::Leader(leader) => {
            contract.write(work, act.db, vec![("leader", leader.as_str().into())]).await?;
            of_project(act, work, &contract, vec![("leader", leader.as_str().into())]).await
        }
        Content::Term(end) => prolonged(act, work, &contract, *end).await,
        Content::Targets(targets) => {
            for (indicator, value) in targets {
                indicator.write(work, act.db, vec![("agreed", (*value).into())]).await?;
            }
            Ok(())
        }
        Content::Budget(budget) => {
            contract.write(work, act.db, vec![("budget", budget.fen().into())]).await?;
            of_project(act, work, &contract, vec![("budget", budget.fen().into())]).await
        }
        Content::Partners(shares) => contract.write(work, act.db, vec![("shares", shares.as_str().into())]).await,
        Content::Account([name, number, bank]) => {
            let changes = [("account_name", name), ("account_number", number), ("bank", bank)];
            contract.write(work, act.db, changes.map(|(column, text)| (column, text.as_str().into())).to_vec()).await
        }
        Content::Members => Ok(()),
        Content::Termination => ended(act, work, &contract, "Terminate", decided_on).await,
        Content::Revocation => ended(act, work, &contract, "Revoke", decided_on).await,
    }
}

async fn of_project(act: &Act<'_, Change>, work: &mut Work, contract: &CaseFile, changes: Vec<Written>) -> Result<()> {
    let project = contract.number("project").unwrap_or_default();
    CaseFile::read(work.reader(), &PROJECTS, project).await?.write(work, act.db, changes).await
}

/// Another end: the time to apply for acceptance moves with it, and the added time has its reports. The end that was first
/// agreed stays visible.
async fn prolonged(act: &Act<'_, Change>, work: &mut Work, contract: &CaseFile, end: Day) -> Result<()> {
    let is_later = contract.day("ends_on").is_some_and(|old| end > old);
    let extensions = contract.number("extensions").unwrap_or_default() + i64::from(is_later);
    let changes = vec![
        ("ends_on", end.to_string().into()),
        ("extensions", extensions.into()),
        ("overdue_from", procedure::overdue_from(end)),
        ("due_on", procedure::accept_by(end).to_string().into()),
    ];
    contract.write(work, act.db, changes).await?;
    of_project(act, work, contract, vec![("due_on", end.to_string().into())]).await?;
    let contract = CaseFile::read(work.reader(), &CONTRACTS, contract.id()).await?;
    let Some(from) = contract.day("signed_on") else { return Ok(()) };
    let asked = progress::Scheduling { db: act.db, contract: &contract, from, today: act.today };
    progress::schedule(work, asked).await
}

/// The end of the project, with what is to be returned.
async fn ended(act: &Act<'_, Change>, work: &mut Work, contract: &CaseFile, step: &str, decided_on: Day) -> Result<()> {
    let returned = act.facts.to_return(act.case.money("improper").unwrap_or(Money::ZERO));
    let changes = vec![("returned", returned.fen().into()), ("closed_on", decided_on.to_string().into())];
    contract.write(work, act.db, changes).await?;
    let cause = contract::because_of(act.case);
    let asked = Asked { who: act.who, id: contract.id(), step, typed: &cause, seen: None, today: act.today };
    move_case::<Contract>(work, act.db, &asked).await.map(|_| ())
}
