//! 付款早于节点: money that was paid before the contract was signed, after the project was stopped, or from a line of the plan
//! that still waits for an inspection or the acceptance. No step of the house pays so; sheets that are brought in may say it.

use std::collections::BTreeMap;

use cases::CaseFile;
use funds::PAYMENTS;
use listing::{Alternative, Filter, Listing};
use projects::{CONTRACTS, PAYMENT_PLANS, payable};
use storage::{Reader, Result, Value};
use vocabulary::Day;

use super::{Found, named};
use crate::signal::record::Sort::Payment;

/// What there is on a day.
pub(super) async fn found(reader: Reader<'_>, today: Day) -> Result<Vec<Found>> {
    let contracts = CaseFile::all(reader, &CONTRACTS, Filter::default()).await?;
    let mut found = of_ledger(reader, &contracts).await?;
    for line in where_one(reader, &PAYMENT_PLANS, "paid", Alternative::Between(Some(Value::Int(1)), None)).await? {
        let payable = payable(reader, line.id(), today).await?;
        if let Some(gate) = payable.waits_for {
            let paid = line.money("paid").unwrap_or_default().grouped();
            let title = format!("{}{gate}前已拨付{}", payable.contract.name(), line.text("kind"));
            let grounds = format!("{}应在{gate}后拨付，现已拨付 {paid} 元。", line.text("kind"));
            found.push(signal(title, grounds, named([&line, &payable.contract]), &payable.contract));
        }
    }
    Ok(found)
}

/// Lines of the ledger of payments beside the contracts of their projects.
async fn of_ledger(reader: Reader<'_>, contracts: &[CaseFile]) -> Result<Vec<Found>> {
    let of_project: BTreeMap<i64, &CaseFile> =
        contracts.iter().filter_map(|contract| Some((contract.number("project")?, contract))).collect();
    let mut found = Vec::new();
    for payment in where_one(reader, &PAYMENTS, "kind", Alternative::Is("拨付".into())).await? {
        let contract = payment.number("project").and_then(|project| of_project.get(&project));
        let (Some(contract), Some(paid_on)) = (contract, payment.day("paid_on")) else { continue };
        let number = payment.text("number");
        let stopped = contract.day("closed_on").filter(|_| ["已终止", "已撤销"].contains(&contract.text("stage")));
        let (title, grounds) = if contract.day("signed_on").is_none_or(|signed| paid_on < signed) {
            let signed = contract.day("signed_on").map_or("尚未签订".to_owned(), |day| format!("签订于 {day}"));
            (
                format!("{}签订任务书前已付款", contract.name()),
                format!("任务书{signed}，凭证 {number} 付于 {paid_on}。"),
            )
        } else if let Some(stopped) = stopped.filter(|stopped| paid_on > *stopped) {
            let grounds = format!("项目 {stopped} {}，凭证 {number} 付于 {paid_on}。", contract.text("stage"));
            (format!("{}停止后仍付款", contract.name()), grounds)
        } else {
            continue;
        };
        found.push(signal(title, grounds, named([&payment, contract]), contract));
    }
    Ok(found)
}

async fn where_one(
    reader: Reader<'_>,
    listing: &'static Listing,
    column: &str,
    is: Alternative,
) -> Result<Vec<CaseFile>> {
    let filter = listing.column(column).map(|column| Filter::default().with(column, vec![is]));
    CaseFile::all(reader, listing, filter.unwrap_or_default()).await
}

fn signal(title: String, grounds: String, concerns: String, contract: &CaseFile) -> Found {
    let (unit, section) = (contract.number("unit"), contract.number("section"));
    Found { sort: Payment, title, grounds, concerns, unit, section }
}
