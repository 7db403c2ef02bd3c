//! One figure: its value, its definition, what it is compared with, its years, and the first rows behind it.

use std::collections::HashSet;

use askama::Template;
use listing::{
    Column, Fold, Record, address,
    pages::{CellView, Heading, TableView, table_columns, table_view},
    query::{self, Wanted},
};
use storage::Result;
use web::{Frame, Outcome, Visitor, page};

use super::{Asked, REPORT, frame};
use crate::{
    Change, Comparison, Moment, Office, Rank, Reading,
    compare::{Yardsticks, compare, series},
    phrase::grouped,
    reading::contribution,
    trend,
};

/// How many years the chart shows.
const YEARS: i32 = 5;

/// How many rows are shown.
const WITNESSES: usize = 20;

/// How many columns of a row are shown beside what it contributes.
const COLUMNS: usize = 5;

struct Measure {
    name: &'static str,
    value: String,
    note: String,
}

struct YearRow {
    year: i32,
    href: String,
    value: String,
    is_missing: bool,
    is_now: bool,
    change: String,
    target: String,
    completion: String,
}

struct Definition {
    conditions: String,
    window: String,
    fold: String,
    writing: String,
    note: String,
}

#[derive(Template)]
#[template(path = "pages/figure.html")]
struct FigurePage<'a> {
    frame: Frame<'a>,
    reading: &'a Reading,
    module: &'static str,
    year: i32,
    as_of: String,
    earlier: String,
    later: String,
    value: String,
    unit: String,
    why_missing: String,
    address: String,
    rows: String,
    row_unit: &'static str,
    definition: Definition,
    measures: Vec<Measure>,
    target_link: String,
    has_target: bool,
    chart: String,
    years: Vec<YearRow>,
    witnesses: TableView,
    witnesses_csv: String,
    witnesses_json: String,
    saved_path: &'static str,
    report: String,
}

/// The page of a figure.
pub(super) async fn figure(office: &Office, visitor: &Visitor, code: &str, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let reading = office.read(code, asked.moment).await?;
    let comparison = compare(office, &reading, asked.moment).await?;
    let is_quantity = reading.definition.shown.is_quantity();
    let years = if is_quantity { series(office, code, asked.moment, YEARS).await? } else { Vec::new() };
    let definition = &reading.definition;
    let path = format!("/figures/{code}");
    let module = module(office, code);
    let other_year = |years: i32| {
        let moment = asked.moment.moved(years);
        let carried = asked.carried.iter().map(|(name, _)| match name.as_str() {
            "as_of" => (name.clone(), moment.as_of.to_string()),
            _ => (name.clone(), moment.year.to_string()),
        });
        let mut pairs: Vec<(String, String)> = carried.collect();
        if !pairs.iter().any(|(name, _)| name == "year") {
            pairs.insert(0, ("year".to_owned(), moment.year.to_string()));
        }
        format!("{path}?{}", address::encode(&pairs))
    };
    let group = if module.is_empty() { "自定义指标" } else { module };
    let frame = frame(office, visitor, &definition.name).crumb("指标", &asked.link("/figures"));
    page(&FigurePage {
        frame: frame.crumb(group, &format!("{}#m-{group}", asked.link("/figures"))).crumb(&definition.name, ""),
        module,
        year: asked.moment.year,
        as_of: asked.moment.as_of.to_string(),
        earlier: other_year(-1),
        later: other_year(1),
        value: reading.on_page(),
        unit: if reading.is_missing() { String::new() } else { definition.unit.clone() },
        why_missing: reading.why_missing().unwrap_or_default().to_owned(),
        address: definition.address(),
        rows: vocabulary::grouped(reading.witnesses),
        row_unit: definition.listing.unit,
        definition: definition_told(&reading),
        measures: if is_quantity { measures(&reading, &comparison) } else { Vec::new() },
        target_link: format!("{path}/target?year={}", asked.moment.year),
        has_target: comparison.target.is_some(),
        chart: trend("years", &years, comparison.target.as_ref()),
        years: year_rows(office, code, asked.moment, &years).await?,
        witnesses: first_witnesses(office, &reading).await?,
        witnesses_csv: asked.link(&format!("{path}/witnesses.csv")),
        witnesses_json: asked.link(&format!("{path}/witnesses.json")),
        saved_path: crate::SAVED_FIGURES.path,
        report: format!("{REPORT}?year={}", asked.moment.year),
        reading: &reading,
    })
}

/// The module that declares a built-in figure; nothing for a saved one.
fn module(office: &Office, code: &str) -> &'static str {
    let group = office.catalogue.groups().iter().find(|(_, figures)| figures.iter().any(|figure| figure.code == code));
    group.map_or("", |(title, _)| *title)
}

fn definition_told(reading: &Reading) -> Definition {
    let definition = &reading.definition;
    let conditions = address::says(definition.listing, &definition.filter);
    let is_saved = definition.window == "按列表条件";
    Definition {
        conditions: if conditions.is_empty() { "全部记录".to_owned() } else { conditions },
        window: if is_saved {
            "按保存时的条件，不随年度移动".to_owned()
        } else {
            format!("{}：{}", definition.window, definition.period.says())
        },
        fold: definition.fold.says(definition.listing),
        writing: definition.shown.says(),
        note: definition.note.clone(),
    }
}

fn measures(reading: &Reading, comparison: &Comparison) -> Vec<Measure> {
    let unit = &reading.definition.unit;
    let target = match &comparison.target {
        Some(target) => Measure {
            name: "年度任务",
            value: format!("{} {unit}", grouped(&target.target)),
            note: [target.says(), target.source.clone()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("；"),
        },
        None => Measure { name: "年度任务", value: "未设".to_owned(), note: String::new() },
    };
    let before = comparison.before.as_ref();
    let change = match (&comparison.change, before) {
        (Some(change), Some(before)) => {
            let verb = if change.difference < 0 { "减少" } else { "增加" };
            let moved = if change.difference == 0 {
                String::new()
            } else {
                format!("，{verb} {} {unit}", grouped(&change.amount))
            };
            Measure {
                name: "同比",
                value: change.brief(),
                note: format!("上年同日 {} {unit}{moved}", before.on_page()),
            }
        }
        (None, Some(before)) if before.is_missing() => {
            Measure { name: "同比", value: "—".to_owned(), note: "上年没有数据".to_owned() }
        }
        _ => Measure { name: "同比", value: "—".to_owned(), note: String::new() },
    };
    let rank = match &comparison.rank {
        Some(Rank { place, of, source }) => {
            Measure {
                name: "全市位次", value: format!("第 {place}"), note: format!("共 {of} 个县区；{source}")
            }
        }
        None => {
            Measure { name: "全市位次", value: "—".to_owned(), note: "没有其他县区的数据".to_owned() }
        }
    };
    vec![target, change, rank]
}

async fn year_rows(office: &Office, code: &str, moment: Moment, years: &[(i32, Reading)]) -> Result<Vec<YearRow>> {
    let mut rows = Vec::new();
    let mut before: Option<&Reading> = None;
    for (year, reading) in years {
        let yardsticks = Yardsticks::of_year(office.reader(), *year, Some(&reading.definition.name)).await?;
        let target = yardsticks.reached(reading);
        let completion = target.as_ref().and_then(|target| target.completion_percent);
        let change = before.and_then(|before| Change::between(reading, before));
        let is_now = office.catalogue.find(code).is_none() || *year == moment.year;
        rows.push(YearRow {
            year: *year,
            href: reading.definition.address(),
            value: reading.on_page(),
            is_missing: reading.is_missing(),
            is_now: is_now && years.last().is_some_and(|(last, _)| last == year),
            change: change.map_or(String::new(), |change| change.brief()),
            target: target.map_or(String::new(), |target| grouped(&target.target)),
            completion: completion.map_or(String::new(), |percent| format!("{percent}%")),
        });
        before = Some(reading);
    }
    rows.reverse();
    Ok(rows)
}

/// The first rows behind a figure, with a last column that says what each contributes.
async fn first_witnesses(office: &Office, reading: &Reading) -> Result<TableView> {
    let definition = &reading.definition;
    let listing = definition.listing;
    let counted = definition.fold.column(listing);
    let columns: Vec<&'static Column> = counted.into_iter().chain(table_columns(listing, "", COLUMNS)).collect();
    let wanted = Wanted { filter: definition.filter.clone(), limit: WITNESSES, ..Wanted::default() };
    let records = query::page(office.reader(), listing, &columns, &wanted).await?.records;
    let mut seen = HashSet::new();
    let contributions: Vec<String> = records.iter().map(|record| contribution(reading, record, &mut seen)).collect();
    let shown: Vec<Record> = records
        .into_iter()
        .map(|record| Record {
            cells: record.cells.into_iter().skip(usize::from(counted.is_some())).collect(),
            ..record
        })
        .collect();
    let mut table = table_view(listing, &shown, "", COLUMNS);
    let unit = office.catalogue.find(&definition.code).map_or("", |figure| figure.unit());
    table.headings.push(Heading { label: "计入", unit, is_numeric: true, sort: None, sorted: "" });
    for (row, contributes) in table.rows.iter_mut().zip(contributions) {
        let is_repeated = contributes == "0" && matches!(definition.fold, Fold::Distinct(_));
        let text = if is_repeated { "0（前面已计）".to_owned() } else { grouped(&contributes) };
        row.cells.push(CellView { label: "计入", text, class: "num", href: String::new() });
    }
    Ok(table)
}
