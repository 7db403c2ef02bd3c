//! A month in an address, `2022-12`, and the days it has.

use listing::{Alternative, Filter, Listing};
use storage::{Error, Result, Value};
use vocabulary::Day;

/// A month.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// Its first day.
    pub(super) first: Day,
}

impl Month {
    /// The month that an address names; the current one where it names none.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it names none that exists.
    pub(super) fn of(text: &str, today: Day) -> Result<Month> {
        let first = match text {
            "" => Ok(today.plus_days(1 - i32::from(today.day()))),
            month => Day::parse(&format!("{month}-01")),
        };
        // The months at the edges of the calendar have no neighbours.
        let is_month = |first: &Day| first.day() == 1 && (1950..2150).contains(&first.year());
        let first = first.ok().filter(is_month);
        first.map(|first| Month { first }).ok_or_else(|| Error::invalid("month", "月份应如 2022-12"))
    }

    /// Its last day.
    pub(super) fn last(self) -> Day {
        self.first.plus_months(1).plus_days(-1)
    }

    /// The month so many months later, or earlier.
    pub(super) fn plus(self, months: i32) -> Month {
        Month { first: self.first.plus_months(months) }
    }

    /// As an address writes it.
    pub(super) fn address(self) -> String {
        self.first.to_string().get(..7).unwrap_or_default().to_owned()
    }

    /// As people read it.
    pub(super) fn says(self) -> String {
        format!("{} 年 {} 月", self.first.year(), self.first.month())
    }

    /// What of a listing lies in it by a column of days.
    pub(super) fn filter(self, listing: &'static Listing, column: &str) -> Filter {
        let (first, last) = (self.first.to_string(), self.last().to_string());
        let any = vec![Alternative::Between(Some(Value::from(first)), Some(Value::from(last)))];
        listing.column(column).map_or_else(Filter::default, |column| Filter::default().with(column, any))
    }
}
