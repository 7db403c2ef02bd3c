//! What the records say that should be looked at.

mod duplicate;
mod overdue;
mod payment;
mod project;

use cases::{CaseFile, Change, Kind};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::Day;

use super::record::Sort;

/// Something that should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    sort: Sort,
    /// One line, the same as long as the records say the same.
    title: String,
    /// Why.
    grounds: String,
    /// The records, as `project/12 project/15`.
    concerns: String,
    unit: Option<i64>,
    section: Option<i64>,
}

impl Found {
    /// Everything there is on a day.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn all(reader: Reader<'_>, kinds: &[&'static dyn Kind], today: Day) -> Result<Vec<Found>> {
        let mut all = duplicate::found(reader, today).await?;
        all.extend(project::unaccepted(reader, today).await?);
        all.extend(project::barred(reader, today).await?);
        all.extend(payment::found(reader, today).await?);
        all.extend(overdue::found(reader, kinds, today).await?);
        Ok(all)
    }

    /// By what it is known again.
    pub(super) fn mark(&self) -> (String, String) {
        (self.title.clone(), self.concerns.clone())
    }

    /// The columns of the signal.
    pub(super) fn values(&self, number: String, today: Day) -> Vec<Change> {
        let mut values: Vec<Change> = vec![
            ("number", number.into()),
            ("kind", self.sort.label().into()),
            ("title", self.title.clone().into()),
            ("grounds", self.grounds.clone().into()),
            ("concerns", self.concerns.clone().into()),
            ("found_on", today.to_string().into()),
        ];
        values.extend(self.unit.map(|unit| ("unit", unit.into())));
        values.extend(self.section.map(|section| ("section", section.into())));
        values
    }
}

/// Records as a signal names them.
fn named<'f>(files: impl IntoIterator<Item = &'f CaseFile>) -> String {
    let names: Vec<String> = files.into_iter().map(|file| format!("{}/{}", file.listing.table, file.id())).collect();
    names.join(" ")
}
