//! The certificate that an application ends with: written once, adopted where a sheet brought it already, and never a second
//! one beside another that holds.

use cases::{Act, CaseFile, add, matching};
use storage::{Error, Problem, Result, Work};
use vocabulary::Day;

use super::procedure::{Application, ISSUED_ON, NUMBER, is_usual_number};
use crate::{HNTE_CERTIFICATES, named, parameters};

/// Writes or adopts the certificate of an application; its id.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with number and day.
pub(super) async fn of(act: &Act<'_, Application>, work: &mut Work) -> Result<i64> {
    let enterprise = act.case.number("enterprise").unwrap_or_default();
    let number = act.answers.text(NUMBER.name).to_owned();
    let issued_on = named::past_day(act.answers.day(ISSUED_ON.name), ISSUED_ON.name, act.today)?;
    let numbered = matching(&HNTE_CERTIFICATES, &[("number", number.as_str().into())])?;
    let known = CaseFile::all(work.reader(), &HNTE_CERTIFICATES, numbered).await?.into_iter().next();
    let own = matching(&HNTE_CERTIFICATES, &[("enterprise", enterprise.into())])?;
    let own = CaseFile::all(work.reader(), &HNTE_CERTIFICATES, own).await?;
    let mut problems = Vec::new();
    let mut tell = |ask: &procedure::Ask, sentence: String| {
        problems.push(Problem { place: ask.name.to_owned(), sentence });
    };
    let year = issued_on.year().to_string();
    if is_usual_number(&number) && number.get(2..6) != Some(year.as_str()) {
        tell(&NUMBER, format!("编号中的年份与发证日期 {issued_on} 不符，请核对"));
    }
    if let Some(other) = known.as_ref().filter(|known| known.number("enterprise") != Some(enterprise)) {
        tell(&NUMBER, format!("{number} 已登记给{}，请核对编号", other.linked("enterprise")));
    }
    let is_same = |one: &&CaseFile| one.text("number") == number;
    if let Some(other) = own.iter().find(|one| !is_same(one) && holds_beyond(one, issued_on)) {
        let until = other.text("valid_to");
        tell(&ISSUED_ON, format!("企业的证书 {} 有效期至 {until}，不能同时持有两张有效证书", other.text("number")));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    match known {
        Some(known) => Ok(known.id()),
        None => {
            let valid_to = issued_on.plus_years(parameters::CERTIFICATE_YEARS).plus_days(-1);
            let row = vec![
                ("number", number.into()),
                ("enterprise", enterprise.into()),
                ("issued_on", issued_on.to_string().into()),
                ("valid_to", valid_to.to_string().into()),
            ];
            add(work, act.db, &HNTE_CERTIFICATES, row).await
        }
    }
}

/// Whether a certificate, issued before, still holds after the year in which another is issued. In its last year it may be
/// renewed before it ends.
fn holds_beyond(certificate: &CaseFile, issued_on: Day) -> bool {
    let lasts = certificate.day("valid_to").is_some_and(|last| last.year() > issued_on.year());
    let is_earlier = certificate.day("issued_on").is_some_and(|day| day <= issued_on);
    lasts && is_earlier && !certificate.has("revoked_on")
}
