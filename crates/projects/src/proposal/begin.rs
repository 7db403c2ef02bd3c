//! How a proposal begins: under which call, with which number, and with what the house knows of the unit already.

use cases::CaseFile;
use directory::ORGANISATIONS;
use listing::query::{self, Wanted};
use storage::{Error, Reader, Result};
use vocabulary::Day;
use web::{Who, typed};

use super::{
    PROPOSALS,
    facts::{CallFacts, used_by},
};
use crate::{
    CALLS, numbering,
    rows::{is, where_all},
};

/// What a unit's proposals usually have in common.
const KEPT: &[&str] =
    &["leader", "leader_person", "leader_born", "leader_rank", "field", "conditions", "contact", "phone"];

/// The call that was asked for, on a day on which it takes proposals.
///
/// # Errors
/// [`Error::Refused`] if none was asked for, or it takes none now.
pub(crate) async fn open_call(reader: Reader<'_>, asked: &[(String, String)], today: Day) -> Result<CaseFile> {
    let none = || Error::Refused("请先在“我要申报”中选择一个正在受理的申报通知".to_owned());
    let id = typed(asked, "call").trim_start_matches('#').parse().map_err(|_| none())?;
    let call = match CaseFile::read(reader, &CALLS, id).await {
        Err(Error::NotFound(_)) => return Err(none()),
        call => call?,
    };
    let facts = CallFacts::of(&call)?;
    match () {
        () if facts.is_open(today) => Ok(call),
        () if !facts.is_published => Err(none()),
        () => Err(Error::Refused(format!(
            "“{}”的受理时间是 {} 至 {}，现在不能申报",
            call.name(),
            facts.opens_on,
            facts.closes_on
        ))),
    }
}

/// What the form of a new proposal shows: the unit's own contact, and what stood in its last proposal.
pub(super) async fn prefilled(
    reader: Reader<'_>,
    who: &Who,
    asked: &[(String, String)],
    today: Day,
) -> Result<Vec<(String, String)>> {
    let call = open_call(reader, asked, today).await?;
    let mut texts = vec![("call".to_owned(), format!("#{}", call.id()))];
    let Some(unit) = who.unit else { return Ok(texts) };
    let unit_file = CaseFile::read(reader, &ORGANISATIONS, unit).await?;
    let last = last_of(reader, unit).await?;
    for name in KEPT {
        let Some(column) = PROPOSALS.column(name) else { continue };
        let known = last.as_ref().and_then(|last| last.cell(name)).map(|cell| &cell.value);
        let text = match (column.kind, known) {
            (listing::Kind::Link(_), Some(storage::Value::Int(id))) => format!("#{id}"),
            (_, Some(value)) => listing::cell::plain(column, value),
            (_, None) if *name == "phone" => unit_file.text("phone").to_owned(),
            (_, None) => String::new(),
        };
        texts.push(((*name).to_owned(), text));
    }
    Ok(texts)
}

/// The proposal that a unit began last.
async fn last_of(reader: Reader<'_>, unit: i64) -> Result<Option<CaseFile>> {
    let columns: Vec<_> = PROPOSALS.columns.iter().collect();
    let filter = where_all(&PROPOSALS, [("unit", is(unit))]);
    let wanted = Wanted { filter, limit: 1, ..Wanted::default() };
    let found = query::page(reader, &PROPOSALS, &columns, &wanted).await?.records;
    Ok(found.into_iter().next().map(|record| CaseFile { listing: &PROPOSALS, record }))
}

/// What the house writes into a new proposal. In a house without accounts the unit is typed.
pub(super) async fn beginning(
    reader: Reader<'_>,
    who: &Who,
    asked: &[(String, String)],
    today: Day,
) -> Result<Vec<(String, String)>> {
    let call = open_call(reader, asked, today).await?;
    let unit = match who.unit {
        Some(unit) => {
            let used = used_by(reader, call.id(), unit).await?;
            if let Some(most) = call.number("per_unit").filter(|most| used >= *most) {
                let name = call.name();
                return Err(Error::Refused(format!("“{name}”每单位限报 {most} 项，本单位已申报 {used} 项")));
            }
            format!("#{unit}")
        }
        None if who.is_open_house => typed(asked, "unit").to_owned(),
        None => return Err(Error::Forbidden("申报书由企业、院所填写".to_owned())),
    };
    let number = numbering::next(reader, &PROPOSALS, &prefix(call.text("number"))).await?;
    let texts = [("number", number), ("call", format!("#{}", call.id())), ("unit", unit), ("version", "0".to_owned())];
    Ok(texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
}

/// How the numbers of the proposals under a call begin: `2022-TZ001` under `TZ2022-001`.
fn prefix(call: &str) -> String {
    match call.strip_prefix("TZ").and_then(|rest| rest.split_once('-')) {
        Some((year, number)) => format!("{year}-TZ{number}"),
        None => call.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_bears_the_year_and_number_of_its_call() {
        assert_eq!(prefix("TZ2022-001"), "2022-TZ001");
        assert_eq!(prefix("赣科〔2022〕3号"), "赣科〔2022〕3号");
    }
}
