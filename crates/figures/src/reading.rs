//! Reading figures: the value, how it is said, and the rows behind it.

use listing::{
    Cell, Column, Filter, Fold, FoldValue, Record,
    query::{self, Wanted},
};
use storage::{Reader, Result, Value};
use vocabulary::{Day, Money, MoneyUnit, Wording, format_scaled};

use crate::{Definition, Shown};

/// How many witnesses are read at a time.
const WITNESSES_AT_ONCE: usize = 2_000;

/// A figure as read at a moment.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was read.
    pub definition: Definition,
    /// The value.
    pub value: FoldValue,
    /// How many rows it was made of.
    pub witnesses: i64,
}

/// A row behind a figure, and what it contributes.
#[derive(Clone, Debug)]
pub struct Witness {
    /// The id of the row.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it adds to the figure, in the figure's unit; for a distinct count 0 where an earlier row has the same value.
    pub contributes: String,
}

/// Reads a figure.
///
/// # Errors
/// What the database says.
pub async fn read(reader: Reader<'_>, definition: Definition) -> Result<Reading> {
    let (mut value, witnesses) = query::folded(reader, definition.listing, &definition.filter, definition.fold).await?;
    // Nothing found in a list that has never been filled in is not nothing: it is not known.
    if witnesses == 0 && query::count(reader, definition.listing, &Filter::default()).await? == 0 {
        value = FoldValue::Missing(format!("还没有“{}”的记录，请先导入或新增", definition.listing.title));
    }
    Ok(Reading { definition, value, witnesses })
}

impl Reading {
    /// Whether there is no value.
    pub fn is_missing(&self) -> bool {
        matches!(self.value, FoldValue::Missing(_))
    }

    /// Why there is no value, where there is none.
    pub fn why_missing(&self) -> Option<&str> {
        match &self.value {
            FoldValue::Missing(why) => Some(why),
            FoldValue::Number(_) | FoldValue::Text(_) | FoldValue::Pair(..) => None,
        }
    }

    /// The exact value in the figure's unit, as a number or text without separators; nothing where it is missing.
    pub fn exact(&self) -> Option<String> {
        match &self.value {
            FoldValue::Missing(_) => None,
            FoldValue::Number(number) => Some(self.definition.shown.exact(*number, self.column())),
            FoldValue::Text(text) => Some(self.definition.shown.of_text(text)),
            FoldValue::Pair(low, high) => {
                let exact = |number: i64| self.definition.shown.exact(number, self.column());
                Some(format!("{}-{}", exact(*low), exact(*high)))
            }
        }
    }

    /// The value as a whole number of fen, counts or scaled units, for comparing readings of the same figure.
    pub fn number(&self) -> Option<i64> {
        match self.value {
            FoldValue::Number(number) => Some(number),
            FoldValue::Missing(_) | FoldValue::Text(_) | FoldValue::Pair(..) => None,
        }
    }

    /// The number as a report writes it, without unit or hedge; `【待补】` where it is missing.
    pub fn shown(&self) -> String {
        match &self.value {
            FoldValue::Missing(_) => "【待补】".to_owned(),
            FoldValue::Number(number) => self.definition.shown.said(*number, self.column()).0,
            FoldValue::Text(text) => self.definition.shown.of_text(text),
            FoldValue::Pair(low, high) => {
                let said = |number: i64| self.definition.shown.said(number, self.column()).0;
                format!("{}—{}", said(*low), said(*high))
            }
        }
    }

    /// The word that belongs to the wording (余, 多, 以上, 约), or nothing where the number stands by itself.
    pub fn hedge(&self) -> &'static str {
        match self.value {
            FoldValue::Number(number) => self.definition.shown.said(number, self.column()).1,
            FoldValue::Missing(_) | FoldValue::Text(_) | FoldValue::Pair(..) => "",
        }
    }

    /// The column whose numbers it is made of; nothing where it counts.
    pub(crate) fn column(&self) -> Option<&'static Column> {
        let listing = self.definition.listing;
        match self.definition.fold {
            Fold::Count | Fold::Distinct(_) => None,
            fold => fold.column(listing).map(|column| listing::cell::origin(listing, column)),
        }
    }
}

impl Shown {
    fn exact(self, number: i64, column: Option<&Column>) -> String {
        match (self, column.map(|column| column.kind)) {
            (Shown::Money(unit, ..) | Shown::Span(unit), _) => Money::from_fen(number).exact(unit),
            (Shown::Percent, _) => format_scaled(number, 2),
            (_, Some(listing::Kind::Quantity(scale, _))) => format_scaled(number, scale),
            (_, Some(listing::Kind::Money(_))) => Money::from_fen(number).exact(MoneyUnit::Yuan),
            (Shown::Count(..) | Shown::Text | Shown::Year | Shown::Month, _) => number.to_string(),
        }
    }

    /// The number and the hedge.
    fn said(self, number: i64, column: Option<&Column>) -> (String, &'static str) {
        match self {
            Shown::Count(_, Wording::Exact) | Shown::Percent | Shown::Text | Shown::Year | Shown::Month => {
                (self.exact(number, column), "")
            }
            Shown::Count(_, wording) => {
                let said = wording.say_count(number);
                (said.number, said.hedge)
            }
            Shown::Money(unit, decimals, wording) => {
                let said = wording.say_money(Money::from_fen(number), unit, decimals);
                (said.number, said.hedge)
            }
            Shown::Span(unit) => (Money::from_fen(number).exact(unit), ""),
        }
    }

    fn of_text(self, text: &str) -> String {
        match self {
            Shown::Year => Day::parse(text).map_or_else(|_| text.to_owned(), |day| day.year().to_string()),
            Shown::Month => Day::parse(text).map_or_else(|_| text.to_owned(), |day| day.month().to_string()),
            Shown::Count(..) | Shown::Money(..) | Shown::Percent | Shown::Text | Shown::Span(_) => text.to_owned(),
        }
    }
}

/// All rows behind a figure, in the order of their ids, and what each contributes.
///
/// # Errors
/// What the database says.
pub async fn witnesses(reader: Reader<'_>, reading: &Reading) -> Result<Vec<Witness>> {
    let definition = &reading.definition;
    let column = definition.fold.column(definition.listing);
    let columns: Vec<&'static Column> = column.into_iter().collect();
    let mut wanted = Wanted { filter: definition.filter.clone(), limit: WITNESSES_AT_ONCE, ..Wanted::default() };
    let mut seen = std::collections::HashSet::new();
    let mut found = Vec::new();
    loop {
        let page = query::page(reader, definition.listing, &columns, &wanted).await?;
        for record in &page.records {
            let contributes = contribution(reading, record, &mut seen);
            found.push(Witness { id: record.id, name: record.name.clone(), contributes });
        }
        match page.after {
            Some(after) => wanted.after = Some(after),
            None => return Ok(found),
        }
    }
}

/// What a record, read with the fold's column first, adds to a reading; `seen` holds the values counted before it.
pub(crate) fn contribution(reading: &Reading, record: &Record, seen: &mut std::collections::HashSet<Value>) -> String {
    let cell = record.cells.first().cloned().unwrap_or_default();
    let column = reading.column();
    match reading.definition.fold {
        Fold::Count => "1".to_owned(),
        // No row adds to a ratio by itself.
        Fold::Ratio { .. } => String::new(),
        Fold::Distinct(_) => u8::from(!cell.value.is_null() && seen.insert(cell.value)).to_string(),
        Fold::Sum(_) | Fold::The(_) | Fold::Span(..) | Fold::LeastIncrease { .. } => match cell {
            Cell { name: Some(name), .. } => name,
            Cell { value: Value::Int(number), .. } => reading.definition.shown.exact(number, column),
            Cell { value: Value::Text(text), .. } => reading.definition.shown.of_text(&text),
            Cell { value: Value::Null, .. } => "0".to_owned(),
        },
    }
}
