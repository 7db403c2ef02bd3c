//! The rows that explain a difference, with what the history says of them.

use std::collections::{BTreeMap, BTreeSet};

use listing::{Listing, cell, query};
use serde_json::Value as Json;
use storage::{Act, Error, Line, Reader, Result, Value};

/// How many lines of history are read at a time.
const LINES_AT_ONCE: i64 = 5_000;

/// How many rows are named; more are only counted.
const ROWS_NAMED: usize = 200;

/// A row that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// 计入, 不再计入 or 变更.
    pub kind: &'static str,
    /// The row's name.
    pub name: String,
    /// Its page; empty where it was removed.
    pub href: String,
    /// What happened to it, when and by whom.
    pub said: String,
}

/// The lines of history since a report was sent, of the rows that matter.
#[derive(Debug, Default)]
pub(crate) struct History {
    wanted: BTreeMap<&'static str, BTreeSet<i64>>,
    lines: BTreeMap<(String, i64), Vec<Line>>,
}

impl History {
    /// Wants the lines of these rows of a table.
    pub(crate) fn want(&mut self, table: &'static str, rows: impl Iterator<Item = i64>) {
        self.wanted.entry(table).or_default().extend(rows);
    }

    /// Reads the lines after the first `seq`.
    pub(crate) async fn read(&mut self, reader: Reader<'_>, seq: i64) -> Result<()> {
        let mut seq = seq;
        while !self.wanted.is_empty() {
            let lines = storage::lines_since(reader, seq, LINES_AT_ONCE).await?;
            let Some(last) = lines.last() else { break };
            seq = last.seq;
            for line in lines {
                if self.wanted.get(line.subject.as_str()).is_some_and(|rows| rows.contains(&line.record)) {
                    self.lines.entry((line.subject.clone(), line.record)).or_default().push(line);
                }
            }
        }
        Ok(())
    }

    fn of(&self, table: &str, row: i64) -> &[Line] {
        self.lines.get(&(table.to_owned(), row)).map_or(&[], Vec::as_slice)
    }
}

/// The rows that are in one of two sets only, and those in both that were changed since.
pub(crate) async fn traces(
    reader: Reader<'_>,
    listing: &'static Listing,
    history: &History,
    then: &BTreeSet<i64>,
    now: &BTreeSet<i64>,
) -> Result<Vec<Trace>> {
    let came = now.difference(then).map(|id| ("计入", *id));
    let went = then.difference(now).map(|id| ("不再计入", *id));
    let is_changed = |id: &&i64| history.of(listing.table, **id).iter().any(|line| line.act == Act::Change);
    let changed = then.intersection(now).filter(is_changed).map(|id| ("变更", *id));
    let rows: Vec<(&'static str, i64)> = came.chain(went).chain(changed).collect();
    let mut traces = Vec::with_capacity(rows.len());
    for (index, (kind, id)) in rows.into_iter().enumerate() {
        let record = match query::record(reader, listing, id).await {
            _ if index >= ROWS_NAMED => None,
            Ok(record) => Some(record),
            Err(Error::NotFound(_)) => None,
            Err(error) => return Err(error),
        };
        let lines = history.of(listing.table, id);
        let name = record.as_ref().map_or_else(|| format!("{} #{id}", listing.title), |record| record.name.clone());
        let href = record.map(|_| format!("{}/{id}", listing.path)).unwrap_or_default();
        let said = if lines.is_empty() {
            unsaid(kind)
        } else {
            lines.iter().map(|line| says(listing, line)).collect::<Vec<_>>().join("；")
        };
        traces.push(Trace { kind, name, href, said });
    }
    Ok(traces)
}

/// What is said of a row that has no line of its own since: something that it links to changed.
fn unsaid(kind: &str) -> String {
    match kind {
        "计入" => "因关联记录变动而符合条件",
        _ => "因关联记录变动而不再符合条件",
    }
    .to_owned()
}

fn says(listing: &'static Listing, line: &Line) -> String {
    let day: String = line.at.chars().take(10).collect();
    let changes = changes(listing, &line.changes);
    let act = line.act.label();
    if changes.is_empty() {
        format!("{day} {} {act}", line.actor)
    } else {
        format!("{day} {} {act}：{changes}", line.actor)
    }
}

/// The changes of a line in words: `金额 12 → 13，到账日期 2022-03-01 → 2022-04-01`.
fn changes(listing: &'static Listing, json: &str) -> String {
    let Ok(Json::Object(changes)) = serde_json::from_str(json) else { return String::new() };
    let said = changes.iter().map(|(name, pair)| {
        let column = listing.column(name);
        let shown = |value: Option<&Json>| {
            let value = match value {
                Some(Json::Number(number)) => number.as_i64().map_or(Value::Null, Value::Int),
                Some(Json::String(text)) => Value::Text(text.clone()),
                _ => Value::Null,
            };
            let text = column.map(|column| match &value {
                Value::Text(text) if column.personal => text.clone(),
                value => cell::shown(column, value),
            });
            text.filter(|text| !text.is_empty()).unwrap_or_else(|| "未填".to_owned())
        };
        let label = column.map_or(name.as_str(), |column| column.label);
        format!("{label} {} → {}", shown(pair.get(0)), shown(pair.get(1)))
    });
    said.collect::<Vec<_>>().join("，")
}
