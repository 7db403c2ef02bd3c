//! Moments: a day and a time of day in Beijing, to the second, as sessions and locks need them; and the watch that tells
//! them, so that a test can let hours pass without waiting.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use storage::Clock;
use vocabulary::{Day, day};

const FIRST: Day = day!(1970, 1, 1);
const SECONDS_OF_A_DAY: i64 = 86_400;

/// How far Beijing is ahead of UTC, in seconds.
const BEIJING: i64 = 8 * 3_600;

/// A moment in Beijing time, in seconds since the beginning of 1970 there.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// The moment with so many seconds since the beginning of 1970 in Beijing.
    pub const fn of_seconds(seconds: i64) -> Moment {
        Moment(seconds)
    }

    /// The seconds since the beginning of 1970 in Beijing.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// Reads `2022-08-07 09:30:00`; what follows the seconds is left out.
    pub fn parse(text: &str) -> Option<Moment> {
        let (day, time) = text.split_at_checked(10)?;
        let day = Day::parse(day).ok()?;
        let mut parts = time.trim_start().splitn(3, ':').map(|part| part.get(..2)?.parse::<i64>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        Some(Moment(i64::from(day.days_since(FIRST)) * SECONDS_OF_A_DAY + hour * 3_600 + minute * 60 + second))
    }

    /// The moment so many seconds later.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }

    /// How many seconds it lies after another moment.
    pub const fn since(self, other: Moment) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// Its day.
    pub fn day(self) -> Day {
        FIRST.plus_days(i32::try_from(self.0.div_euclid(SECONDS_OF_A_DAY)).unwrap_or(i32::MAX))
    }

    /// Its time of day, as `09:30:00`.
    pub fn time(self) -> String {
        let second = self.0.rem_euclid(SECONDS_OF_A_DAY);
        format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60)
    }

    /// Its time of day as people say it, `09:30`.
    pub fn clock(self) -> String {
        self.time().get(..5).unwrap_or_default().to_owned()
    }

    /// The seconds since 1970 in UTC, by which one-time codes are counted (RFC 6238).
    pub fn unix(self) -> u64 {
        u64::try_from(self.0 - BEIJING).unwrap_or(0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.day(), self.time())
    }
}

/// What tells the time.
#[derive(Clone, Debug)]
pub enum Watch {
    /// A clock.
    Clock(Clock),
    /// A watch that somebody sets, in seconds as [`Moment::seconds`].
    Set(Arc<AtomicI64>),
}

impl Watch {
    /// The watch for a house with this clock. A sample house lives in the year of which it tells; doors are locked, and the
    /// codes of phones change, by the real time.
    pub fn of(clock: Clock) -> Watch {
        match clock {
            Clock::Fixed(_) => Watch::Clock(clock),
            Clock::System | Clock::Moved(_) => Watch::Clock(Clock::System),
        }
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        match self {
            // The clock writes a moment that reads; should it not, the first one ends every session, which harms nobody.
            Watch::Clock(clock) => Moment::parse(&clock.moment()).unwrap_or(Moment(0)),
            Watch::Set(seconds) => Moment(seconds.load(Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_back_as_it_is_written() {
        let moment = Moment::parse("2022-08-07 09:30:05.123456").unwrap();
        assert_eq!(moment.to_string(), "2022-08-07 09:30:05");
        assert_eq!(moment.clock(), "09:30");
        assert_eq!(moment.plus(15 * 3_600).to_string(), "2022-08-08 00:30:05");
        assert_eq!(moment.plus(15 * 3_600).since(moment), 15 * 3_600);
        assert_eq!(Moment::parse("2022-08-07"), None);
        assert_eq!(Moment::parse("刚才"), None);
    }

    #[test]
    fn utc_is_eight_hours_behind() {
        assert_eq!(Moment::parse("1970-01-01 08:00:30").unwrap().unix(), 30);
    }
}
