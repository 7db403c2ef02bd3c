//! What stands beside any figure: its target of the year, the same figure a year earlier, and its rank among the districts
//! of the city.
//!
//! Every percentage is computed once, from whole numbers, halves away from zero.

mod arithmetic;
mod change;
mod earlier;
mod yardstick;

pub(crate) use arithmetic::TARGET_DECIMALS;

use listing::{Alternative, Filter, query};
use storage::{Reader, Result};

pub use change::Change;
pub(crate) use earlier::a_year_earlier;
pub use earlier::series;
pub(crate) use yardstick::Yardsticks;

use crate::{Figure, Moment, Office, Reading, Test, read};

/// What a figure is compared with.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The target of the year, where one is set.
    pub target: Option<Reached>,
    /// The same figure a year earlier on the same day, where the figure depends on the year at all.
    pub before: Option<Reading>,
    /// How it changed since, where both are numbers.
    pub change: Option<Change>,
    /// Its place among the districts, where their numbers are known.
    pub rank: Option<Rank>,
}

/// A target, and how far the figure has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The target in the figure's own unit, exactly.
    pub target: String,
    /// How many percent of it are done; nothing where the figure is missing or the target is nought.
    pub completion_percent: Option<i64>,
    /// Whether it is met, where that can be said.
    pub is_met: Option<bool>,
    /// Who set it, and by which document.
    pub source: String,
}

impl Reached {
    /// As a report says it: `完成年度任务的107%`; nothing where there is no percentage.
    pub fn says(&self) -> String {
        self.completion_percent.map(|percent| format!("完成年度任务的{percent}%")).unwrap_or_default()
    }
}

/// A place among districts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The place, from 1; equal numbers share it.
    pub place: u32,
    /// Among how many.
    pub of: u32,
    /// Where the numbers of the others come from.
    pub source: String,
}

impl Rank {
    /// As a report says it: `居全市第2`.
    pub fn says(&self) -> String {
        format!("居全市第{}", self.place)
    }

    /// The place of `own` among itself and `others`; nothing where there are no others.
    fn among(own: i64, others: &[i64], rising: bool, source: String) -> Option<Rank> {
        if others.is_empty() {
            return None;
        }
        let ahead = others.iter().filter(|other| if rising { **other > own } else { **other < own }).count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        Some(Rank { place: number(ahead), of: number(others.len()), source })
    }
}

/// Compares a reading with its target, with the same figure a year earlier, and with the other districts.
///
/// # Errors
/// What the database says.
pub async fn compare(office: &Office, reading: &Reading, moment: Moment) -> Result<Comparison> {
    let reader = office.reader();
    let yardsticks = Yardsticks::of_year(reader, moment.year, Some(&reading.definition.name)).await?;
    let before = a_year_earlier(office, reading, moment).await?;
    Ok(Comparison {
        target: yardsticks.reached(reading),
        change: before.as_ref().and_then(|before| Change::between(reading, before)),
        rank: rank(office, &yardsticks, reading, moment).await?,
        before,
    })
}

/// The place of a reading: counted from the rows of all districts where the house holds them, else from what the
/// statistics office published.
pub(crate) async fn rank(
    office: &Office,
    yardsticks: &Yardsticks,
    reading: &Reading,
    moment: Moment,
) -> Result<Option<Rank>> {
    if let Some(figure) = office.catalogue.find(&reading.definition.code)
        && let Some(rank) = counted_rank(office.reader(), figure, &yardsticks.siblings, reading, moment).await?
    {
        return Ok(Some(rank));
    }
    Ok(yardsticks.published_rank(reading, moment))
}

async fn counted_rank(
    reader: Reader<'_>,
    figure: &'static Figure,
    siblings: &[String],
    reading: &Reading,
    moment: Moment,
) -> Result<Option<Rank>> {
    let Some(own) = reading.number() else { return Ok(None) };
    let home = figure.tests.iter().find_map(|test| if let Test::Home(name) = test { Some(*name) } else { None });
    let Some(column) = home.and_then(|name| figure.listing.column(name)) else { return Ok(None) };
    let mut others = Vec::new();
    for code in siblings {
        let prefix = code.trim_end_matches('0').to_owned();
        let wanted = query::Wanted {
            filter: Filter::default().with(column, vec![Alternative::Starts(prefix)]),
            limit: 1,
            ..query::Wanted::default()
        };
        // A district of which the house holds no row at all has no number here: it is not a district with nought.
        if query::page(reader, figure.listing, &[], &wanted).await?.records.is_empty() {
            continue;
        }
        others.extend(read(reader, figure.at(moment, Some(code))?).await?.number());
    }
    let source = format!("按本系统内各区县的{}计算", figure.listing.title);
    Ok(Rank::among(own, &others, figure.rising, source))
}

#[cfg(test)]
mod tests;
