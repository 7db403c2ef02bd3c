//! `keshu import`, `export`, `template` and `sample`: what goes in and out as sheets.

use std::{
    io::{IsTerminal, Write},
    path::Path,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
};

use figures::Office;
use listing::{
    Column, Kept, Kind, Listing, Registry, cell,
    export::{RowWriter, Sheet, XlsxWriter},
    import::{Import, ImportReport, Workbook},
};
use storage::{Error, Result, Value};

use crate::{modules, sample};

/// After so many rows a long import says again how far it is.
const ROWS_BETWEEN: u64 = 20_000;

/// What travels on sheets: not who may come in, and not what the house keeps for itself.
fn on_sheets() -> Registry {
    let stays = |listing: &Listing| {
        listing.kept == Kept::Inside || accounts::LISTINGS.iter().any(|one| one.table == listing.table)
    };
    Registry::new(modules::registry().all().iter().copied().filter(|listing| !stays(listing)))
}

/// Brings a file or folder into the house.
pub(super) async fn import(office: &Office, file: &Path, dry_run: bool, json: bool) -> Result<ExitCode> {
    let workbook = Workbook::open(file)?;
    let told = AtomicU64::new(0);
    let progress = |title: &str, rows: u64| {
        let block = rows / ROWS_BETWEEN;
        if !json && block > 0 && told.swap(block, Ordering::Relaxed) != block {
            eprintln!("  {title}：{rows} 行");
        }
    };
    let import = Import::by("命令行导入").telling(&progress);
    let import = if dry_run { import.dry() } else { import };
    let report = import.run(&office.house.db, &on_sheets(), &workbook).await?;
    if json {
        let text = serde_json::to_string(&report).map_err(|error| Error::Fault(error.to_string()))?;
        println!("{text}");
    } else {
        print(&report);
    }
    Ok(if report.problem_count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(report: &ImportReport) {
    for sheet in &report.sheets {
        println!(
            "{}：{} 行，新增 {}，变更 {}，不变 {}",
            sheet.title, sheet.rows, sheet.added, sheet.changed, sheet.left
        );
        for change in &sheet.changes {
            println!("  第 {} 行 {} {}：{} → {}", change.row, change.key, change.column, change.before, change.after);
        }
        for note in &sheet.notes {
            println!("  {note}");
        }
    }
    for sheet in &report.skipped_sheets {
        println!("{}：{}", sheet.sheet, sheet.sentence);
    }
    for problem in &report.problems {
        let row = problem.row.map_or(String::new(), |row| format!(" 第 {row} 行"));
        let column = if problem.column.is_empty() { String::new() } else { format!("“{}”", problem.column) };
        let value =
            if problem.value.is_empty() { String::new() } else { format!("（现为“{}”）", problem.value) };
        println!("问题：{}{row}{column}{value}：{}", problem.sheet, problem.sentence);
    }
    println!("{}", report.says());
}

/// Writes every record into one workbook.
pub(super) async fn export(office: &Office, out: &Path) -> Result<ExitCode> {
    let progress = Progress::new();
    let house = &office.house;
    listing::export::house(&house.db, &on_sheets(), out, |title, rows| progress.say(&format!("{title}：{rows} 行")))
        .await?;
    progress.end();
    println!("已写出 {}", out.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes the empty import workbook.
pub(super) fn template(out: &Path) -> Result<ExitCode> {
    let bytes = listing::template::template(on_sheets().all())?;
    std::fs::write(out, bytes).map_err(|error| Error::Refused(format!("写不了 {}：{error}", out.display())))?;
    println!("已写出 {}", out.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes the sample: a workbook, or a folder of CSV files.
pub(super) fn sample(out: &Path, districts: u32) -> Result<ExitCode> {
    let registry = modules::registry();
    let sheets = sample::sheets(usize::try_from(districts).unwrap_or(1), registry.all());
    let is_workbook = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let rows = if is_workbook { write_workbook(sheets, out)? } else { write_folder(sheets, out)? };
    println!("已写出 {districts} 个区的示例数据 {rows} 行：{}", out.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes a folder of CSV files, making it where it is not there, and returns how many rows they have.
pub(super) fn write_folder(sheets: Vec<sample::Sheet>, folder: &Path) -> Result<usize> {
    let failed = |error: std::io::Error| Error::Refused(format!("写不了 {}：{error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    let counts = sample::write_csv(sheets, folder).map_err(failed)?;
    Ok(counts.iter().map(|(_, rows)| rows).sum())
}

fn write_workbook(sheets: Vec<sample::Sheet>, out: &Path) -> Result<usize> {
    let mut writer = XlsxWriter::new();
    let mut count = 0;
    for sheet in sheets {
        writer.begin(&Sheet::whole(sheet.listing))?;
        for (row, texts) in (1..).zip(sheet.rows) {
            writer.row(row, &values(sheet.listing, &texts)?)?;
            count += 1;
        }
        writer.end()?;
    }
    let bytes = writer.to_bytes()?;
    std::fs::write(out, bytes).map_err(|error| Error::Refused(format!("写不了 {}：{error}", out.display())))?;
    Ok(count)
}

/// The texts of a row as values; a link stays the text that names its record.
fn values(listing: &'static Listing, texts: &[String]) -> Result<Vec<Value>> {
    let value = |(column, text): (&'static Column, &String)| match column.kind {
        Kind::Link(_) if text.is_empty() => Ok(Value::Null),
        Kind::Link(_) => Ok(Value::Text(text.clone())),
        _ => cell::parse(column, text).map_err(|sentence| Error::invalid(column.label, sentence)),
    };
    listing.stored().zip(texts).map(value).collect()
}

/// A line that is written over again while something long is done; only on a terminal.
struct Progress {
    is_shown: bool,
}

impl Progress {
    fn new() -> Progress {
        Progress { is_shown: std::io::stderr().is_terminal() }
    }

    fn say(&self, text: &str) {
        if self.is_shown {
            eprint!("\r\x1b[K  {text}");
            // Progress that cannot be shown is no failure.
            let _ = std::io::stderr().flush();
        }
    }

    fn end(&self) {
        if self.is_shown {
            eprint!("\r\x1b[K");
        }
    }
}
