//! Where time enters the house. Everything else receives a [`Day`] or this clock, so that a test or a report can be
//! done as of any day.

use std::fmt;

use jiff::{Timestamp, tz::Offset};
use vocabulary::Day;

/// A clock in Beijing time.
#[derive(Copy, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still at the start of a day, for tests.
    Fixed(Day),
    /// The machine's clock moved by so many days: a sample house lives in the year of which it tells.
    Moved(i32),
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clock::System => out.write_str("Clock::System"),
            Clock::Fixed(day) => write!(out, "Clock::Fixed({day})"),
            Clock::Moved(days) => write!(out, "Clock::Moved({days})"),
        }
    }
}

impl Clock {
    /// The machine's clock, moved so that today is `day`.
    pub fn moved_to(day: Day) -> Clock {
        Clock::Moved(day.days_since(Clock::System.today()))
    }

    /// The day it is.
    pub fn today(self) -> Day {
        match self {
            Clock::Fixed(day) => day,
            Clock::System => day_of(beijing(now())),
            Clock::Moved(days) => day_of(beijing(now())).plus_days(days),
        }
    }

    /// The moment it is, in Beijing time to the microsecond, as `2022-08-07 09:30:00.123456`. PostgreSQL keeps no finer
    /// time, and this text is what the history hashes.
    pub fn moment(self) -> String {
        let at = |days: i32| {
            let moment = beijing(now());
            format!("{} {}", day_of(moment).plus_days(days), moment.strftime("%H:%M:%S.%6f"))
        };
        match self {
            Clock::Fixed(day) => format!("{day} 00:00:00.000000"),
            Clock::System => at(0),
            Clock::Moved(days) => at(days),
        }
    }
}

/// The day of a moment. The machine's date always lies within the range of `Day`; should it not, the first day says so
/// plainly.
fn day_of(moment: jiff::civil::DateTime) -> Day {
    let month = u8::try_from(moment.month()).unwrap_or(1);
    let day = u8::try_from(moment.day()).unwrap_or(1);
    Day::new(i32::from(moment.year()), month, day).unwrap_or(Day::EARLIEST)
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's time enters")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn beijing(moment: Timestamp) -> jiff::civil::DateTime {
    Offset::constant(8).to_datetime(moment)
}
