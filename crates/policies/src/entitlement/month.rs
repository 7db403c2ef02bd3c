//! A calendar month, the measure of allowances.

use std::fmt;

use vocabulary::Day;

/// A month. Months are ordered by time.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Day,
    last: Day,
}

impl Month {
    /// The month in which a day lies.
    pub const fn of(day: Day) -> Month {
        // The last day of January so many months later is the last day of that month.
        let (Some(first), Some(january)) = (Day::new(day.year(), day.month(), 1), Day::new(day.year(), 1, 31)) else {
            return Month { first: day, last: day };
        };
        Month { first, last: january.plus_months(day.month() as i32 - 1) }
    }

    /// Reads `2022-08`, or any day of the month.
    pub fn parse(text: &str) -> Option<Month> {
        let text = text.trim();
        Day::parse(&format!("{text}-01")).or_else(|_| Day::parse(text)).ok().map(Month::of)
    }

    /// Its first day.
    pub const fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    pub const fn last(self) -> Day {
        self.last
    }

    /// How many days it has.
    pub const fn days(self) -> i32 {
        self.last.day() as i32
    }

    /// The month so many months later; earlier when negative.
    #[must_use]
    pub const fn plus(self, months: i32) -> Month {
        Month::of(self.first.plus_months(months))
    }

    /// How many months it lies after `other`; negative when before.
    pub const fn since(self, other: Month) -> i32 {
        (self.first.year() - other.first.year()) * 12 + self.first.month() as i32 - other.first.month() as i32
    }

    /// Every month from this one to `last`, both included.
    pub fn through(self, last: Month) -> impl Iterator<Item = Month> + Clone {
        (0..=last.since(self)).map(move |later| self.plus(later))
    }

    /// As running text writes it: `2022年8月`.
    pub fn chinese(self) -> String {
        format!("{}年{}月", self.first.year(), self.first.month())
    }
}

/// As addresses write it: `2022-08`.
impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.first.year(), self.first.month())
    }
}
