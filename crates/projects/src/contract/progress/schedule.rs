//! The schedule of progress reports: when how many are asked for, and that none is asked for once the project has ended.

use ::procedure::Word;
use cases::{CaseFile, matching, move_case, open_quietly};
use storage::{Db, Result, Work};
use vocabulary::Day;
use web::Who;

use super::{MIDTERM, PROGRESS_REPORTS, REGULAR, Stage, procedure::Progress};
use crate::{contract::because_of, numbering, parameters};

/// For which contract reports are asked, and from when on.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Scheduling<'a> {
    pub(crate) db: &'a Db,
    pub(crate) contract: &'a CaseFile,
    pub(crate) from: Day,
    pub(crate) today: Day,
}

/// A report to come.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Coming {
    kind: &'static str,
    period: String,
    asked_by: Day,
}

/// The reports of a project that runs from `starts` to `ends`: one for each whole period that ends after `from`, and the
/// mid-term inspection at half time where the grant asks for it. The last months are told at the acceptance.
fn coming(starts: Day, ends: Day, from: Day, is_inspected: bool) -> Vec<Coming> {
    let mut coming = Vec::new();
    let period = |number: i32| {
        let first = starts.plus_months(number * parameters::REPORT_MONTHS);
        (first, starts.plus_months((number + 1) * parameters::REPORT_MONTHS).plus_days(-1))
    };
    let whole = (0..).map(period).take_while(|(first, last)| first < last && *last < ends);
    for (first, last) in whole.filter(|(_, last)| *last > from) {
        let asked_by = last.plus_days(parameters::REPORT_DAYS);
        coming.push(Coming { kind: REGULAR, period: format!("{first} 至 {last}"), asked_by });
    }
    let half = starts.plus_days(ends.days_since(starts) / 2);
    if is_inspected && half > from {
        coming.push(Coming { kind: MIDTERM, period: format!("{starts} 至 {half}"), asked_by: half });
    }
    coming
}

/// Asks for the reports of a contract that end after `from` and are not asked for yet.
///
/// # Errors
/// What the database says.
pub(crate) async fn schedule(work: &mut Work, asked: Scheduling<'_>) -> Result<()> {
    let Scheduling { db, contract, from, today } = asked;
    let (Some(starts), Some(ends)) = (contract.day("starts_on"), contract.day("ends_on")) else { return Ok(()) };
    let of_contract = matching(&PROGRESS_REPORTS, &[("contract", contract.id().into())])?;
    let known = CaseFile::all(work.reader(), &PROGRESS_REPORTS, of_contract).await?;
    let is_known = |one: &Coming| match one.kind {
        MIDTERM => known.iter().any(|report| report.text("kind") == MIDTERM),
        _ => known.iter().any(|report| report.text("period") == one.period),
    };
    let is_large = contract.money("granted").unwrap_or_default() >= parameters::MIDTERM_FROM;
    for report in coming(starts, ends, from, is_large).into_iter().filter(|one| !is_known(one)) {
        let number = numbering::next(work.reader(), &PROGRESS_REPORTS, contract.text("number")).await?;
        let values = vec![
            ("number", number.into()),
            ("contract", contract.id().into()),
            ("kind", report.kind.into()),
            ("period", report.period.into()),
            ("asked_by", report.asked_by.to_string().into()),
        ];
        open_quietly::<Progress>(work, db, values, today).await?;
    }
    Ok(())
}

/// Asks no more for the reports of a contract that have not come.
///
/// # Errors
/// What the database says.
pub(crate) async fn waive(work: &mut Work, db: &Db, who: &Who, contract: &CaseFile, today: Day) -> Result<()> {
    let cause = because_of(contract);
    let awaited = [("contract", contract.id().into()), ("stage", Stage::Awaited.label().into())];
    for report in CaseFile::all(work.reader(), &PROGRESS_REPORTS, matching(&PROGRESS_REPORTS, &awaited)?).await? {
        let asked = cases::Asked { who, id: report.id(), step: "Waive", typed: &cause, seen: None, today };
        move_case::<Progress>(work, db, &asked).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use vocabulary::day;

    use super::*;

    fn told(starts: Day, ends: Day, from: Day, is_inspected: bool) -> Vec<String> {
        let told = |one: &Coming| format!("{} {} {}", one.kind, one.period, one.asked_by);
        coming(starts, ends, from, is_inspected).iter().map(told).collect()
    }

    #[test]
    fn reports_come_every_half_year_and_an_inspection_at_half_time() {
        assert_eq!(
            told(day!(2022, 4, 1), day!(2024, 3, 31), day!(2022, 4, 20), true),
            [
                "进展报告 2022-04-01 至 2022-09-30 2022-10-15",
                "进展报告 2022-10-01 至 2023-03-31 2023-04-15",
                "进展报告 2023-04-01 至 2023-09-30 2023-10-15",
                "中期检查 2022-04-01 至 2023-04-01 2023-04-01",
            ]
        );
    }

    #[test]
    fn a_project_signed_late_or_shorter_than_a_period_owes_less() {
        let late = told(day!(2022, 4, 1), day!(2023, 6, 30), day!(2022, 10, 8), false);
        assert_eq!(late, ["进展报告 2022-10-01 至 2023-03-31 2023-04-15"]);
        assert!(told(day!(2022, 4, 1), day!(2022, 9, 30), day!(2022, 4, 1), false).is_empty());
        assert!(told(Day::LATEST, Day::LATEST, Day::EARLIEST, true).len() < 2);
    }
}
