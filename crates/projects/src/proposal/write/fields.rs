//! The columns of the proposal itself that are written in a section.

use cases::CaseFile;
use listing::{Column, Kind, cell, records};
use storage::{Db, Deed, Error, Result, Row, Value, Work};
use web::typed;

use super::{super::PROPOSALS, Section, refuse_stale, still_open};

/// The columns that a section writes.
pub(crate) fn fields_of(section: Section) -> Vec<&'static Column> {
    let is_of = |column: &&Column| match section {
        Section::Basics => column.name != "pledge",
        Section::Submission => column.name == "pledge",
        Section::Members
        | Section::Partners
        | Section::Budget
        | Section::Indicators
        | Section::Questions
        | Section::Papers => false,
    };
    PROPOSALS.stored().filter(|column| !column.by_step).filter(is_of).collect()
}

/// What stands in a proposal, as a form would write it. What is personal comes masked, and a masked text that comes back
/// changes nothing.
pub(crate) fn as_typed(case: &CaseFile) -> Vec<(String, String)> {
    let filled = case.listing.stored().filter_map(|column| {
        let found = case.cell(column.name)?;
        let text = match (column.kind, &found.value) {
            (Kind::Link(_), Value::Int(id)) => {
                format!("#{id} {}", found.name.clone().unwrap_or_default()).trim_end().to_owned()
            }
            (_, value) if column.personal => cell::masked(column, value),
            (_, value) => cell::plain(column, value),
        };
        Some((column.name.to_owned(), text))
    });
    filled.collect()
}

/// Saves the columns of a section.
#[derive(Debug)]
pub(crate) struct SaveFields<'a> {
    pub(crate) db: &'a Db,
    pub(crate) proposal: i64,
    pub(crate) section: Section,
    pub(crate) typed: &'a [(String, String)],
}

impl SaveFields<'_> {
    /// What the columns of the section look like to somebody who edits them.
    pub(crate) fn fingerprint(&self, case: &CaseFile) -> Result<String> {
        let ours = fields_of(self.section);
        let stored = PROPOSALS.stored().zip(case.row().values);
        let values = stored
            .map(|(column, value)| if ours.iter().any(|our| our.name == column.name) { value } else { Value::Null })
            .collect();
        Ok(self.db.digest(self.db.table(PROPOSALS.table)?, &Row { id: case.id(), values }))
    }
}

impl Deed for SaveFields<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let case = still_open(work.reader(), self.proposal).await?;
        refuse_stale(typed(self.typed, "_seen"), &self.fingerprint(&case)?)?;
        let ours = fields_of(self.section);
        let is_ours = |name: &str| ours.iter().any(|our| our.name == name);
        let mut all: Vec<(String, String)> = self.typed.iter().filter(|(name, _)| is_ours(name)).cloned().collect();
        all.extend(as_typed(&case).into_iter().filter(|(name, _)| !is_ours(name)));
        let before = case.row();
        let values = records::parse(work.reader(), &PROPOSALS, &all, Some(&before)).await?;
        let changes: Vec<(usize, Value)> = PROPOSALS
            .stored()
            .zip(values)
            .enumerate()
            .filter(|(_, (column, _))| is_ours(column.name))
            .map(|(position, (_, value))| (position, value))
            .collect();
        if changes.is_empty() {
            return Err(Error::Fault(format!("section {:?} has no columns of its own", self.section)));
        }
        work.update(self.db.table(PROPOSALS.table)?, &before, &changes).await.map(|_| ())
    }
}
