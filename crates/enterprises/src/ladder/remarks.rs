//! What in the records needs somebody's attention: what cannot be so, and what is about to be missed.

use std::collections::HashMap;

use cases::CaseFile;
use policies::check::Kind;
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::Day;

use super::standing::{Rung, Standing, doubled};
use crate::{HNTE_REPORTS, application::procedure::is_usual_number, known::Known, parameters, report};

/// A sentence with the records of which it speaks.
pub(super) struct Remark {
    pub(super) says: String,
    pub(super) links: Vec<(String, String)>,
}

/// Everything of a kind that is to be looked at.
///
/// # Errors
/// What the database says.
pub(super) async fn remarks(
    reader: Reader<'_>,
    kind: Kind,
    all: &[(CaseFile, Known)],
    today: Day,
) -> Result<Vec<Remark>> {
    let mut remarks = Vec::new();
    let mut tell = |links: Vec<(String, String)>, says: &dyn Fn(usize) -> String| {
        if !links.is_empty() {
            remarks.push(Remark { says: says(links.len()), links });
        }
    };
    let name = |file: &CaseFile| (file.name().to_owned(), file.href());
    match kind {
        Kind::Hnte => {
            let twice = all.iter().filter(|(_, known)| doubled(known, today).len() > 1);
            tell(twice.map(|(firm, _)| name(firm)).collect(), &|count| {
                format!("{count} 家企业同时有两张有效证书，请核对证书台账")
            });
            let certificates = all.iter().flat_map(|(_, known)| &known.certificates);
            let odd = certificates.filter(|one| !is_usual_number(one.text("number")));
            tell(odd.map(name).collect(), &|count| format!("{count} 张证书的编号不是 GR 加 12 位数字，请核对是否录错"));
            tell(missed(reader).await?, &|count| {
                format!("{count} 家企业有 {} 年以上未报年度报表，按规定应取消资格", parameters::MISSED_REPORTS)
            });
        }
        Kind::Tsme => {
            let (month, day) = parameters::EVALUATE_BY;
            let to_renew = all.iter().filter(|(_, known)| Standing::of(kind, known, today).rung == Rung::Lapsed);
            tell(to_renew.map(|(firm, _)| name(firm)).collect(), &|count| {
                format!("{count} 家企业去年入库、今年还没有重新评价，一般应在 {month} 月 {day} 日前更新")
            });
        }
    }
    Ok(remarks)
}

/// Enterprises that have missed too many reports.
async fn missed(reader: Reader<'_>) -> Result<Vec<(String, String)>> {
    let stage = [("stage", report::Stage::Missed.label().into())];
    let missed = CaseFile::all(reader, &HNTE_REPORTS, cases::matching(&HNTE_REPORTS, &stage)?).await?;
    let mut of_enterprise: HashMap<i64, Vec<&CaseFile>> = HashMap::new();
    for one in &missed {
        of_enterprise.entry(one.number("enterprise").unwrap_or_default()).or_default().push(one);
    }
    let mut too_many: Vec<(String, String)> = of_enterprise
        .into_iter()
        .filter(|(_, reports)| reports.len() >= parameters::MISSED_REPORTS)
        .filter_map(|(id, reports)| {
            Some((reports.first()?.linked("enterprise").to_owned(), format!("/organisations/{id}")))
        })
        .collect();
    too_many.sort();
    Ok(too_many)
}
