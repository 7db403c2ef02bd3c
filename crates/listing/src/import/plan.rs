//! The whole of an import as one deed: rows are read on a thread of their own and stored in the order of their links.

use std::{collections::HashMap, future::Future, ops::ControlFlow, sync::Arc};

use storage::{Deed, Reader, Result, Sql, Table, Work};
use tokio::sync::mpsc;

use super::{
    Progress,
    links::Links,
    report::{ImportReport, SheetReport},
    rows::{self, Field, Outcome, ReadRow},
    store::{Seen, Store},
    survey::Survey,
    workbook::{Workbook, damaged},
};
use crate::Listing;

/// How many rows are stored together.
const AT_ONCE: usize = 500;
/// How many such blocks may wait to be stored.
const BLOCKS_WAITING: usize = 4;
/// How often rows that refer to rows of their own sheet are tried again: the depth of a tree.
const DEEPEST_TREE: usize = 100;

/// A workbook on its way into the house.
pub(super) struct Bringing<'a> {
    pub(super) workbook: Workbook,
    pub(super) survey: Arc<Survey>,
    pub(super) dry_run: bool,
    pub(super) progress: Progress<'a>,
    pub(super) is_form: bool,
}

/// Some rows of a sheet.
struct Block {
    /// The sheet, by its place among the matched ones.
    sheet: usize,
    rows: Vec<ReadRow>,
    notes: Vec<String>,
    is_last: bool,
}

impl Deed for Bringing<'_> {
    type Outcome = ImportReport;

    fn done<'w>(&'w self, work: &'w mut Work) -> impl Future<Output = Result<ImportReport>> + Send + 'w {
        Box::pin(self.bring(work))
    }
}

impl Bringing<'_> {
    async fn bring(&self, work: &mut Work) -> Result<ImportReport> {
        let (sender, mut blocks) = mpsc::channel(BLOCKS_WAITING);
        let (workbook, survey) = (self.workbook.clone(), Arc::clone(&self.survey));
        let reading = tokio::task::spawn_blocking(move || read_sheets(&workbook, &survey, &sender));
        let mut run = Run::new(&self.survey, self.is_form);
        let mut done: HashMap<usize, u64> = HashMap::new();
        while let Some(block) = blocks.recv().await {
            let rows = done.entry(block.sheet).or_default();
            *rows += block.rows.len() as u64;
            let (rows, sheet) = (*rows, block.sheet);
            // Where this fails the receiver goes away, and with it the thread that reads.
            run.take(work, block).await?;
            if let Some(sheet) = self.survey.matched.get(sheet) {
                (self.progress)(&sheet.name.title, rows);
            }
        }
        reading.await.map_err(|error| damaged(&error))??;
        let mut report = run.report;
        report.dry_run = self.dry_run;
        report.stored = !self.dry_run && report.problem_count == 0 && report.blocked == 0;
        if !report.stored {
            work.discard();
        }
        Ok(report)
    }
}

/// Reads all matched sheets, in the order of the survey, until nobody listens any more.
fn read_sheets(workbook: &Workbook, survey: &Survey, sender: &mpsc::Sender<Block>) -> Result<()> {
    let mut reading = workbook.reading()?;
    for (index, sheet) in survey.matched.iter().enumerate() {
        let blank = vec![Field::Absent; sheet.listing.stored().count()];
        let mut rows = Vec::with_capacity(AT_ONCE);
        let mut notes = Vec::new();
        let mut is_heard = true;
        reading.rows(sheet.place, &sheet.name, &mut |row| {
            if row.number <= sheet.header {
                return ControlFlow::Continue(());
            }
            match rows::read(sheet, &row, &blank) {
                Outcome::Row(row) => rows.push(row),
                Outcome::Passed(note) if notes.len() < AT_ONCE => notes.push(note),
                Outcome::Passed(_) | Outcome::Blank => {}
            }
            if rows.len() < AT_ONCE {
                return ControlFlow::Continue(());
            }
            let full = std::mem::replace(&mut rows, Vec::with_capacity(AT_ONCE));
            let block = Block { sheet: index, rows: full, notes: std::mem::take(&mut notes), is_last: false };
            is_heard = sender.blocking_send(block).is_ok();
            if is_heard { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        let last = Block { sheet: index, rows, notes, is_last: true };
        if !is_heard || sender.blocking_send(last).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// An import under way.
struct Run<'s> {
    survey: &'s Survey,
    is_form: bool,
    report: ImportReport,
    links: Links,
    seen: Seen,
    filling: Option<Filling>,
}

/// The listing that is being filled.
struct Filling {
    listing: &'static Listing,
    table: Table,
    was_empty: bool,
    /// Rows that refer to rows of the same listing which are not there yet, with the sheet they are from.
    waiting: Vec<(usize, ReadRow)>,
}

impl<'s> Run<'s> {
    fn new(survey: &'s Survey, is_form: bool) -> Run<'s> {
        let mut report = ImportReport { skipped_sheets: survey.skipped.clone(), ..ImportReport::default() };
        for problem in &survey.problems {
            report.wrong(problem.clone());
        }
        report.sheets = survey
            .matched
            .iter()
            .map(|sheet| SheetReport {
                sheet: sheet.name.title.clone(),
                title: sheet.listing.title,
                table: sheet.listing.table,
                ignored_columns: sheet.ignored.clone(),
                notes: sheet.notes.clone(),
                ..SheetReport::default()
            })
            .collect();
        Run { survey, is_form, report, links: Links::default(), seen: Seen::default(), filling: None }
    }

    async fn take(&mut self, work: &mut Work, block: Block) -> Result<()> {
        let Some(sheet) = self.survey.matched.get(block.sheet) else { return Ok(()) };
        if let Some(report) = self.report.sheets.get_mut(block.sheet) {
            report.rows += block.rows.len() as u64;
            block.notes.into_iter().for_each(|note| report.note(note));
        }
        if self.filling.as_ref().is_none_or(|filling| filling.listing.table != sheet.listing.table) {
            self.filling = Some(Filling {
                listing: sheet.listing,
                table: sheet.listing.to_table(),
                was_empty: is_empty(work.reader(), sheet.listing).await?,
                waiting: Vec::new(),
            });
        }
        self.store(work, block.sheet, block.rows, false).await?;
        let next = self.survey.matched.get(block.sheet + 1);
        if block.is_last && next.is_none_or(|next| next.listing.table != sheet.listing.table) {
            self.settle(work).await?;
        }
        Ok(())
    }

    async fn store(&mut self, work: &mut Work, sheet: usize, rows: Vec<ReadRow>, is_final: bool) -> Result<()> {
        let (Some(matched), Some(filling)) = (self.survey.matched.get(sheet), self.filling.as_mut()) else {
            return Ok(());
        };
        let mut store = Store {
            sheet: matched,
            place: sheet,
            table: &filling.table,
            was_empty: filling.was_empty,
            is_final,
            is_form: self.is_form,
            links: &mut self.links,
            seen: &mut self.seen,
            report: &mut self.report,
        };
        let waiting = Box::pin(store.rows(work, rows)).await?;
        filling.waiting.extend(waiting.into_iter().map(|row| (sheet, row)));
        Ok(())
    }

    /// Tries the rows that wait for rows of their own listing until no more of them find theirs.
    async fn settle(&mut self, work: &mut Work) -> Result<()> {
        for round in 0..=DEEPEST_TREE {
            let Some(filling) = self.filling.as_mut() else { return Ok(()) };
            let waiting = std::mem::take(&mut filling.waiting);
            if waiting.is_empty() {
                return Ok(());
            }
            let before = waiting.len();
            self.store_by_sheet(work, waiting, round == DEEPEST_TREE).await?;
            let Some(filling) = self.filling.as_mut() else { return Ok(()) };
            if filling.waiting.len() == before {
                let waiting = std::mem::take(&mut filling.waiting);
                return self.store_by_sheet(work, waiting, true).await;
            }
        }
        Ok(())
    }

    async fn store_by_sheet(&mut self, work: &mut Work, rows: Vec<(usize, ReadRow)>, is_final: bool) -> Result<()> {
        let mut by_sheet: Vec<(usize, Vec<ReadRow>)> = Vec::new();
        for (sheet, row) in rows {
            match by_sheet.last_mut() {
                Some((last, block)) if *last == sheet && block.len() < AT_ONCE => block.push(row),
                _ => by_sheet.push((sheet, vec![row])),
            }
        }
        for (sheet, block) in by_sheet {
            self.store(work, sheet, block, is_final).await?;
        }
        Ok(())
    }
}

async fn is_empty(reader: Reader<'_>, listing: &Listing) -> Result<bool> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "id" FROM "#).name(listing.table).push(" LIMIT 1");
    Ok(reader.number(sql).await?.is_none())
}
