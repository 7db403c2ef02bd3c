//! The first look at a workbook: which sheet is which listing, where its headings stand, and what each column means.

use std::{collections::HashMap, ops::ControlFlow};

use storage::Result;
use vocabulary::MoneyUnit;

use super::{
    headings::{self, Meaning, normal, normal_title},
    report::{Problem, SkippedSheet},
    sheet::{Cell, SheetRow},
    workbook::{Reading, SheetName, Workbook},
};
use crate::{Column, Kind, Listing, Registry};

/// How far down the headings are looked for.
const ROWS_SEARCHED: u32 = 20;
/// The share of needed headings, in percent, by which a sheet without a known title is recognised.
const ENOUGH: usize = 60;
/// Sheets that explain the others.
const EXPLANATIONS: [&str; 7] = ["说明", "填表说明", "填写说明", "使用说明", "导入说明", "字典", "数据字典"];

/// A column of a sheet and the stored column that it fills.
#[derive(Clone, Debug)]
pub(super) struct Mapped {
    /// The column in the sheet, from 0.
    pub(super) at: u32,
    /// The position among the stored columns.
    pub(super) position: usize,
    pub(super) column: &'static Column,
    /// The heading as it stands in the sheet, on one line.
    pub(super) heading: String,
    /// The unit in which amounts are written, where it is not the column's own.
    pub(super) unit: Option<MoneyUnit>,
}

/// A sheet that is a listing.
#[derive(Clone, Debug)]
pub(super) struct Matched {
    /// Its place in the workbook.
    pub(super) place: usize,
    pub(super) name: SheetName,
    pub(super) listing: &'static Listing,
    /// The row of its headings.
    pub(super) header: u32,
    pub(super) columns: Vec<Mapped>,
    pub(super) ignored: Vec<String>,
    pub(super) notes: Vec<String>,
    /// Whether a column is missing without which no row can be stored.
    pub(super) is_incomplete: bool,
}

/// What a workbook holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    /// In the order in which they must be stored.
    pub(super) matched: Vec<Matched>,
    pub(super) skipped: Vec<SkippedSheet>,
    pub(super) problems: Vec<Problem>,
    /// Whether columns that a step writes are passed over.
    is_form: bool,
}

/// Looks at the first rows of every sheet. In place of a form it passes over the columns that only a step writes.
pub(super) fn survey(workbook: &Workbook, registry: &Registry, is_form: bool) -> Result<Survey> {
    let mut reading = workbook.reading()?;
    let mut found = Survey { is_form, ..Survey::default() };
    for (place, name) in workbook.sheets().iter().enumerate() {
        if EXPLANATIONS.contains(&normal(&name.title).as_str()) {
            continue;
        }
        if !name.is_visible {
            found.skip(name, "是隐藏的工作表，未导入；需要导入时请先取消隐藏");
            continue;
        }
        let rows = first_rows(&mut reading, place, name)?;
        if rows.is_empty() {
            continue;
        }
        found.look(registry, place, name, &rows);
    }
    let rank = |listing: &Listing| registry.all().iter().position(|other| other.table == listing.table);
    found.matched.sort_by_key(|sheet| (rank(sheet.listing), sheet.place));
    if found.matched.is_empty() && found.problems.is_empty() {
        found.problems.push(Problem {
            sentence: "没有可以识别的工作表：工作表应以记录名称命名，或有相应的表头。可用 keshu template 或页面上的“下载模板”取得空表".to_owned(),
            ..Problem::default()
        });
    }
    Ok(found)
}

fn first_rows(reading: &mut Reading<'_>, place: usize, name: &SheetName) -> Result<Vec<SheetRow>> {
    let mut rows = Vec::new();
    reading.rows(place, name, &mut |row| {
        if row.number > ROWS_SEARCHED && !rows.is_empty() {
            return ControlFlow::Break(());
        }
        rows.push(row);
        if rows.len() >= ROWS_SEARCHED as usize { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(rows)
}

impl Survey {
    fn skip(&mut self, name: &SheetName, sentence: &str) {
        let sentence = format!("工作表“{}”{sentence}", name.title);
        self.skipped.push(SkippedSheet { sheet: name.title.clone(), sentence });
    }

    fn look(&mut self, registry: &Registry, place: usize, name: &SheetName, rows: &[SheetRow]) {
        let Some(listing) = titled(registry, &name.title).or_else(|| by_headings(registry, rows)) else {
            let nearest = nearest_titles(registry, &name.title).join("、");
            self.skip(name, &format!("的名称和表头都不像已有的记录，未导入；名称相近的有：{nearest}"));
            return;
        };
        let Some(header) = header(listing, rows) else {
            let wanted = listing.stored().filter(|column| is_needed(listing, column)).map(Column::heading);
            self.problems.push(Problem {
                sheet: name.title.clone(),
                sentence: format!(
                    "前 {ROWS_SEARCHED} 行中找不到表头行，应有的列：{}",
                    wanted.collect::<Vec<_>>().join("、")
                ),
                ..Problem::default()
            });
            return;
        };
        let above = rows.iter().take_while(|row| row.number < header.number).flat_map(|row| &row.cells);
        let unit = above.filter_map(|(_, cell)| headings::unit_for_all(&cell.to_string())).next();
        let mut matched = Matched {
            place,
            name: name.clone(),
            listing,
            header: header.number,
            columns: Vec::new(),
            ignored: Vec::new(),
            notes: Vec::new(),
            is_incomplete: false,
        };
        self.read_headings(&mut matched, header, unit);
        self.find_missing(&mut matched);
        self.matched.push(matched);
    }

    fn read_headings(&mut self, sheet: &mut Matched, header: &SheetRow, for_all: Option<MoneyUnit>) {
        let mut first_with: HashMap<usize, String> = HashMap::new();
        for (at, cell) in &header.cells {
            let heading = one_line(cell);
            let (position, unit) = match headings::meaning(sheet.listing, &heading) {
                Meaning::Nothing => {
                    if !normal(&heading).is_empty() {
                        sheet.ignored.push(heading);
                    }
                    continue;
                }
                Meaning::WrongUnit(position, unit) => {
                    let own = sheet.listing.stored().nth(position).map_or("", Column::unit);
                    let sentence = format!("表头的单位“{unit}”无法换算，应为“{own}”");
                    self.in_header(sheet, &heading, sentence);
                    sheet.is_incomplete = true;
                    first_with.insert(position, heading);
                    continue;
                }
                Meaning::Column(position, unit) => (position, unit),
            };
            let Some(column) = sheet.listing.stored().nth(position) else { continue };
            if self.is_form && column.by_step {
                sheet.ignored.push(heading);
                continue;
            }
            if let Some(first) = first_with.get(&position) {
                let sentence = format!("与“{first}”是同一列（{}），请删去其中一列", column.label);
                self.in_header(sheet, &heading, sentence);
                continue;
            }
            let is_unitless = !matches!(parted_unit(&heading), Some(unit) if MoneyUnit::from_label(unit).is_some());
            let unit = unit.or(if is_unitless { for_all } else { None });
            note_unit(sheet, column, &heading, unit);
            first_with.insert(position, heading.clone());
            sheet.columns.push(Mapped { at: *at, position, column, heading, unit });
        }
    }

    fn find_missing(&mut self, sheet: &mut Matched) {
        let listing = sheet.listing;
        for (position, column) in listing.stored().enumerate() {
            let has_problem = |problem: &Problem| problem.sheet == sheet.name.title && problem.meant == Some(position);
            let is_there = sheet.columns.iter().any(|mapped| mapped.position == position);
            if is_there || !is_needed(listing, column) || self.problems.iter().any(has_problem) {
                continue;
            }
            let similar =
                sheet.ignored.iter().map(|heading| (headings::likeness(heading, column.label), heading)).max();
            let mut sentence = format!("缺少必填的列“{}”", column.heading());
            if let Some((_, heading)) = similar.filter(|(likeness, _)| *likeness >= 50) {
                sentence.push_str(&format!("；表中有相近的“{heading}”，若是同一列，请改用前者作表头"));
            }
            self.in_header(sheet, &column.heading(), sentence);
            sheet.is_incomplete = true;
        }
    }

    fn in_header(&mut self, sheet: &Matched, heading: &str, sentence: String) {
        let meant = match headings::meaning(sheet.listing, heading) {
            Meaning::Column(position, _) | Meaning::WrongUnit(position, _) => Some(position),
            Meaning::Nothing => None,
        };
        self.problems.push(Problem {
            sheet: sheet.name.title.clone(),
            row: Some(sheet.header),
            column: heading.to_owned(),
            sentence,
            meant,
            ..Problem::default()
        });
    }
}

/// Whether rows cannot be stored without it: it must be filled in, or it tells rows from one another.
pub(super) fn is_needed(listing: &Listing, column: &Column) -> bool {
    column.required || listing.key.contains(&column.name)
}

fn note_unit(sheet: &mut Matched, column: &Column, heading: &str, unit: Option<MoneyUnit>) {
    if let (Kind::Money(own), Some(unit)) = (column.kind, unit)
        && own != unit
    {
        sheet.notes.push(format!("“{heading}”按{}读取，系统以{}显示", unit.label(), own.label()));
    }
}

fn parted_unit(heading: &str) -> Option<&str> {
    let open = heading.trim_end_matches([')', '）']);
    open.rsplit_once(['(', '（']).map(|(_, unit)| unit.trim())
}

fn one_line(cell: &Cell) -> String {
    cell.to_string().split_whitespace().collect::<Vec<_>>().join("")
}

fn titled(registry: &Registry, title: &str) -> Option<&'static Listing> {
    let exact = normal(title);
    let plain = normal_title(title);
    let all = registry.all();
    let named = all.iter().find(|listing| normal(listing.title) == exact || listing.table == exact);
    if let Some(listing) = named {
        return Some(listing);
    }
    let mut alike = all.iter().filter(|listing| normal_title(listing.title) == plain || listing.table == plain);
    match (alike.next(), alike.next()) {
        (Some(listing), None) => Some(listing),
        _ => None,
    }
}

/// How many headings of a row mean a column of the listing, each column once.
fn fitting(listing: &Listing, row: &SheetRow) -> Vec<usize> {
    let mut positions: Vec<usize> = row
        .cells
        .iter()
        .filter(|(_, cell)| matches!(cell, Cell::Text(_)))
        .filter_map(|(_, cell)| match headings::meaning(listing, &one_line(cell)) {
            Meaning::Column(position, _) | Meaning::WrongUnit(position, _) => Some(position),
            Meaning::Nothing => None,
        })
        .collect();
    positions.sort_unstable();
    positions.dedup();
    positions
}

/// The row that has the most headings of the listing; the upper one of two that have as many.
fn header<'r>(listing: &Listing, rows: &'r [SheetRow]) -> Option<&'r SheetRow> {
    let counted = rows.iter().map(|row| (fitting(listing, row).len(), row));
    let (count, row) = counted.rev().max_by_key(|(count, _)| *count)?;
    (count > 0).then_some(row)
}

/// The listing whose needed headings the sheet has, if one is clearly the best.
fn by_headings(registry: &Registry, rows: &[SheetRow]) -> Option<&'static Listing> {
    let mut best: Option<(&'static Listing, (usize, usize))> = None;
    let mut is_tie = false;
    for listing in registry.all() {
        let Some(header) = header(listing, rows) else { continue };
        let positions = fitting(listing, header);
        let needed: Vec<usize> = listing
            .stored()
            .enumerate()
            .filter(|(_, column)| is_needed(listing, column))
            .map(|(position, _)| position)
            .collect();
        let there = needed.iter().filter(|position| positions.contains(position)).count();
        let share = (there * 100).checked_div(needed.len()).unwrap_or(0);
        if share < ENOUGH {
            continue;
        }
        let score = (positions.len() * 100 / listing.stored().count().max(1) + share, positions.len());
        match best {
            Some((_, highest)) if score < highest => {}
            Some((_, highest)) if score == highest => is_tie = true,
            _ => {
                best = Some((listing, score));
                is_tie = false;
            }
        }
    }
    best.filter(|_| !is_tie).map(|(listing, _)| listing)
}

fn nearest_titles(registry: &Registry, title: &str) -> Vec<&'static str> {
    let mut titles: Vec<(usize, &'static str)> =
        registry.all().iter().map(|listing| (headings::likeness(title, listing.title), listing.title)).collect();
    titles.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    titles.into_iter().take(3).map(|(_, title)| title).collect()
}
