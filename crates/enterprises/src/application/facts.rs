//! What the guards of an application look at: its batch, its self-check, its materials, and what else the enterprise has.

use cases::CaseFile;
use policies::{assessment::Answer, check};
use storage::{Reader, Result};
use vocabulary::Day;

use super::{
    UNDER_WAY,
    materials::{Item, checklist},
};
use crate::{HNTE_BATCHES, known::Known};

/// What the guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) today: Day,
    pub(crate) opens_on: Option<Day>,
    pub(crate) closes_on: Option<Day>,
    /// Why the self-check cannot be computed, each in a sentence.
    pub(crate) problems: Vec<String>,
    /// What the self-check answers, with the least and the most points.
    pub(crate) verdict: Option<(Answer, u8, u8)>,
    pub(crate) is_explained: bool,
    pub(crate) materials: Vec<Item>,
    /// The end of a certificate that holds beyond this year.
    pub(crate) certified_until: Option<Day>,
    /// Another application of the enterprise that is on its way.
    pub(crate) other: Option<String>,
    pub(crate) notice_until: Option<Day>,
}

impl Facts {
    pub(super) async fn read(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let enterprise = case.number("enterprise").unwrap_or_default();
        let batch = batch_of(reader, case).await?;
        let mut known = Known::of(reader, enterprise).await?;
        let others = known.applications.iter().filter(|one| one.id() != case.id());
        let mut under_way = others.filter(|one| UNDER_WAY.contains(&one.text("stage")));
        let other = under_way.next().map(|one| one.name().to_owned());
        let beyond = known.certificates_on(today).filter_map(|one| one.day("valid_to"));
        let certified_until = beyond.filter(|last| last.year() > today.year()).max();
        // The check is of this application, not of an earlier one.
        known.applications = vec![case.clone()];
        let (problems, verdict) = checked(&known, today);
        Ok(Facts {
            today,
            opens_on: batch.day("opens_on"),
            closes_on: batch.day("closes_on"),
            problems,
            verdict,
            is_explained: case.has("explanation"),
            materials: checklist(reader, case).await?,
            certified_until,
            other,
            notice_until: case.day("notice_until"),
        })
    }
}

/// The self-check as the records and the form answer it.
fn checked(known: &Known, today: Day) -> (Vec<String>, Option<(Answer, u8, u8)>) {
    let questionnaire = known.hnte(today).questionnaire.to_string();
    match check::run(check::Kind::Hnte, &questionnaire, today) {
        Ok(answer) => (Vec::new(), Some((answer.qualifies, answer.score.min(), answer.score.max()))),
        Err(problems) => (problems.into_iter().map(|problem| problem.sentence).collect(), None),
    }
}

/// The batch of an application.
pub(super) async fn batch_of(reader: Reader<'_>, case: &CaseFile) -> Result<CaseFile> {
    CaseFile::read(reader, &HNTE_BATCHES, case.number("batch").unwrap_or_default()).await
}
