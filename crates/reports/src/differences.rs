//! What has changed since a report was sent: each figure then and now, and the rows that came, went or changed.

mod traces;

use std::collections::BTreeSet;

use figures::{Moment, Office, Reading};
use listing::{
    Alternative, Filter, Listing, Record,
    query::{self, Wanted},
};
use storage::{Deed, Error, Reader, Result, Row, Table, Value, Work};
use vocabulary::Day;

use crate::{FROZEN_FIGURES, FROZEN_REPORTS, freeze::witness_ids, report};

pub use traces::Trace;

/// More figures than a report has.
const FIGURES_A_REPORT: usize = 5_000;

/// How many rows are listed of each kind.
const ROWS_SHOWN: usize = 20;

/// A report that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its id.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// Of when it speaks.
    pub moment: Moment,
    /// When it was sent.
    pub at: String,
    /// Who sent it.
    pub by: String,
    /// How many lines the history had.
    lines: i64,
}

/// A sent report against the house as it is now.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What was sent.
    pub sent: Sent,
    /// How many figures it froze.
    pub figures: usize,
    /// Those that differ now.
    pub differences: Vec<Difference>,
}

/// A figure that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The id of the frozen figure.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The blank of the mission report.
    pub slot: Option<u8>,
    /// What the report said.
    pub then: String,
    /// What it would say now.
    pub now: String,
    /// The exact value then, where it was not missing.
    pub value_then: String,
    /// The exact value now.
    pub value_now: String,
    /// The list behind it now.
    pub address: String,
    /// The rows that explain it, the first few.
    pub traces: Vec<Trace>,
    /// How many more rows differ.
    pub untold: usize,
    /// The reason that somebody gave.
    pub reason: String,
}

/// A frozen figure as stored.
struct Frozen {
    id: i64,
    code: String,
    name: String,
    value: String,
    shown: String,
    address: String,
    rows: BTreeSet<i64>,
    reason: String,
}

/// The reports of a year that were sent, the latest first.
///
/// # Errors
/// What the database says.
pub async fn sent_in(reader: Reader<'_>, year: i32) -> Result<Vec<Sent>> {
    let Some(column) = FROZEN_REPORTS.column("year") else { return Ok(Vec::new()) };
    let filter = Filter::default().with(column, vec![Alternative::Is(Value::Int(i64::from(year)))]);
    let columns: Vec<_> = FROZEN_REPORTS.columns.iter().filter(|column| column.name != "body").collect();
    let wanted = Wanted { filter, limit: 50, ..Wanted::default() };
    let page = query::page(reader, &FROZEN_REPORTS, &columns, &wanted).await?;
    Ok(page
        .records
        .iter()
        .map(|record| sent(record, |name| columns.iter().position(|column| column.name == name)))
        .collect())
}

/// A sent report by id.
///
/// # Errors
/// [`Error::NotFound`] if there is none; what the database says.
pub async fn sent_by_id(reader: Reader<'_>, id: i64) -> Result<Sent> {
    let record = query::record(reader, &FROZEN_REPORTS, id).await?;
    Ok(sent(&record, |name| FROZEN_REPORTS.columns.iter().position(|column| column.name == name)))
}

fn sent(record: &Record, position: impl Fn(&str) -> Option<usize>) -> Sent {
    let value = |name: &str| position(name).and_then(|at| record.cells.get(at)).map(|cell| cell.value.clone());
    let text = |name: &str| value(name).and_then(|value| value.text().map(str::to_owned)).unwrap_or_default();
    let number = |name: &str| value(name).and_then(|value| value.int()).unwrap_or_default();
    let year = i32::try_from(number("year")).unwrap_or_default();
    Sent {
        id: record.id,
        number: text("number"),
        moment: Moment { year, as_of: Day::parse(&text("as_of")).unwrap_or(Day::LATEST) },
        at: text("sent_at"),
        by: text("sent_by"),
        lines: number("history_lines"),
    }
}

/// Compares a sent report with the house as it is now.
///
/// # Errors
/// What the database says.
pub async fn compared(office: &Office, sent: Sent) -> Result<Compared> {
    let reader = office.reader();
    let frozen = frozen(reader, sent.id).await?;
    let figures = frozen.len();
    let (lines, _) = storage::head(reader).await?;
    // Sending wrote a line for the report and one for each figure; with no line since, nothing can differ.
    if usize::try_from(lines - sent.lines).is_ok_and(|since| since == figures + 1) {
        return Ok(Compared { sent, figures, differences: Vec::new() });
    }
    let source = report::source(office, reader, sent.moment).await?;
    let mut found = Vec::new();
    for frozen in frozen {
        let now = match source.reading(&frozen.code).await {
            Ok(reading) => Some(reading),
            Err(Error::NotFound(_) | Error::Invalid(_)) => None,
            Err(error) => return Err(error),
        };
        let rows = match &now {
            Some(reading) => witness_ids(reader, reading).await?.into_iter().collect(),
            None => BTreeSet::new(),
        };
        let value = now.as_ref().and_then(Reading::exact).unwrap_or_default();
        if value != frozen.value || rows != frozen.rows {
            found.push((frozen, now, rows));
        }
    }
    let mut history = traces::History::default();
    for (frozen, now, rows) in &found {
        if let Some(listing) = listing_of(office, frozen, now.as_ref()) {
            history.want(listing.table, frozen.rows.union(rows).copied());
        }
    }
    history.read(reader, sent.lines).await?;
    let mut differences = Vec::new();
    for (frozen, now, rows) in found {
        let listing = listing_of(office, &frozen, now.as_ref());
        let traces = match listing {
            Some(listing) => traces::traces(reader, listing, &history, &frozen.rows, &rows).await?,
            None => Vec::new(),
        };
        differences.push(difference(frozen, now, traces));
    }
    differences.sort_by_key(|difference| (difference.slot.is_none(), difference.slot));
    Ok(Compared { sent, figures, differences })
}

fn listing_of(office: &Office, frozen: &Frozen, now: Option<&Reading>) -> Option<&'static Listing> {
    let path = frozen.address.split_once('?').map_or(frozen.address.as_str(), |(path, _)| path);
    now.map(|reading| reading.definition.listing).or_else(|| office.house.registry.at(path))
}

fn difference(frozen: Frozen, now: Option<Reading>, mut traces: Vec<Trace>) -> Difference {
    let untold = traces.len().saturating_sub(ROWS_SHOWN);
    traces.truncate(ROWS_SHOWN);
    let said = now.as_ref().map_or_else(|| "指标已不存在".to_owned(), Reading::phrase);
    Difference {
        id: frozen.id,
        slot: now.as_ref().and_then(|reading| reading.definition.slot),
        address: now.as_ref().map_or(frozen.address, |reading| reading.definition.address()),
        value_now: now.as_ref().and_then(Reading::exact).unwrap_or_default(),
        code: frozen.code,
        name: frozen.name,
        then: frozen.shown,
        now: said,
        value_then: frozen.value,
        traces,
        untold,
        reason: frozen.reason,
    }
}

async fn frozen(reader: Reader<'_>, report: i64) -> Result<Vec<Frozen>> {
    let Some(link) = FROZEN_FIGURES.column("report") else { return Ok(Vec::new()) };
    let columns: Vec<_> = FROZEN_FIGURES.columns.iter().collect();
    let filter = Filter::default().with(link, vec![Alternative::Is(Value::Int(report))]);
    let wanted = Wanted { filter, limit: FIGURES_A_REPORT, ..Wanted::default() };
    let page = query::page(reader, &FROZEN_FIGURES, &columns, &wanted).await?;
    let stored = |record: Record| {
        let text = |name: &str| {
            let at = columns.iter().position(|column| column.name == name);
            let cell = at.and_then(|at| record.cells.get(at));
            cell.and_then(|cell| cell.value.text()).unwrap_or_default().to_owned()
        };
        Frozen {
            id: record.id,
            code: text("figure"),
            name: text("name"),
            value: text("value"),
            shown: text("shown"),
            address: text("address"),
            rows: serde_json::from_str(&text("rows")).unwrap_or_default(),
            reason: text("reason"),
        }
    };
    Ok(page.records.into_iter().map(stored).collect())
}

/// Notes why a figure differs.
pub(crate) struct Explain<'a> {
    pub(crate) table: &'a Table,
    /// The report.
    pub(crate) report: i64,
    /// The frozen figure.
    pub(crate) id: i64,
    /// The reason; empty takes it back.
    pub(crate) reason: &'a str,
}

impl Deed for Explain<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let (Some(column), Some(position)) = (FROZEN_FIGURES.column("reason"), FROZEN_FIGURES.position("reason"))
        else {
            return Err(Error::Fault("frozen figures have no reason".to_owned()));
        };
        let reason = listing::cell::parse(column, self.reason).map_err(|said| Error::invalid(column.label, said))?;
        let record = query::record(work.reader(), &FROZEN_FIGURES, self.id).await?;
        let values: Vec<Value> = record.cells.into_iter().map(|cell| cell.value).collect();
        if values.first().and_then(Value::int) != Some(self.report) {
            return Err(Error::NotFound("这份报送中没有这个指标".to_owned()));
        }
        let row = Row { id: self.id, values };
        work.update(self.table, &row, &[(position, reason)]).await.map(|_| ())
    }
}
