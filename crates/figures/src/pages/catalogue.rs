//! The catalogue: every figure of a year with its value, its target, its change and its rank.

use askama::Template;
use storage::Result;
use vocabulary::Wording;
use web::{Frame, Outcome, Visitor, page};

use super::{Asked, frame};
use crate::{
    Change, Comparison, Definition, Kept, Moment, Office, Reading,
    compare::{Yardsticks, rank},
    phrase::grouped,
};

/// How many years before the shown one can be chosen.
const YEARS_BACK: i32 = 5;

/// The heading over the figures that people saved.
const SAVED: &str = "自定义指标";

/// A figure with what stands beside it.
pub(super) struct Row {
    /// The figure.
    pub(super) reading: Reading,
    /// What it is compared with.
    pub(super) comparison: Comparison,
}

impl Row {
    fn is_behind(&self) -> bool {
        self.comparison.target.as_ref().is_some_and(|target| target.is_met == Some(false))
    }

    /// Whether the reader wants to see it.
    fn passes(&self, only: &Only) -> bool {
        (!only.missing && !only.behind && !only.report)
            || (only.missing && self.reading.is_missing())
            || (only.behind && self.is_behind())
            || (only.report && self.reading.definition.slot.is_some())
    }
}

/// All figures of a moment by module, the saved ones last. Every figure is read once for the moment and once for the year
/// before; ranks are worked out only where there is a target or something published to set a figure beside.
pub(super) async fn rows(office: &Office, moment: Moment) -> Result<Vec<(&'static str, Vec<Row>)>> {
    let reader = office.reader();
    let yardsticks = Yardsticks::of_year(reader, moment.year, None).await?;
    let now = office.catalogue.read_all(reader, moment).await?;
    let before = office.catalogue.read_all(reader, moment.moved(-1)).await?;
    let mut readings = now.into_iter().zip(before);
    let mut groups = Vec::new();
    for (title, figures) in office.catalogue.groups() {
        let mut rows = Vec::new();
        for (reading, before) in readings.by_ref().take(figures.len()) {
            rows.push(row(office, &yardsticks, reading, Some(before), moment).await?);
        }
        groups.push((*title, rows));
    }
    let mut saved = Vec::new();
    for reading in office.catalogue.read_saved(reader, &office.house.registry, moment).await? {
        let before = crate::compare::a_year_earlier(office, &reading, moment).await?;
        saved.push(row(office, &yardsticks, reading, before, moment).await?);
    }
    groups.push((SAVED, saved));
    groups.retain(|(_, rows)| !rows.is_empty());
    Ok(groups)
}

async fn row(
    office: &Office,
    yardsticks: &Yardsticks,
    reading: Reading,
    before: Option<Reading>,
    moment: Moment,
) -> Result<Row> {
    let before = before.filter(|before| before.definition.address() != reading.definition.address());
    let rank = if yardsticks.speaks_of(&reading) { rank(office, yardsticks, &reading, moment).await? } else { None };
    let change = before.as_ref().and_then(|before| Change::between(&reading, before));
    let comparison = Comparison { target: yardsticks.reached(&reading), before, change, rank };
    Ok(Row { reading, comparison })
}

/// Which figures the reader wants to see; all where nothing is ticked.
struct Only {
    missing: bool,
    behind: bool,
    report: bool,
}

struct Entry {
    name: String,
    href: String,
    address: String,
    value: String,
    is_missing: bool,
    unit: String,
    window: String,
    target: String,
    percent: Option<i64>,
    progress: i64,
    change: String,
    rank: String,
    rank_source: String,
}

struct Group {
    title: &'static str,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "pages/catalogue.html")]
struct CataloguePage<'a> {
    frame: Frame<'a>,
    year: i32,
    as_of: String,
    as_of_given: String,
    years: Vec<i32>,
    exports: String,
    total: usize,
    missing: usize,
    behind: usize,
    in_report: usize,
    only: Only,
    groups: Vec<Group>,
}

/// The rows of the last catalogue that was shown.
pub(super) type KeptRows = Kept<Vec<(&'static str, Vec<Row>)>>;

/// The page of the catalogue.
pub(super) async fn catalogue(office: &Office, kept: &KeptRows, visitor: &Visitor, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let groups = kept.answer(office.reader(), asked.moment, rows(office, asked.moment)).await?;
    let all = || groups.iter().flat_map(|(_, rows)| rows);
    let only = Only {
        missing: asked.has("only", "missing"),
        behind: asked.has("only", "behind"),
        report: asked.has("only", "report"),
    };
    let title = format!("{} 年指标", asked.moment.year);
    let newest = office.moment(None, None).year.max(asked.moment.year);
    let shown =
        |rows: &[Row]| rows.iter().filter(|row| row.passes(&only)).map(|row| entry(&asked, row)).collect::<Vec<_>>();
    page(&CataloguePage {
        frame: frame(office, visitor, &title).crumb("首页", "/").crumb("指标", ""),
        year: asked.moment.year,
        as_of: asked.moment.as_of.to_string(),
        as_of_given: if asked.carried.iter().any(|(name, _)| name == "as_of") {
            asked.moment.as_of.to_string()
        } else {
            String::new()
        },
        years: (asked.moment.year - YEARS_BACK..=newest).rev().collect(),
        exports: asked.link("").trim_start_matches('?').to_owned(),
        total: all().count(),
        missing: all().filter(|row| row.reading.is_missing()).count(),
        behind: all().filter(|row| row.is_behind()).count(),
        in_report: all().filter(|row| row.reading.definition.slot.is_some()).count(),
        groups: groups
            .iter()
            .map(|(title, rows)| Group { title, entries: shown(rows) })
            .filter(|group| !group.entries.is_empty())
            .collect(),
        only,
    })
}

fn entry(asked: &Asked, row: &Row) -> Entry {
    let definition = &row.reading.definition;
    let Comparison { target, change, rank, .. } = &row.comparison;
    let percent = target.as_ref().and_then(|target| target.completion_percent);
    Entry {
        name: definition.name.clone(),
        href: asked.link(&format!("/figures/{}", definition.code)),
        address: definition.address(),
        value: row.reading.on_page(),
        is_missing: row.reading.is_missing(),
        unit: definition.unit.clone(),
        window: window(definition),
        target: target.as_ref().map_or(String::new(), |target| grouped(&target.target)),
        percent,
        progress: percent.unwrap_or(0).clamp(0, 100),
        change: change.as_ref().map_or(String::new(), Change::brief),
        rank: rank.as_ref().map_or(String::new(), |rank| format!("第 {}", rank.place)),
        rank_source: rank.as_ref().map_or(String::new(), |rank| format!("共 {} 个县区，{}", rank.of, rank.source)),
    }
}

fn window(definition: &Definition) -> String {
    match definition.shown.wording() {
        Wording::Exact => definition.window.to_owned(),
        wording => format!("{} · {}", definition.window, wording.label()),
    }
}
