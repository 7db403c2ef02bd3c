//! The annual report: the text with its links, what is missing, the checks, the downloads, and sending it.

use askama::Template;
use axum::response::{IntoResponse, Response};
use figures::Office;
use storage::{Error, Problem};
use web::{Failure, Frame, Outcome, Visitor, go, page};

use super::{
    ANNUAL, Asked, download, frame,
    sheet::{Sheet, sheet},
    shown_again, typed,
};
use crate::{
    Report, annex,
    checks::{Check, Finding},
    compose,
    differences::{self, Compared, Sent},
    freeze, write,
};

/// How many differences of the last sending are told beside the report.
const TOLD: usize = 5;

#[derive(Template)]
#[template(path = "pages/annual.html")]
struct AnnualPage<'a> {
    frame: Frame<'a>,
    title: String,
    sheet: Sheet,
    report: &'a Report,
    /// The checks that do not hold, then those that could not be asked.
    troubled: Vec<&'a Check>,
    failed: usize,
    unasked: usize,
    passed: Vec<&'a Check>,
    docx: String,
    pdf: String,
    xlsx: String,
    earlier: String,
    later: String,
    last: Option<Compared>,
    told: usize,
    sent: Vec<Sent>,
}

#[derive(Template)]
#[template(path = "pages/broken.html")]
struct BrokenPage<'a> {
    frame: Frame<'a>,
    problems: Vec<Problem>,
}

/// The report.
pub(super) async fn annual(office: &Office, visitor: &Visitor, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let report = match compose(office, asked.moment, None).await {
        Ok(report) => report,
        Err(error @ Error::Invalid(_)) => return broken(office, visitor, error),
        Err(error) => return Err(Failure(error)),
    };
    let mut sent = differences::sent_in(office.reader(), asked.moment.year).await?;
    let last = if sent.is_empty() { None } else { Some(differences::compared(office, sent.remove(0)).await?) };
    let title = format!("{} 年度工作总结", asked.moment.year);
    let count = |finding: Finding| report.checks.iter().filter(|check| check.finding == finding).count();
    let (passed, mut troubled): (Vec<&Check>, Vec<&Check>) =
        report.checks.iter().partition(|check| check.finding == Finding::Passed);
    troubled.sort_by_key(|check| check.finding != Finding::Failed);
    let year = |years: i32| format!("{ANNUAL}?year={}", asked.moment.year + years);
    let mut frame = frame(&office.house, visitor, "年度工作总结");
    frame.body_class = "document-page";
    page(&AnnualPage {
        frame: frame.crumb("报告", "/reports").crumb(&title, ""),
        title,
        sheet: sheet(&report),
        troubled,
        failed: count(Finding::Failed),
        unasked: count(Finding::NotApplicable),
        passed,
        docx: asked.link("/reports/annual.docx"),
        pdf: asked.link("/reports/annual.pdf"),
        xlsx: asked.link("/reports/annual.xlsx"),
        earlier: year(-1),
        later: year(1),
        last,
        told: TOLD,
        sent,
        report: &report,
    })
}

/// The page shown while the wording in force is wrong.
fn broken(office: &Office, visitor: &Visitor, error: Error) -> Outcome {
    let (status, problems) = shown_again(error)?;
    let frame = frame(&office.house, visitor, "模板有误").crumb("报告", ANNUAL).crumb("模板有误", "");
    Ok((status, page(&BrokenPage { frame, problems })?).into_response())
}

/// Sends the report.
pub(super) async fn freeze(office: &Office, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    let asked = Asked::read(office, pairs.to_vec())?;
    let with_gaps = typed(pairs, "gaps") == "1";
    let id = freeze::freeze(office, asked.moment, &visitor.actor(), with_gaps).await?;
    Ok(go(&format!("/reports/frozen/{id}/differences")))
}

async fn composed(office: &Office, query: &str) -> Outcome<Report> {
    let asked = Asked::of_query(office, query)?;
    Ok(compose(office, asked.moment, None).await?)
}

fn named(report: &Report, ending: &str) -> String {
    format!("keshu-{}-{}.{ending}", report.moment.year, report.moment.as_of)
}

/// The report as a docx.
pub(super) async fn docx(office: &Office, base: &str, query: &str) -> Outcome<Response> {
    let report = composed(office, query).await?;
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(download(kind, &named(&report, "docx"), write::to_docx(&report, base)?))
}

/// The report as a PDF.
pub(super) async fn pdf(office: &Office, base: &str, query: &str) -> Outcome<Response> {
    let report = composed(office, query).await?;
    let content = write::to_pdf(write::to_docx(&report, base)?).await?;
    Ok(download("application/pdf", &named(&report, "pdf"), content))
}

/// The evidence annex.
pub(super) async fn xlsx(office: &Office, query: &str) -> Outcome<Response> {
    let report = composed(office, query).await?;
    let content = annex::annex(office, &report).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(kind, &named(&report, "xlsx"), content))
}
