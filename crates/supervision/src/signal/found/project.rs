//! Projects beyond the time for their acceptance, and projects whose unit or leader is barred for dishonesty.

use std::collections::BTreeSet;

use cases::CaseFile;
use listing::{Alternative, Filter, Listing};
use projects::{ACCEPTANCE_MONTHS, CONTRACTS, DISHONESTY, PROJECTS, barred_projects};
use storage::{Reader, Result};
use vocabulary::Day;

use super::{Found, named};
use crate::signal::record::Sort::{Acceptance, Dishonesty};

/// The records whose day in a column is over and whose other columns are empty.
async fn over(
    reader: Reader<'_>,
    listing: &'static Listing,
    (column, last): (&str, Day),
    empty: &[&str],
) -> Result<Vec<CaseFile>> {
    let over = (column, Alternative::Between(None, Some(last.to_string().into())));
    let parts = empty.iter().map(|column| (*column, Alternative::Empty)).chain([over]);
    let parts = parts.filter_map(|(column, any)| Some((listing.column(column)?, vec![any])));
    let filter = parts.fold(Filter::default(), |filter, (column, any)| filter.with(column, any));
    CaseFile::all(reader, listing, filter).await
}

/// 逾期未验收: the district's own by their contracts, those of superior bureaus by the day on which they should have ended.
pub(super) async fn unaccepted(reader: Reader<'_>, today: Day) -> Result<Vec<Found>> {
    let contracts = over(reader, &CONTRACTS, ("overdue_from", today), &["applied_on", "closed_on"]).await?;
    let own = CaseFile::all(reader, &CONTRACTS, Filter::default()).await?;
    let with_contract: BTreeSet<i64> = own.iter().filter_map(|contract| contract.number("project")).collect();
    let last = today.plus_months(-ACCEPTANCE_MONTHS).plus_days(-1);
    let mut projects = over(reader, &PROJECTS, ("due_on", last), &["closed_on"]).await?;
    projects.retain(|project| !with_contract.contains(&project.id()));
    let signal = |file: &CaseFile, due: &str| Found {
        sort: Acceptance,
        title: format!("{}逾期未验收", file.name()),
        grounds: format!("应在 {} 前完成，{ACCEPTANCE_MONTHS} 个月内申请验收，至今没有申请。", file.text(due)),
        concerns: named([file]),
        unit: file.number("unit"),
        section: file.number("section"),
    };
    let of_contracts = contracts.iter().map(|contract| signal(contract, "ends_on"));
    Ok(of_contracts.chain(projects.iter().map(|project| signal(project, "due_on"))).collect())
}

/// 失信惩戒: barred, and yet at work on a project.
pub(super) async fn barred(reader: Reader<'_>, today: Day) -> Result<Vec<Found>> {
    let found = barred_projects(reader, today).await?.into_iter().map(|barred| {
        let project = &barred.project;
        let doubt = if barred.is_certain { "" } else { "只是同名，请先核实是否同一人。" };
        Found {
            sort: Dishonesty,
            title: format!("{}的承担单位或负责人在失信惩戒期内", project.name()),
            grounds: format!("处理决定 {}。{doubt}", barred.decision),
            concerns: format!("{} {}/{}", named([project]), DISHONESTY.table, barred.entry),
            unit: project.number("unit"),
            section: None,
        }
    });
    Ok(found.collect())
}
