//! What an import did, or what stands in its way.

use serde::Serialize;

/// How many problems are told one by one; all are counted.
pub(super) const PROBLEMS_TOLD: usize = 1_000;
/// How many changes of a sheet are told one by one.
pub(super) const CHANGES_TOLD: usize = 200;
/// How many notes of a sheet are told.
pub(super) const NOTES_TOLD: usize = 50;

/// What an import did, or would do, or why it did nothing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// One for each sheet that was recognised, in the order in which they were stored.
    pub sheets: Vec<SheetReport>,
    /// The first thousand problems. If there is one, nothing was stored.
    pub problems: Vec<Problem>,
    /// How many problems there are in all.
    pub problem_count: u64,
    /// How many rows are right in themselves but refer to one that is not.
    pub blocked: u64,
    /// The sheets that were not read, and why.
    pub skipped_sheets: Vec<SkippedSheet>,
    /// Whether this was only a trial.
    pub dry_run: bool,
    /// Whether the rows are stored now.
    pub stored: bool,
}

/// What happened with one sheet.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SheetReport {
    /// The sheet's name in the file.
    pub sheet: String,
    /// What it holds.
    pub title: &'static str,
    /// The table that stores it.
    pub table: &'static str,
    /// The rows in it, blank lines and totals not counted.
    pub rows: u64,
    /// How many records are new.
    pub added: u64,
    /// How many records change.
    pub changed: u64,
    /// How many records stay as they are.
    pub left: u64,
    /// The first two hundred changes, value by value.
    pub changes: Vec<ChangeShown>,
    /// Headings that mean no column of the record.
    pub ignored_columns: Vec<String>,
    /// What else a reader should know: units that were converted, totals that were left out.
    pub notes: Vec<String>,
}

/// One value that changes.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeShown {
    /// The row in the sheet, as Excel numbers it.
    pub row: u32,
    /// The record's key.
    pub key: String,
    /// The column.
    pub column: &'static str,
    /// What the record has now.
    pub before: String,
    /// What the sheet has.
    pub after: String,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The sheet; empty where it concerns the whole file.
    pub sheet: String,
    /// The row as Excel numbers it, where it concerns one.
    pub row: Option<u32>,
    /// The heading of the column.
    pub column: String,
    /// The value, at most 40 characters of it; never a personal one.
    pub value: String,
    /// What is wrong and what would be right.
    pub sentence: String,
    /// The stored column that a problem of a heading is about.
    #[serde(skip)]
    pub(super) meant: Option<usize>,
}

/// A sheet that was not read.
#[derive(Clone, Debug, Serialize)]
pub struct SkippedSheet {
    /// Its name.
    pub sheet: String,
    /// Why, and what it should be named.
    pub sentence: String,
}

impl ImportReport {
    /// The whole in one or two Chinese sentences.
    pub fn says(&self) -> String {
        let total = |count: fn(&SheetReport) -> u64| self.sheets.iter().map(count).sum::<u64>();
        let (added, changed, left) =
            (total(|sheet| sheet.added), total(|sheet| sheet.changed), total(|sheet| sheet.left));
        let mut said = if self.problem_count > 0 {
            let told = if self.problem_count > self.problems.len() as u64 {
                format!("（以下列出前 {} 个）", self.problems.len())
            } else {
                String::new()
            };
            format!("发现 {} 个问题{told}，没有保存任何内容。请改正后重新导入。", self.problem_count)
        } else if self.stored {
            format!("已导入 {} 张工作表：新增 {added} 条，变更 {changed} 条，未变 {left} 条。", self.sheets.len())
        } else {
            format!(
                "试导入通过，尚未保存：{} 张工作表，将新增 {added} 条，变更 {changed} 条，未变 {left} 条。",
                self.sheets.len()
            )
        };
        if self.blocked > 0 {
            said.push_str(&format!("另有 {} 行因所引用的记录有误而未处理。", self.blocked));
        }
        if !self.skipped_sheets.is_empty() {
            said.push_str(&format!("有 {} 张工作表未读取。", self.skipped_sheets.len()));
        }
        said
    }

    /// Adds a problem: told while there is room, counted always.
    pub(super) fn wrong(&mut self, problem: Problem) {
        self.problem_count += 1;
        if self.problems.len() < PROBLEMS_TOLD {
            self.problems.push(problem);
        }
    }
}

impl SheetReport {
    /// Adds a note while there is room.
    pub(super) fn note(&mut self, note: String) {
        if self.notes.len() < NOTES_TOLD {
            self.notes.push(note);
        }
    }
}
