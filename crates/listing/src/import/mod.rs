//! Import: a workbook as people keep it becomes records, all of it or nothing, and says everything that is wrong at once.
//!
//! A [`Workbook`] is recognised and guarded (`workbook`, `guard`), its sheets are matched to listings and its headings to
//! columns (`survey`, `headings`), its rows are read to values (`sheet`, `csv`, `rows`) on a thread of their own, and one
//! [`storage::Deed`] stores them by key (`plan`, `store`), with linked records found by key or name (`links`).

mod compound;
mod csv;
mod guard;
mod headings;
mod links;
mod naming;
mod plan;
mod report;
mod rows;
mod sheet;
mod store;
mod survey;
#[cfg(test)]
pub(crate) mod tests;
mod workbook;

use std::{fmt, sync::Arc};

use storage::{Db, Result};

pub use naming::link_texts;
pub use report::{ChangeShown, ImportReport, Problem, SheetReport, SkippedSheet};
pub use workbook::Workbook;

use crate::Registry;

/// After so many new rows the database is told to look at its tables again.
const MANY_ROWS: u64 = 5_000;

/// Told while a long import runs: the title of a sheet and how many of its rows are done.
pub type Progress<'p> = &'p (dyn Fn(&str, u64) + Sync);

/// How an import is done.
#[derive(Copy, Clone)]
pub struct Import<'a> {
    /// Who does it, for the history.
    pub actor: &'a str,
    /// Whether nothing is to be stored, only said what would be.
    pub dry_run: bool,
    /// Told while it runs.
    pub progress: Progress<'a>,
    /// Whether it may write only what a form may: no column that is a step's, and nothing that is settled.
    pub is_form: bool,
}

impl fmt::Debug for Import<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Import").field("actor", &self.actor).field("dry_run", &self.dry_run).finish_non_exhaustive()
    }
}

impl<'a> Import<'a> {
    /// An import by `actor` that stores what it reads and tells nobody how far it is.
    pub fn by(actor: &'a str) -> Import<'a> {
        Import { actor, dry_run: false, progress: &|_, _| {}, is_form: false }
    }

    /// The same for somebody at a browser, who may write by a sheet only what a form may write.
    pub fn as_form(self) -> Import<'a> {
        Import { is_form: true, ..self }
    }

    /// The same as a trial: nothing is stored.
    pub fn dry(self) -> Import<'a> {
        Import { dry_run: true, ..self }
    }

    /// The same, telling `progress` how far it is.
    pub fn telling(self, progress: Progress<'a>) -> Import<'a> {
        Import { progress, ..self }
    }

    /// Brings a workbook into the house. If anything in it is wrong nothing is stored, and the report names all of it.
    ///
    /// # Errors
    /// [`storage::Error::Refused`] where the file breaks off while it is read, or what the database says.
    pub async fn run(self, db: &Db, registry: &Registry, workbook: &Workbook) -> Result<ImportReport> {
        let survey = {
            let (workbook, registry) = (workbook.clone(), registry.clone());
            tokio::task::spawn_blocking(move || survey::survey(&workbook, &registry, self.is_form))
                .await
                .map_err(|error| workbook::damaged(&error))??
        };
        let deed = plan::Bringing {
            workbook: workbook.clone(),
            survey: Arc::new(survey),
            dry_run: self.dry_run,
            progress: self.progress,
            is_form: self.is_form,
        };
        let report = db.write(self.actor, &deed).await?;
        if report.stored && report.sheets.iter().map(|sheet| sheet.added).sum::<u64>() >= MANY_ROWS {
            db.settle().await?;
        }
        Ok(report)
    }
}
