//! A calendar day in the Gregorian calendar, without time or zone: how every date of the bureau is kept.

use std::fmt;
use std::str::FromStr;

use crate::day_reading::read;
use crate::wrong::Wrong;

/// A day from 1900-01-01 to 2199-12-31. Days are ordered by time.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day {
    year: i16,
    month: u8,
    day: u8,
}

/// The first year there is.
pub(crate) const FIRST_YEAR: i32 = 1900;
/// The last year there is.
pub(crate) const LAST_YEAR: i32 = 2199;

impl Day {
    /// 1900-01-01, the first day there is.
    pub const EARLIEST: Day = Day { year: 1900, month: 1, day: 1 };
    /// 2199-12-31, the last day there is.
    pub const LATEST: Day = Day { year: 2199, month: 12, day: 31 };

    /// The day with this year, month (1–12) and day of the month, or `None` when there is no such day from 1900 to
    /// 2199.
    pub const fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        if year < FIRST_YEAR
            || year > LAST_YEAR
            || month < 1
            || month > 12
            || day < 1
            || day > days_in_month(year, month)
        {
            return None;
        }
        Some(Day { year: year as i16, month, day })
    }

    /// A day written in a table of the program; use [`day!`](crate::day!), which refuses a wrong date while compiling.
    #[doc(hidden)]
    pub const fn in_table(year: i32, month: u8, day: u8) -> Day {
        let found = Day::new(year, month, day);
        assert!(found.is_some(), "no such day");
        match found {
            Some(day) => day,
            None => Day::EARLIEST,
        }
    }

    /// Reads `2022-08-07`, `2022/8/7`, `2022.8.7`, `2022年8月7日` or `20220807`, full-width or not; a time of day after
    /// the date is ignored.
    ///
    /// # Errors
    /// When the text is empty, is no date in these forms, or names a day that does not exist or lies outside 1900–2199.
    pub fn parse(text: &str) -> Result<Day, Wrong> {
        read(text)
    }

    /// The year, 1900–2199.
    pub const fn year(self) -> i32 {
        self.year as i32
    }

    /// The month, 1–12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The day of the week, 1 (Monday) to 7 (Sunday).
    pub const fn weekday(self) -> u8 {
        // 1 January of the year 1 was a Monday in the calendar continued backwards.
        (self.ordinal() % 7) as u8 + 1
    }

    /// The day this many days later (earlier when negative), stopping at the ends of the range.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Day {
        Day::from_ordinal(self.ordinal().saturating_add(days))
    }

    /// The same day of the month this many months later (earlier when negative); the month's last day when it is
    /// shorter.
    #[must_use]
    pub const fn plus_months(self, months: i32) -> Day {
        let count = (self.year() * 12 + self.month as i32 - 1).saturating_add(months);
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
        if year < FIRST_YEAR {
            return Day::EARLIEST;
        }
        if year > LAST_YEAR {
            return Day::LATEST;
        }
        let longest = days_in_month(year, month);
        Day { year: year as i16, month, day: if self.day < longest { self.day } else { longest } }
    }

    /// The same day this many years later (earlier when negative); 29 February becomes 28 where there is none.
    #[must_use]
    pub const fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// How many days this day lies after `other`; negative when it lies before.
    pub const fn days_since(self, other: Day) -> i32 {
        self.ordinal() - other.ordinal()
    }

    /// 1 January of this day's year.
    pub const fn first_of_year(self) -> Day {
        Day { year: self.year, month: 1, day: 1 }
    }

    /// 31 December of this day's year.
    pub const fn last_of_year(self) -> Day {
        Day { year: self.year, month: 12, day: 31 }
    }

    /// The date as running text writes it, without leading zeros: `2022年8月7日`.
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// The day a spreadsheet means by a serial number, whole days only: 1 is 1900-01-01, or 0 is 1904-01-01 in a 1904
    /// workbook.
    ///
    /// The 1900 system counts a 29 February 1900 that never was (serial 60, here `None`). `None` also outside
    /// 1900–2199.
    pub fn from_excel_serial(days: i64, date1904: bool) -> Option<Day> {
        let days = i32::try_from(days).ok()?;
        let since_1900 = match (date1904, days) {
            (true, 0..) => days.checked_add(1460)?,
            (false, 1..=59) => days - 1,
            (false, 61..) => days - 2,
            (true, ..0) | (false, ..=0 | 60) => return None,
        };
        let ordinal = Day::EARLIEST.ordinal().checked_add(since_1900)?;
        (ordinal <= Day::LATEST.ordinal()).then(|| Day::from_ordinal(ordinal))
    }

    /// Days since 1 January of the year 1.
    const fn ordinal(self) -> i32 {
        days_before_year(self.year()) + days_before_month(self.year(), self.month) + self.day as i32 - 1
    }

    const fn from_ordinal(ordinal: i32) -> Day {
        if ordinal <= Day::EARLIEST.ordinal() {
            return Day::EARLIEST;
        }
        if ordinal >= Day::LATEST.ordinal() {
            return Day::LATEST;
        }
        // Never later than the true year, and at most one year early.
        let mut year = ordinal / 366 + 1;
        while days_before_year(year + 1) <= ordinal {
            year += 1;
        }
        let in_year = ordinal - days_before_year(year);
        let mut month = 12;
        while days_before_month(year, month) > in_year {
            month -= 1;
        }
        let day = in_year - days_before_month(year, month) + 1;
        Day { year: year as i16, month, day: day as u8 }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Day {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Day, Wrong> {
        Day::parse(text)
    }
}

/// A day in a table of the program, `day!(2016, 1, 1)`; a date that does not exist does not compile.
#[macro_export]
macro_rules! day {
    ($year:expr, $month:expr, $day:expr) => {
        const { $crate::Day::in_table($year, $month, $day) }
    };
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn days_before_year(year: i32) -> i32 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

const fn days_before_month(year: i32, month: u8) -> i32 {
    let mut days = 0;
    let mut earlier = 1;
    while earlier < month {
        days += days_in_month(year, earlier) as i32;
        earlier += 1;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_day() -> impl Strategy<Value = Day> {
        (0..=Day::LATEST.days_since(Day::EARLIEST)).prop_map(|days| Day::EARLIEST.plus_days(days))
    }

    #[test]
    fn days_are_written_for_machines_and_for_readers() {
        assert_eq!(day!(2022, 8, 7).to_string(), "2022-08-07");
        assert_eq!(day!(2022, 8, 7).chinese(), "2022年8月7日");
    }

    #[test]
    fn weekdays_start_on_monday() {
        assert_eq!(day!(2022, 8, 7).weekday(), 7);
        assert_eq!(day!(2022, 8, 8).weekday(), 1);
        assert_eq!(day!(1900, 1, 1).weekday(), 1);
        assert_eq!(day!(2000, 2, 29).weekday(), 2);
        assert_eq!(day!(2026, 1, 1).weekday(), 4);
    }

    #[test]
    fn the_last_day_of_february_moves_with_the_year() {
        assert_eq!(day!(2024, 2, 29).plus_years(1), day!(2025, 2, 28));
        assert_eq!(day!(2024, 2, 29).plus_years(4), day!(2028, 2, 29));
        assert_eq!(day!(2022, 1, 31).plus_months(1), day!(2022, 2, 28));
        assert_eq!(day!(2022, 3, 31).plus_months(-13), day!(2021, 2, 28));
        assert_eq!(day!(2022, 11, 30).plus_months(3), day!(2023, 2, 28));
        assert!(Day::new(1900, 2, 29).is_none());
        assert!(Day::new(2100, 2, 29).is_none());
        assert!(Day::new(2000, 2, 29).is_some());
    }

    #[test]
    fn moving_stops_at_the_ends_of_the_range() {
        assert_eq!(Day::LATEST.plus_days(1), Day::LATEST);
        assert_eq!(Day::EARLIEST.plus_days(i32::MIN), Day::EARLIEST);
        assert_eq!(Day::EARLIEST.plus_days(i32::MAX), Day::LATEST);
        assert_eq!(Day::LATEST.plus_months(1), Day::LATEST);
        assert_eq!(Day::EARLIEST.plus_years(-1), Day::EARLIEST);
        assert_eq!(Day::LATEST.plus_years(i32::MAX), Day::LATEST);
        assert_eq!(Day::LATEST.plus_years(i32::MIN), Day::EARLIEST);
    }

    #[test]
    fn spreadsheet_serials_skip_the_leap_day_that_never_was() {
        let serial = |days| Day::from_excel_serial(days, false);
        assert_eq!(serial(0), None);
        assert_eq!(serial(1), Some(day!(1900, 1, 1)));
        assert_eq!(serial(59), Some(day!(1900, 2, 28)));
        assert_eq!(serial(60), None);
        assert_eq!(serial(61), Some(day!(1900, 3, 1)));
        assert_eq!(serial(44780), Some(day!(2022, 8, 7)));
        assert_eq!(serial(44780 + 1_000_000), None);
        assert_eq!(serial(i64::MAX), None);
        assert_eq!(Day::from_excel_serial(0, true), Some(day!(1904, 1, 1)));
        assert_eq!(Day::from_excel_serial(43318, true), Some(day!(2022, 8, 7)));
        assert_eq!(Day::from_excel_serial(-1, true), None);
    }

    #[test]
    fn every_day_of_three_centuries_follows_the_one_before() {
        let mut day = Day::EARLIEST;
        let mut count = 1;
        while day < Day::LATEST {
            let next = day.plus_days(1);
            assert!(next > day && next.days_since(day) == 1 && next.weekday() == day.weekday() % 7 + 1, "{day}");
            assert_eq!(Day::new(next.year(), next.month(), next.day()), Some(next));
            day = next;
            count += 1;
        }
        assert_eq!(count, 300 * 365 + 73);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(day in any_day()) {
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(Day::parse(&day.chinese()), Ok(day));
            prop_assert_eq!(day.to_string().parse(), Ok(day));
        }

        #[test]
        fn going_and_coming_back_ends_where_it_began(day in any_day(), days in -30_000..30_000) {
            let there = day.plus_days(days);
            if there != Day::EARLIEST && there != Day::LATEST {
                prop_assert_eq!(there.days_since(day), days);
                prop_assert_eq!(there.plus_days(-days), day);
            }
        }
    }
}
