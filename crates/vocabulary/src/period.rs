//! Spans of days, and the five windows in which a report counts: 今年, 近两年, 上年, 目前 and 累计.

use crate::day::Day;

/// The days from `from` to `to`, both included; without `from`, everything up to `to`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day, or `None` for no beginning.
    pub from: Option<Day>,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// Whether `day` lies in the period.
    pub fn contains(&self, day: Day) -> bool {
        day <= self.to && self.from.is_none_or(|from| from <= day)
    }

    /// The period in words: `2022年1月1日至2022年12月31日`, or `截至2022年12月31日` without a beginning.
    pub fn says(&self) -> String {
        match self.from {
            Some(from) => format!("{}至{}", from.chinese(), self.to.chinese()),
            None => format!("截至{}", self.to.chinese()),
        }
    }
}

/// A stretch of time as a report's sentence names it.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// 今年: 1 January of the report's year to the cut-off day.
    ThisYear,
    /// 近两年: 1 January of the year before to the cut-off day.
    LastTwoYears,
    /// 上年: the whole year before.
    LastYear,
    /// 目前: what there is on the cut-off day (a stock, never added to a flow).
    AsOf,
    /// 累计: everything that happened up to the cut-off day.
    Cumulative,
}

impl Window {
    /// Every window.
    pub const ALL: [Window; 5] =
        [Window::ThisYear, Window::LastTwoYears, Window::LastYear, Window::AsOf, Window::Cumulative];

    /// The word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Window::ThisYear => "今年",
            Window::LastTwoYears => "近两年",
            Window::LastYear => "上年",
            Window::AsOf => "目前",
            Window::Cumulative => "累计",
        }
    }

    /// The window of a word, or `None`.
    pub fn from_label(label: &str) -> Option<Window> {
        Window::ALL.into_iter().find(|window| window.label() == label.trim())
    }

    /// The days meant in a report of `year` with the cut-off day `as_of`; years outside 1900–2199 count as the
    /// nearest inside.
    ///
    /// The cut-off is taken as given: a report of 2022 cut off in 2023 counts 今年 into 2023, and one cut off before
    /// its year counts nothing.
    pub fn resolve(self, year: i32, as_of: Day) -> Period {
        match self {
            Window::ThisYear => Period { from: Some(january(year)), to: as_of },
            Window::LastTwoYears => Period { from: Some(january(year.saturating_sub(1))), to: as_of },
            Window::LastYear => {
                let first = january(year.saturating_sub(1));
                Period { from: Some(first), to: first.last_of_year() }
            }
            Window::AsOf | Window::Cumulative => Period { from: None, to: as_of },
        }
    }
}

/// 1 January of `year`, or of the nearest year there is.
fn january(year: i32) -> Day {
    let nearest = if year < Day::EARLIEST.year() { Day::EARLIEST } else { Day::LATEST };
    Day::new(year, 1, 1).unwrap_or(nearest.first_of_year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn windows_end_at_the_cut_off_except_last_year() {
        let as_of = day!(2022, 8, 7);
        let says = |window: Window| window.resolve(2022, as_of).says();
        assert_eq!(says(Window::ThisYear), "2022年1月1日至2022年8月7日");
        assert_eq!(says(Window::LastTwoYears), "2021年1月1日至2022年8月7日");
        assert_eq!(says(Window::LastYear), "2021年1月1日至2021年12月31日");
        assert_eq!(says(Window::AsOf), "截至2022年8月7日");
        assert_eq!(says(Window::Cumulative), "截至2022年8月7日");
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it() {
        let period = Window::ThisYear.resolve(2022, day!(2022, 8, 7));
        assert!(period.contains(day!(2022, 1, 1)) && period.contains(day!(2022, 8, 7)));
        assert!(!period.contains(day!(2021, 12, 31)) && !period.contains(day!(2022, 8, 8)));
        let open = Window::Cumulative.resolve(2022, day!(2022, 8, 7));
        assert!(open.contains(Day::EARLIEST) && !open.contains(day!(2022, 8, 8)));
    }

    #[test]
    fn a_cut_off_before_the_year_counts_nothing() {
        let period = Window::ThisYear.resolve(2023, day!(2022, 8, 7));
        assert!(!period.contains(day!(2022, 8, 7)) && !period.contains(day!(2023, 1, 1)));
    }

    #[test]
    fn years_out_of_range_do_not_fail() {
        assert_eq!(Window::ThisYear.resolve(i32::MIN, Day::LATEST).from, Some(Day::EARLIEST));
        assert_eq!(Window::LastYear.resolve(i32::MAX, Day::LATEST).to, Day::LATEST);
    }

    #[test]
    fn labels_lead_back_to_their_windows() {
        for window in Window::ALL {
            assert_eq!(Window::from_label(window.label()), Some(window));
        }
    }
}
