//! A figure at a moment: which rows exactly, and what is made of them.

use directory::REGIONS;
use listing::{
    Address, Alternative, Column, Filter, Fold, Listing, Registry, disclosed,
    query::{self, Wanted},
};
use storage::{Error, Reader, Result, Value};
use vocabulary::{Day, MoneyUnit, Period, Region, Window, Wording};

use crate::{Figure, SAVED_FIGURES, Shown, Test};

/// The moment of which figures speak.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year of the report.
    pub year: i32,
    /// The cut-off: nothing later is counted.
    pub as_of: Day,
}

impl Moment {
    /// The moment of a year: its last day, or today while the year lasts.
    pub fn of_year(year: i32, today: Day) -> Moment {
        let last = Day::new(year, 12, 31).unwrap_or(today);
        Moment { year, as_of: if today.year() == year { today } else { last } }
    }

    /// The same day of another year.
    pub fn moved(self, years: i32) -> Moment {
        Moment { year: self.year + years, as_of: self.as_of.plus_years(years) }
    }
}

/// A figure resolved for a moment and a region.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its code.
    pub code: String,
    /// The blank of the mission report that it fills.
    pub slot: Option<u8>,
    /// Its name.
    pub name: String,
    /// The unit that stands behind its number.
    pub unit: String,
    /// The listing.
    pub listing: &'static Listing,
    /// Which rows: never those that are still their owner's alone.
    pub filter: Filter,
    /// What is made of them.
    pub fold: Fold,
    /// How it is said.
    pub shown: Shown,
    /// The name of its window, such as 近两年.
    pub window: &'static str,
    /// The days of its window.
    pub period: Period,
    /// What to mind.
    pub note: String,
    /// Whether more is better.
    pub rising: bool,
}

impl Definition {
    /// The address of the very rows that it is counted from, with the fold, so that the page shows the same number.
    pub fn address(&self) -> String {
        let address = Address {
            filter: self.filter.clone(),
            fold: Some(self.fold),
            figure: Some(self.code.clone()),
            ..Address::default()
        };
        format!("{}?{}", self.listing.path, address.query())
    }
}

/// The region of the bureau: the code that the directory marks as its own district.
///
/// # Errors
/// What the database says.
pub async fn home_region(reader: Reader<'_>) -> Result<Option<String>> {
    let (Some(role), Some(code)) = (REGIONS.column("role"), REGIONS.column("code")) else { return Ok(None) };
    let wanted = Wanted {
        filter: Filter::default().with(role, vec![Alternative::Is("本区".into())]),
        limit: 1,
        ..Wanted::default()
    };
    let page = query::page(reader, &REGIONS, &[code], &wanted).await?;
    let cell = page.records.into_iter().next().and_then(|record| record.cells.into_iter().next());
    Ok(cell.and_then(|cell| cell.value.text().map(str::to_owned)))
}

impl Figure {
    /// The figure at a moment, for a region (a code whose prefix includes all below it).
    ///
    /// # Errors
    /// [`Error::Fault`] if a test names a column that the listing does not have.
    pub fn at(&self, moment: Moment, region: Option<&str>) -> Result<Definition> {
        let period = self.window.resolve(moment.year, moment.as_of);
        let mut filter = Filter::default();
        for test in self.tests {
            let column = self.listing.column(test.column()).ok_or_else(|| {
                Error::Fault(format!(
                    "figure {} tests {}, which {} lacks",
                    self.code,
                    test.column(),
                    self.listing.table
                ))
            })?;
            if let Some(any) = test.alternatives(moment, &period, region) {
                filter = filter.with(column, any);
            }
        }
        Ok(Definition {
            code: self.code.to_owned(),
            slot: self.slot,
            name: self.name.to_owned(),
            unit: self.unit().to_owned(),
            listing: self.listing,
            filter: filter.and(disclosed(self.listing)),
            fold: self.fold,
            shown: self.shown,
            window: self.window.label(),
            period,
            note: self.note.to_owned(),
            rising: self.rising,
        })
    }
}

impl Test {
    fn column(&self) -> &'static str {
        match self {
            Test::Is(column, _)
            | Test::NumberIs(column, _)
            | Test::During(column)
            | Test::ByCutoff(column)
            | Test::UntilCutoff(column)
            | Test::Still(column)
            | Test::OfYear(column)
            | Test::YearsBack(column, _)
            | Test::Filled(column)
            | Test::Home(column) => column,
        }
    }

    /// What the test asks of its column at a moment; nothing where the house has no region of its own.
    fn alternatives(&self, moment: Moment, period: &Period, region: Option<&str>) -> Option<Vec<Alternative>> {
        let day = |day: Day| Value::Text(day.to_string());
        let year = |year: i32| Value::Int(i64::from(year));
        let cutoff = || Some(day(moment.as_of));
        Some(match self {
            Test::Is(_, words) => words.iter().map(|word| Alternative::Is((*word).into())).collect(),
            Test::NumberIs(_, number) => vec![Alternative::Is(Value::Int(*number))],
            Test::During(_) => vec![Alternative::Between(period.from.map(day), Some(day(period.to)))],
            Test::ByCutoff(_) => vec![Alternative::Between(None, cutoff())],
            Test::UntilCutoff(_) => vec![Alternative::Between(cutoff(), None)],
            Test::Still(_) => {
                vec![Alternative::Empty, Alternative::Between(Some(day(moment.as_of.plus_days(1))), None)]
            }
            Test::OfYear(_) => vec![Alternative::Is(year(moment.year))],
            Test::YearsBack(_, years) => {
                vec![Alternative::Between(Some(year(moment.year - years)), Some(year(moment.year)))]
            }
            Test::Filled(_) => vec![Alternative::Filled],
            Test::Home(_) => vec![Alternative::Starts(prefix(region?))],
        })
    }
}

/// The digits that a region shares with all below it: 369900 is 3699, but 369910 is itself.
fn prefix(region: &str) -> String {
    Region::parse(region).map_or_else(|_| region.to_owned(), Region::prefix)
}

/// A saved figure as a definition. Its address is taken as it was saved: the rows do not move with the moment.
///
/// # Errors
/// [`Error::Invalid`] if the address no longer leads to a listing.
pub(crate) fn saved(
    registry: &Registry,
    columns: &[&'static Column],
    record: &listing::Record,
    moment: Moment,
) -> Result<Definition> {
    let text = |name: &str| {
        let position = columns.iter().position(|column| column.name == name);
        let cell = position.and_then(|position| record.cells.get(position));
        cell.and_then(|cell| cell.value.text()).unwrap_or_default().to_owned()
    };
    let address = text("address");
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let listing = registry
        .at(path)
        .ok_or_else(|| Error::invalid("列表地址", format!("自定义指标“{}”的地址 {path} 不是一个列表", text("name"))))?;
    let parsed = Address::parse(listing, query)?;
    let fold = parsed.fold.unwrap_or(Fold::Count);
    let shown = match MoneyUnit::from_label(&text("money_unit")) {
        Some(unit) => Shown::Money(unit, 2, Wording::Exact),
        None => Shown::Count("", Wording::Exact),
    };
    let unit = if text("unit").is_empty() { text("money_unit") } else { text("unit") };
    Ok(Definition {
        code: text("code"),
        slot: None,
        name: text("name"),
        unit,
        listing,
        filter: parsed.filter.and(disclosed(listing)),
        fold,
        shown,
        window: "按列表条件",
        period: Window::AsOf.resolve(moment.year, moment.as_of),
        note: text("note"),
        rising: true,
    })
}

/// All columns of saved figures, in order.
pub(crate) fn saved_columns() -> Vec<&'static Column> {
    SAVED_FIGURES.columns.iter().collect()
}
