//! The targets of a demand, as one small table that is saved as a whole.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, Change, matching, pages::Desk};
use listing::{Kind, cell};
use storage::{Db, Deed, Error, Problem, Result, Value, Work};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::Needle;
use crate::{DEMANDS, TARGETS};

/// How many empty lines the table offers.
const BLANK: usize = 3;

/// The columns that are written into.
const COLUMNS: [&str; 4] = ["indicator", "comparison", "value", "unit"];

struct Line {
    at: usize,
    indicator: String,
    comparison: String,
    value: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "pages/targets.html")]
struct TargetsPage<'a> {
    frame: Frame<'a>,
    id: i64,
    name: String,
    lines: Vec<Line>,
    words: &'static [&'static str],
    problems: Vec<Problem>,
    is_dirty: bool,
}

/// The table.
pub(super) async fn form(needle: &Needle, visitor: &Visitor, id: i64) -> Outcome {
    let demand = open(needle, visitor, id).await?;
    let kept =
        CaseFile::all(needle.desk.house.reader(), &TARGETS, matching(&TARGETS, &[("demand", id.into())])?).await?;
    let shown = |row: &CaseFile, name: &str| match TARGETS.column(name).zip(row.cell(name)) {
        Some((column, found)) => cell::plain(column, &found.value),
        None => String::new(),
    };
    let mut lines: Vec<[String; 4]> = kept.iter().map(|row| COLUMNS.map(|name| shown(row, name))).collect();
    lines.resize_with(lines.len() + BLANK, Default::default);
    page(&shown_page(&needle.desk, visitor, &demand, lines, Vec::new()))
}

/// Saves the table: what is left blank is gone.
pub(super) async fn save(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    let demand = open(needle, visitor, id).await?;
    let lines = written(pairs);
    let db = &needle.desk.house.db;
    let saved = match rows(id, &lines) {
        Ok(rows) => db.write(&visitor.actor(), &Save { db, demand: id, rows }).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match saved {
        Ok(()) => Ok(go(&demand.href())),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let shown = TargetsPage { is_dirty: true, ..shown_page(&needle.desk, visitor, &demand, lines, problems) };
            Ok((status, page(&shown)?).into_response())
        }
    }
}

/// A demand whose form is open to the visitor now.
async fn open(needle: &Needle, visitor: &Visitor, id: i64) -> Result<CaseFile> {
    let demand = needle.demand(visitor, id).await?;
    let house = &needle.desk.house;
    if let Some(conduct) = house.conduct_of(&DEMANDS) {
        conduct.opens(house, &visitor.who, &demand.row()).await?;
    }
    Ok(demand)
}

/// The lines as they were typed.
fn written(pairs: &[(String, String)]) -> Vec<[String; 4]> {
    let is_there = |at: &usize| pairs.iter().any(|(name, _)| *name == format!("indicator-{at}"));
    let line = |at: usize| COLUMNS.map(|name| typed(pairs, &format!("{name}-{at}")).to_owned());
    (0..pairs.len()).take_while(is_there).map(line).collect()
}

/// The lines as rows; what is wrong with them, all at once.
fn rows(demand: i64, lines: &[[String; 4]]) -> std::result::Result<Vec<Vec<Change>>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut rows: Vec<Vec<Change>> = Vec::new();
    let has_text = |line: &[String; 4]| line.iter().enumerate().any(|(at, text)| at != 1 && !text.is_empty());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| has_text(line)) {
        let sequence = i64::try_from(rows.len() + 1).unwrap_or(i64::MAX);
        let mut row: Vec<Change> = vec![("demand", demand.into()), ("sequence", sequence.into())];
        for (name, text) in COLUMNS.into_iter().zip(line) {
            let Some(column) = TARGETS.column(name) else { continue };
            match cell::parse(column, text) {
                Ok(value) => row.push((name, value)),
                Err(sentence) => {
                    let sentence = format!("第 {} 行：{sentence}", at + 1);
                    problems.push(Problem { place: format!("{name}-{at}"), sentence });
                }
            }
        }
        rows.push(row);
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

/// Puts these rows in the place of those that were there.
struct Save<'a> {
    db: &'a Db,
    demand: i64,
    rows: Vec<Vec<Change>>,
}

impl Deed for Save<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let of_demand = matching(&TARGETS, &[("demand", Value::from(self.demand))])?;
        let mut old = CaseFile::all(work.reader(), &TARGETS, of_demand).await?.into_iter();
        for row in &self.rows {
            match old.next() {
                Some(kept) => kept.write(work, self.db, row.clone()).await?,
                None => {
                    cases::add(work, self.db, &TARGETS, row.clone()).await?;
                }
            }
        }
        for gone in old {
            work.delete(self.db.table(TARGETS.table)?, gone.id()).await?;
        }
        Ok(())
    }
}

fn shown_page<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    demand: &CaseFile,
    lines: Vec<[String; 4]>,
    problems: Vec<Problem>,
) -> TargetsPage<'a> {
    let frame = desk.house.frame(&DEMANDS, visitor, "指标要求").siblings(Vec::new());
    let line = |(at, [indicator, comparison, value, unit]): (usize, [String; 4])| Line {
        at,
        indicator,
        comparison,
        value,
        unit,
    };
    TargetsPage {
        frame: frame.crumb(DEMANDS.title, DEMANDS.path).crumb(demand.name(), &demand.href()).crumb("指标要求", ""),
        id: demand.id(),
        name: demand.name().to_owned(),
        lines: lines.into_iter().enumerate().map(line).collect(),
        words: match TARGETS.column("comparison").map(|column| column.kind) {
            Some(Kind::Choice(words)) => words,
            _ => &[],
        },
        problems,
        is_dirty: false,
    }
}
