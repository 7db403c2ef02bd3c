//! 材料: which papers of a case are still missing.

use cases::{CaseFile, Paper};
use storage::{Reader, Result};

/// A paper that must be there.
pub(crate) fn required(name: &str) -> Paper {
    Paper { name: name.to_owned(), required: true }
}

/// The required papers for which no file stands.
///
/// # Errors
/// What the database says.
pub(crate) async fn missing(reader: Reader<'_>, case: &CaseFile, papers: &[Paper]) -> Result<Vec<String>> {
    let files = documents::attached(reader, case.listing.table, case.id()).await?;
    let stands = |paper: &Paper| files.iter().any(|file| file.paper == paper.name && file.replaced_on.is_none());
    Ok(papers.iter().filter(|paper| paper.required && !stands(paper)).map(|paper| paper.name.clone()).collect())
}
