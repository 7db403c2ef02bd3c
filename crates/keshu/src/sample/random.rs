//! Chance that always falls the same way: splitmix64, seeded by a topic and a district.

use vocabulary::{Day, WorkingDays};

/// The last day of which the sample knows anything.
pub(super) const END: Day = vocabulary::day!(2022, 12, 31);

static CALENDAR: WorkingDays = WorkingDays::official();

/// A source of chance for one topic in one district.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of `topic` in a district: the same throws every time.
    pub(super) fn of(topic: &str, district: usize) -> Dice {
        let mut seed = 0xcbf2_9ce4_8422_2325_u64;
        for byte in topic.bytes().chain(district.to_le_bytes()) {
            seed = (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low.min(high).saturating_add_unsigned(self.next() % span)
    }

    /// Whether something with these chances in a hundred happens.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of the words.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// One of the items, where there are any.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(items.len()).ok()?.checked_sub(1)?;
        items.get(usize::try_from(self.between(0, last)).ok()?)
    }

    /// A working day from `from` to `to`.
    pub(super) fn workday(&mut self, from: Day, to: Day) -> Day {
        let later = i32::try_from(self.between(0, i64::from(to.days_since(from).max(0)))).unwrap_or(0);
        let day = from.plus_days(later);
        let working = workday(day);
        if working <= to { working } else { last_workday(to) }
    }

    /// A working day so many days after `day`.
    pub(super) fn days_after(&mut self, day: Day, least: i32, most: i32) -> Day {
        self.workday(day.plus_days(least), day.plus_days(most))
    }

    /// Shares out `total` among `parts` in whole steps; together they never exceed it.
    pub(super) fn shares(&mut self, total: i64, parts: usize, step: i64) -> Vec<i64> {
        let weights: Vec<i64> = (0..parts).map(|_| self.between(45, 155)).collect();
        let all = weights.iter().sum::<i64>().max(1);
        weights.iter().map(|weight| (total / step * weight / all * step).max(step)).collect()
    }
}

/// The day itself where offices work on it, otherwise the next one on which they do.
pub(super) fn workday(day: Day) -> Day {
    if CALENDAR.is_working(day) { day } else { CALENDAR.after(day, 1) }
}

/// The day itself where offices work on it, otherwise the last one before on which they did.
pub(super) fn last_workday(day: Day) -> Day {
    if CALENDAR.is_working(day) { day } else { CALENDAR.before(day, 1) }
}

/// A day of a month; the month's last where it is shorter.
pub(super) fn day_of(year: i32, month: u8, day: u8) -> Day {
    let shortened = |day: u8| Day::new(year, month, day);
    shortened(day).or_else(|| shortened(30)).or_else(|| shortened(29)).or_else(|| shortened(28)).unwrap_or(END)
}

/// The day where it is not past what the sample knows.
pub(super) fn known(day: Day) -> Option<Day> {
    (day <= END).then_some(day)
}
