//! How a contract begins: from a proposal that was approved.

use cases::{CaseFile, open_case};
use storage::{Db, Error, Result, Work};
use vocabulary::{Day, Money};
use web::Who;

use super::{CONTRACTS, indicators, procedure::Contract};
use crate::numbering;

/// Opens the contract of an approved proposal and returns its id. The unit then fills it in; what it expected of each
/// indicator is taken as agreed until it says otherwise.
///
/// # Errors
/// [`Error::Refused`] where the proposal lacks what a contract needs; what the database says.
pub async fn open(
    work: &mut Work,
    db: &Db,
    who: &Who,
    proposal: &CaseFile,
    project: i64,
    granted: Money,
    today: Day,
) -> Result<i64> {
    let blanks = proposal.blanks(&["leader", "starts_on", "ends_on", "budget"]);
    if !blanks.is_empty() {
        let (name, blanks) = (proposal.name(), blanks.join("、"));
        return Err(Error::Refused(format!("“{name}”的申报书没有填写{blanks}，不能生成任务书。请先在申报书中补齐")));
    }
    let of_proposal = |column: &str| proposal.cell(column).map(|cell| cell.value.clone()).unwrap_or_default();
    let number = numbering::next(work.reader(), &CONTRACTS, &format!("RW{}", today.year())).await?;
    let values = vec![
        ("number", number.into()),
        ("name", of_proposal("name")),
        ("proposal", proposal.id().into()),
        ("project", project.into()),
        ("unit", of_proposal("unit")),
        ("leader", of_proposal("leader")),
        ("starts_on", of_proposal("starts_on")),
        ("ends_on", of_proposal("ends_on")),
        ("first_ends_on", of_proposal("ends_on")),
        ("extensions", 0.into()),
        ("budget", of_proposal("budget")),
        ("granted", granted.fen().into()),
        ("planned", 0.into()),
        ("paid", 0.into()),
        ("goals", of_proposal("content")),
    ];
    let contract = open_case::<Contract>(work, db, who, values, today).await?;
    let contract = CaseFile::read(work.reader(), &CONTRACTS, contract).await?;
    for indicator in indicators::of_contract(work.reader(), &contract).await? {
        let expected = indicator.cell("expected").map(|cell| cell.value.clone()).unwrap_or_default();
        indicator.write(work, db, vec![("agreed", expected)]).await?;
    }
    Ok(contract.id())
}
