//! What a year's figures are measured by: the targets that were set, and what was published of the districts.

use directory::REGIONS;
use listing::{
    Alternative, Column, Filter, Listing, Record,
    query::{self, Wanted},
};
use storage::{Reader, Result, Value};
use vocabulary::Day;

use super::{
    Rank, Reached,
    arithmetic::{self, TARGET_DECIMALS},
};
use crate::{Moment, Reading, STATISTICS, Shown, TARGETS};

/// The periods of statistics, the longest first, with the last day of each.
const PERIODS: [(&str, u8, u8); 4] = [("年报", 12, 31), ("三季报", 9, 30), ("半年报", 6, 30), ("一季报", 3, 31)];

/// How many rows are read of each kind: more than a year of a city has.
const ROWS: usize = 5_000;

/// The targets, statistics and neighbours of a year, read once for any number of figures.
#[derive(Debug, Default)]
pub(crate) struct Yardsticks {
    targets: Vec<Target>,
    published: Vec<Published>,
    home: Option<String>,
    /// The codes of the other districts of the city.
    pub(crate) siblings: Vec<String>,
}

#[derive(Debug)]
struct Target {
    figure: String,
    hundredths: i64,
    source: String,
}

#[derive(Debug)]
struct Published {
    indicator: String,
    region: String,
    period: String,
    amount: Option<i64>,
    quantity: Option<i64>,
    source: String,
}

impl Yardsticks {
    /// Those of a year; of statistics only those of one indicator, where it is named.
    pub(crate) async fn of_year(reader: Reader<'_>, year: i32, indicator: Option<&str>) -> Result<Yardsticks> {
        let mut yardsticks = Yardsticks::default();
        let regions = Filter::default();
        for cells in rows(reader, &REGIONS, &["code", "role"], regions).await? {
            let [Some(code), Some(role)] = texts(&cells) else { continue };
            match role {
                "本区" => yardsticks.home = Some(code.to_owned()),
                "兄弟区县" => yardsticks.siblings.push(code.to_owned()),
                _ => {}
            }
        }
        for cells in rows(reader, &TARGETS, &["figure", "source", "value"], of_year(&TARGETS, year)).await? {
            if let ([Some(figure), source], Some(hundredths)) = (texts(&cells), number(&cells, 2)) {
                let (figure, source) = (figure.to_owned(), source.unwrap_or_default().to_owned());
                yardsticks.targets.push(Target { figure, hundredths, source });
            }
        }
        let mut published = of_year(&STATISTICS, year);
        if let (Some(name), Some(column)) = (indicator, STATISTICS.column("indicator")) {
            published = published.with(column, vec![Alternative::Is(name.into())]);
        }
        let columns = ["indicator", "region", "period", "source", "amount", "quantity"];
        for cells in rows(reader, &STATISTICS, &columns, published).await? {
            let [Some(indicator), Some(region), Some(period), source] = texts(&cells) else { continue };
            yardsticks.published.push(Published {
                indicator: indicator.to_owned(),
                region: region.to_owned(),
                period: period.to_owned(),
                amount: number(&cells, 4),
                quantity: number(&cells, 5),
                source: source.unwrap_or_default().to_owned(),
            });
        }
        Ok(yardsticks)
    }

    /// Whether anything is set or published that this reading could be measured by.
    pub(crate) fn speaks_of(&self, reading: &Reading) -> bool {
        let definition = &reading.definition;
        self.targets.iter().any(|target| target.figure == definition.code)
            || self.published.iter().any(|row| row.indicator == definition.name)
    }

    /// The target of a reading, and how far it has come.
    pub(crate) fn reached(&self, reading: &Reading) -> Option<Reached> {
        let target = self.targets.iter().find(|target| target.figure == reading.definition.code)?;
        let one = arithmetic::one_unit(reading);
        let raw = reading.number();
        let is_met = raw.map(|raw| {
            let done = i128::from(raw) * 10_i128.pow(TARGET_DECIMALS);
            let wanted = i128::from(target.hundredths) * i128::from(one);
            if reading.definition.rising { done >= wanted } else { done <= wanted }
        });
        Some(Reached {
            target: vocabulary::format_scaled(target.hundredths, TARGET_DECIMALS),
            completion_percent: raw.and_then(|raw| arithmetic::completion(raw, one, target.hundredths)),
            is_met,
            source: target.source.clone(),
        })
    }

    /// The place of the bureau's own district in what was published under the name of a reading's figure: of the longest
    /// period that had ended by the cut-off and in which the district itself stands.
    pub(crate) fn published_rank(&self, reading: &Reading, moment: Moment) -> Option<Rank> {
        let home = self.home.as_deref()?;
        let ended = PERIODS
            .iter()
            .filter(|(_, month, day)| Day::new(moment.year, *month, *day).is_some_and(|last| last <= moment.as_of));
        ended.into_iter().find_map(|(period, _, _)| self.rank_in(period, home, reading, moment.year))
    }

    fn rank_in(&self, period: &str, home: &str, reading: &Reading, year: i32) -> Option<Rank> {
        let definition = &reading.definition;
        let rows = || self.published.iter().filter(|row| row.indicator == definition.name && row.period == period);
        let own = rows().find(|row| row.region == home)?;
        let in_money = matches!(definition.shown, Shown::Money(..)) && own.amount.is_some();
        let value = |row: &Published| if in_money || row.quantity.is_none() { row.amount } else { row.quantity };
        let compares = |row: &&Published| row.region != home && is_beside(home, &row.region);
        let others: Vec<i64> = rows().filter(compares).filter_map(value).collect();
        let source = format!("{}{year}年{period}", own.source);
        Rank::among(value(own)?, &others, definition.rising, source)
    }
}

/// Whether two codes are districts of one city: the same first four digits, and not the city itself.
fn is_beside(home: &str, other: &str) -> bool {
    let city = |code: &str| code.get(..4).map(str::to_owned);
    other.len() == 6 && city(home) == city(other) && !other.ends_with("00")
}

async fn rows(
    reader: Reader<'_>,
    listing: &'static Listing,
    names: &[&str],
    filter: Filter,
) -> Result<Vec<Vec<Value>>> {
    let columns: Vec<&'static Column> = names.iter().filter_map(|name| listing.column(name)).collect();
    let wanted = Wanted { filter, limit: ROWS, ..Wanted::default() };
    let records = query::page(reader, listing, &columns, &wanted).await?.records;
    let values = |record: Record| record.cells.into_iter().map(|cell| cell.value).collect();
    Ok(records.into_iter().map(values).collect())
}

fn of_year(listing: &'static Listing, year: i32) -> Filter {
    let column = listing.column("year");
    let any = || vec![Alternative::Is(Value::Int(i64::from(year)))];
    column.map_or_else(Filter::default, |column| Filter::default().with(column, any()))
}

/// The first cells as texts.
fn texts<const N: usize>(cells: &[Value]) -> [Option<&str>; N] {
    std::array::from_fn(|index| cells.get(index).and_then(Value::text))
}

fn number(cells: &[Value], index: usize) -> Option<i64> {
    cells.get(index).and_then(Value::int)
}
