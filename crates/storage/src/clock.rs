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
}

impl fmt::Debug for Clock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clock::System => out.write_str("Clock::System"),
            Clock::Fixed(day) => write!(out, "Clock::Fixed({day})"),
        }
    }
}

impl Clock {
    /// The day it is.
    pub fn today(self) -> Day {
        match self {
            Clock::Fixed(day) => day,
            Clock::System => {
                let date = beijing(now()).date();
                // The machine's date always lies within the range of `Day`; should it not, the first day says so plainly.
                let month = u8::try_from(date.month()).unwrap_or(1);
                let day = u8::try_from(date.day()).unwrap_or(1);
                Day::new(i32::from(date.year()), month, day).unwrap_or(Day::EARLIEST)
            }
        }
    }

    /// The moment it is, in Beijing time to the microsecond, as `2022-08-07 09:30:00.123456`. PostgreSQL keeps no finer
    /// time, and this text is what the history hashes.
    pub fn moment(self) -> String {
        match self {
            Clock::Fixed(day) => format!("{day} 00:00:00.000000"),
            Clock::System => beijing(now()).strftime("%Y-%m-%d %H:%M:%S.%6f").to_string(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's time enters")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn beijing(moment: Timestamp) -> jiff::civil::DateTime {
    Offset::constant(8).to_datetime(moment)
}
