//! What differs since a report was sent, with a reason for each.

use askama::Template;
use axum::response::IntoResponse;
use figures::Office;
use storage::{Error, Problem};
use web::{Frame, Outcome, Visitor, go, page};

use super::{ANNUAL, frame, shown_again};
use crate::{
    FROZEN_FIGURES,
    differences::{self, Compared, Explain},
};

#[derive(Template)]
#[template(path = "pages/differences.html")]
struct DifferencesPage<'a> {
    frame: Frame<'a>,
    compared: Compared,
    problems: Vec<Problem>,
    /// The figure whose reason was refused, and what was typed.
    typed: Option<(i64, String)>,
}

impl DifferencesPage<'_> {
    /// The reason to show in the field of a figure.
    fn reason(&self, difference: &differences::Difference) -> String {
        match &self.typed {
            Some((id, reason)) if *id == difference.id => reason.clone(),
            _ => difference.reason.clone(),
        }
    }
}

/// The differences of a report that was sent.
pub(super) async fn differences(office: &Office, visitor: &Visitor, id: i64) -> Outcome {
    page(&shown(office, visitor, id).await?)
}

async fn shown<'a>(office: &'a Office, visitor: &'a Visitor, id: i64) -> Outcome<DifferencesPage<'a>> {
    let sent = differences::sent_by_id(office.reader(), id).await?;
    let compared = differences::compared(office, sent).await?;
    let number = compared.sent.number.clone();
    let frame = frame(&office.house, visitor, "报送差异")
        .crumb("报告", ANNUAL)
        .crumb(&number, &format!("/reports/frozen/{id}"))
        .crumb("差异", "");
    Ok(DifferencesPage { frame, compared, problems: Vec::new(), typed: None })
}

/// Notes the reason of one difference.
pub(super) async fn explain(office: &Office, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let raw = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let figure = raw("figure").parse().map_err(|_| Error::invalid("指标", "没有说明是哪个指标，请从页面上填写"))?;
    let reason = raw("reason");
    let deed = Explain { table: office.house.table(&FROZEN_FIGURES)?, report: id, id: figure, reason };
    match office.house.db.write(&visitor.actor(), &deed).await {
        Ok(()) => Ok(go(&format!("/reports/frozen/{id}/differences#figure-{figure}"))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let mut again = shown(office, visitor, id).await?;
            again.problems = problems;
            again.typed = Some((figure, reason.to_owned()));
            Ok((status, page(&again)?).into_response())
        }
    }
}
