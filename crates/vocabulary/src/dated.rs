//! Values that change on a day: a threshold of a regulation beside the document that set it.

use crate::day::Day;

/// One value, the first day on which it holds, and the document that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since<T> {
    /// The first day on which the value holds.
    pub from: Day,
    /// The value.
    pub value: T,
    /// The document and article, as it is cited.
    pub source: &'static str,
}

impl<T> Since<T> {
    /// A value that holds from a day on; see [`day!`](crate::day!) for writing the day.
    pub const fn new(from: Day, value: T, source: &'static str) -> Since<T> {
        Since { from, value, source }
    }
}

/// A value as it was over time. Each entry holds until the day before the next one; the order of the entries does not
/// matter.
#[derive(Debug)]
pub struct Dated<T: 'static> {
    entries: &'static [Since<T>],
}

impl<T: 'static> Copy for Dated<T> {}

impl<T: 'static> Clone for Dated<T> {
    fn clone(&self) -> Dated<T> {
        *self
    }
}

impl<T: 'static> Dated<T> {
    /// The value with these entries.
    pub const fn new(entries: &'static [Since<T>]) -> Dated<T> {
        Dated { entries }
    }

    /// The value on `day`, or `None` before the first entry.
    pub fn on(&self, day: Day) -> Option<&'static T> {
        self.entry_on(day).map(|entry| &entry.value)
    }

    /// The value on `day` with its first day and its source.
    pub fn entry_on(&self, day: Day) -> Option<&'static Since<T>> {
        self.entries.iter().filter(|entry| entry.from <= day).max_by_key(|entry| entry.from)
    }

    /// Every entry, as listed.
    pub const fn entries(&self) -> &'static [Since<T>] {
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    const FLOOR: Dated<u32> = Dated::new(&[
        Since::new(day!(2020, 1, 1), 70, "甲〔2019〕1号"),
        Since::new(day!(2016, 1, 1), 60, "甲〔2016〕1号"),
    ]);

    #[test]
    fn a_value_holds_from_its_day_until_the_next() {
        assert_eq!(FLOOR.on(day!(2015, 12, 31)), None);
        assert_eq!(FLOOR.on(day!(2016, 1, 1)), Some(&60));
        assert_eq!(FLOOR.on(day!(2019, 12, 31)), Some(&60));
        assert_eq!(FLOOR.on(day!(2020, 1, 1)), Some(&70));
        assert_eq!(FLOOR.entry_on(Day::LATEST).map(|entry| entry.source), Some("甲〔2019〕1号"));
        assert_eq!(FLOOR.entries().len(), 2);
    }
}
