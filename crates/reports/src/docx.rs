//! A user's own `.docx`: values come to stand at its marks. A mark may be whatever a template writes between `{{` and
//! `}}`, or just the number of a blank of the mission report.

use std::collections::BTreeMap;

use documents::{DocumentError, Filling, Mark};
use figures::{Moment, Office};
use storage::{Error, Result};

use crate::{
    report::{self, Missing},
    template::{self, Answers, Source, Spoken},
};

/// A filled document.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The bytes of the `.docx`.
    pub docx: Vec<u8>,
    /// How many marks were filled.
    pub filled: usize,
    /// The marks that nobody knew, each with the reason; they stand in the document as they were.
    pub unknown: Vec<String>,
    /// What was known but has no value: the document shows `【待补】` there.
    pub missing: Vec<Missing>,
}

/// Fills somebody's own `.docx`. Links lead to the house at `base`.
///
/// # Errors
/// [`Error::Refused`] in one sentence if the file is no sound `.docx`; what the database says.
pub async fn fill_user_docx(office: &Office, moment: Moment, base: &str, bytes: &[u8]) -> Result<Filled> {
    let mut marks: Vec<String> = Vec::new();
    let mut note = |mark: &Mark| {
        marks.push(mark.expression.clone());
        None
    };
    documents::fill(bytes, &mut note).map_err(refused)?;
    let source = report::source(office, office.reader(), moment).await?;
    let facts = report::facts(office, moment);
    let mut answers = Answers::new();
    let mut spoken: BTreeMap<String, Spoken> = BTreeMap::new();
    let mut reasons: BTreeMap<String, String> = BTreeMap::new();
    for mark in marks {
        match template::spoken(&expression(&mark), &facts, &source, &mut answers).await? {
            Ok(said) => {
                spoken.insert(mark, said);
            }
            Err(problem) => {
                reasons.insert(mark, problem.sentence);
            }
        }
    }
    let base = base.trim_end_matches('/');
    let mut answer = |mark: &Mark| {
        let said = spoken.get(&mark.expression)?;
        let address = said.address.as_ref().map(|address| format!("{base}{address}"));
        Some(Filling { text: said.text.clone(), address })
    };
    let filled = documents::fill(bytes, &mut answer).map_err(refused)?;
    let unknown = filled.unknown.into_iter().map(|mark| match reasons.get(&mark) {
        Some(reason) => format!("{mark}：{reason}"),
        None => format!("{mark}：没有写完，缺少 }}}}"),
    });
    let missing = missing(&source, spoken.values()).await?;
    Ok(Filled { docx: filled.docx, filled: filled.filled, unknown: unknown.collect(), missing })
}

/// What a mark asks: a number alone is a blank of the mission report.
fn expression(mark: &str) -> String {
    match mark.trim().parse::<u8>() {
        Ok(slot) => format!("figure({slot})"),
        Err(_) => mark.to_owned(),
    }
}

async fn missing<'s>(source: &Source<'_>, spoken: impl Iterator<Item = &'s Spoken>) -> Result<Vec<Missing>> {
    let mut found: Vec<Missing> = Vec::new();
    for gap in spoken.flat_map(|said| &said.gaps) {
        let missing = match source.reading(&gap.code).await {
            Ok(reading) => report::of_figure(&reading),
            Err(Error::NotFound(_)) => report::of_gap(gap),
            Err(error) => return Err(error),
        };
        if !found.contains(&missing) {
            found.push(missing);
        }
    }
    Ok(found)
}

/// What a document says when it goes wrong, as the house says it.
pub(crate) fn refused(error: DocumentError) -> Error {
    Error::Refused(error.to_string())
}
