//! The house asks every 高新技术企业 for its yearly report, from the new year to the day on which it is due.

use cases::{CaseFile, matching, open_quietly};
use storage::{Db, Deed, Result, Value, Work};
use vocabulary::Day;
use web::Who;

use super::{HNTE_REPORTS, procedure::YearlyReport};
use crate::{HNTE_CERTIFICATES, known::is_valid, parameters};

/// Opens the reports that are owed this year and are not there yet; how many. Doing it again on the same day changes nothing.
///
/// # Errors
/// What the database says.
pub async fn ask_for_reports(db: &Db, today: Day) -> Result<usize> {
    let (month, day) = parameters::REPORT_BY;
    let Some(due) = Day::new(today.year(), month, day).filter(|due| today <= *due) else { return Ok(0) };
    // Most days nothing is missing, and then nothing is written.
    let reports = CaseFile::all(db.reader(), &HNTE_REPORTS, matching(&HNTE_REPORTS, &[("year", of(today))])?).await?;
    let certificates = CaseFile::all(db.reader(), &HNTE_CERTIFICATES, listing::Filter::default()).await?;
    let is_asked = |enterprise: Option<i64>| reports.iter().any(|report| report.number("enterprise") == enterprise);
    let mut owing: Vec<&CaseFile> = certificates
        .iter()
        .filter(|one| is_valid(one, today) && one.day("issued_on").is_some_and(|issued| issued.year() < today.year()))
        .filter(|one| !is_asked(one.number("enterprise")))
        .collect();
    owing.sort_by_key(|one| one.number("enterprise"));
    owing.dedup_by_key(|one| one.number("enterprise"));
    if owing.is_empty() {
        return Ok(0);
    }
    db.write(&Who::house().actor(), &Asking { db, owing: &owing, due, today }).await
}

/// The year of which is reported.
fn of(today: Day) -> Value {
    i64::from(today.year() - 1).into()
}

struct Asking<'a> {
    db: &'a Db,
    owing: &'a [&'a CaseFile],
    due: Day,
    today: Day,
}

impl Deed for Asking<'_> {
    type Outcome = usize;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<usize> {
        let mut asked = 0;
        for certificate in self.owing {
            let enterprise = Value::from(certificate.number("enterprise").unwrap_or_default());
            let key = [("enterprise", enterprise), ("year", of(self.today))];
            // Another round may have been faster.
            if !CaseFile::all(work.reader(), &HNTE_REPORTS, matching(&HNTE_REPORTS, &key)?).await?.is_empty() {
                continue;
            }
            let rest = [("certificate", certificate.id().into()), ("asked_by", self.due.to_string().into())];
            open_quietly::<YearlyReport>(work, self.db, key.into_iter().chain(rest).collect(), self.today).await?;
            asked += 1;
        }
        Ok(asked)
    }
}
