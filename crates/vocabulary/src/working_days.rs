//! Working days 工作日: Monday to Friday, changed by the yearly notice of the State Council's office on holidays and
//! make-up days.

use crate::day::Day;

/// A day of a year as month times one hundred plus day: 1001 is 1 October.
type MonthDay = u16;

/// What a notice changes in one year.
struct Year {
    year: i32,
    /// The notices, by number.
    source: &'static str,
    /// Whether the dates and the number were both seen in a copy of the notice.
    is_confirmed: bool,
    /// First and last day of each holiday.
    off: &'static [(MonthDay, MonthDay)],
    /// Saturdays and Sundays on which offices work (上班).
    on: &'static [MonthDay],
}

/// The notices 国务院办公厅关于…年部分节假日安排的通知. That of 2023 begins on 2022-12-31, a Saturday in any case.
static YEARS: [Year; 7] = [
    Year {
        year: 2020,
        source: "国办发明电〔2019〕16号、国办发明电〔2020〕1号（延长春节假期至2月2日）",
        is_confirmed: true,
        off: &[(101, 101), (124, 202), (404, 406), (501, 505), (625, 627), (1001, 1008)],
        on: &[119, 426, 509, 628, 927, 1010],
    },
    Year {
        year: 2021,
        source: "国办发明电〔2020〕27号",
        is_confirmed: true,
        off: &[(101, 103), (211, 217), (403, 405), (501, 505), (612, 614), (919, 921), (1001, 1007)],
        on: &[207, 220, 425, 508, 918, 926, 1009],
    },
    Year {
        year: 2022,
        source: "国办发明电〔2021〕11号",
        is_confirmed: true,
        off: &[(101, 103), (131, 206), (403, 405), (430, 504), (603, 605), (910, 912), (1001, 1007)],
        on: &[129, 130, 402, 424, 507, 1008, 1009],
    },
    Year {
        year: 2023,
        source: "国办发明电〔2022〕16号",
        is_confirmed: true,
        off: &[(101, 102), (121, 127), (405, 405), (429, 503), (622, 624), (929, 1006)],
        on: &[128, 129, 423, 506, 625, 1007, 1008],
    },
    Year {
        year: 2024,
        source: "国办发明电〔2023〕7号",
        is_confirmed: true,
        off: &[(101, 101), (210, 217), (404, 406), (501, 505), (610, 610), (915, 917), (1001, 1007)],
        on: &[204, 218, 407, 428, 511, 914, 929, 1012],
    },
    Year {
        year: 2025,
        source: "国办发明电〔2024〕12号",
        is_confirmed: true,
        off: &[(101, 101), (128, 204), (404, 406), (501, 505), (531, 602), (1001, 1008)],
        on: &[126, 208, 427, 928, 1011],
    },
    Year {
        year: 2026,
        source: "国办发明电〔2025〕7号",
        // The dates were seen in several copies of the notice, its number in none of them.
        is_confirmed: false,
        off: &[(101, 103), (215, 223), (404, 406), (501, 505), (619, 621), (925, 927), (1001, 1007)],
        on: &[104, 214, 228, 509, 920, 1010],
    },
];

/// The calendar of working days: the notices of 2020 to 2026, and those the bureau has entered since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    entered: Vec<Entered>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entered {
    year: i32,
    source: String,
    off: Vec<Day>,
    on: Vec<Day>,
}

impl WorkingDays {
    /// The calendar of the notices known to the program.
    pub const fn official() -> WorkingDays {
        WorkingDays { entered: Vec::new() }
    }

    /// The calendar with a year entered by the bureau: the days off, the make-up days and the notice they come from.
    /// It replaces what was known of that year.
    #[must_use]
    pub fn with_year(mut self, year: i32, off: Vec<Day>, on: Vec<Day>, source: impl Into<String>) -> WorkingDays {
        self.entered.retain(|entered| entered.year != year);
        self.entered.push(Entered { year, source: source.into(), off, on });
        self
    }

    /// Whether offices work on `day`. In a year without a notice every Monday to Friday counts; see
    /// [`WorkingDays::caveat`].
    pub fn is_working(&self, day: Day) -> bool {
        let is_weekday = day.weekday() <= 5;
        if let Some(year) = self.entered(day.year()) {
            return (is_weekday && !year.off.contains(&day)) || year.on.contains(&day);
        }
        let month_day = MonthDay::from(day.month()) * 100 + MonthDay::from(day.day());
        match built_in(day.year()) {
            Some(year) if year.on.contains(&month_day) => true,
            Some(year) => is_weekday && !year.off.iter().any(|(first, last)| (first..=last).contains(&&month_day)),
            None => is_weekday,
        }
    }

    /// The `n`-th working day after `day`, which itself does not count (民法典 art. 201); `day` itself when `n` is 0.
    /// Stops at [`Day::LATEST`].
    pub fn after(&self, day: Day, n: u32) -> Day {
        self.walk(day, n, 1)
    }

    /// The `n`-th working day before `day`, which itself does not count; `day` itself when `n` is 0. Stops at
    /// [`Day::EARLIEST`].
    pub fn before(&self, day: Day, n: u32) -> Day {
        self.walk(day, n, -1)
    }

    /// How many working days lie after `a` up to and including `b`; counted backwards and negative when `b` lies
    /// before `a`.
    pub fn between(&self, a: Day, b: Day) -> i32 {
        if b < a {
            return -self.between(b, a);
        }
        let mut count = 0;
        let mut day = a;
        while day < b {
            day = day.plus_days(1);
            count += i32::from(self.is_working(day));
        }
        count
    }

    /// Whether the notice for `year` is in the calendar.
    pub fn knows(&self, year: i32) -> bool {
        self.source(year).is_some()
    }

    /// The notice behind `year`, by its number.
    pub fn source(&self, year: i32) -> Option<&str> {
        match self.entered(year) {
            Some(entered) => Some(&entered.source),
            None => built_in(year).map(|year| year.source),
        }
    }

    /// What to say beside a deadline in `year`: that the year is counted Monday to Friday only, that its notice still
    /// has to be checked, or nothing.
    pub fn caveat(&self, year: i32) -> Option<String> {
        if self.entered(year).is_some() {
            return None;
        }
        match built_in(year) {
            Some(known) if known.is_confirmed => None,
            Some(known) => Some(format!("{year}年放假安排（{}）的文号待核实", known.source)),
            None => Some(format!("{year}年放假安排尚未录入，暂按周一至周五计算")),
        }
    }

    fn entered(&self, year: i32) -> Option<&Entered> {
        self.entered.iter().find(|entered| entered.year == year)
    }

    fn walk(&self, from: Day, n: u32, step: i32) -> Day {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            let next = day.plus_days(step);
            if next == day {
                return day;
            }
            day = next;
            left -= u32::from(self.is_working(day));
        }
        day
    }
}

fn built_in(year: i32) -> Option<&'static Year> {
    YEARS.iter().find(|known| known.year == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;
    use proptest::prelude::*;

    const OFFICIAL: WorkingDays = WorkingDays::official();

    #[test]
    fn holidays_and_make_up_days_follow_the_notice() {
        assert!(!OFFICIAL.is_working(day!(2022, 1, 31)));
        assert!(OFFICIAL.is_working(day!(2022, 1, 29)));
        assert!(OFFICIAL.is_working(day!(2022, 10, 9)));
        assert!(!OFFICIAL.is_working(day!(2022, 10, 7)));
        assert!(!OFFICIAL.is_working(day!(2022, 8, 7)));
        assert!(OFFICIAL.is_working(day!(2022, 8, 8)));
    }

    #[test]
    fn the_spring_festival_of_2020_was_made_longer() {
        for day in [day!(2020, 1, 31), day!(2020, 2, 1), day!(2020, 2, 2)] {
            assert!(!OFFICIAL.is_working(day));
        }
        assert!(OFFICIAL.is_working(day!(2020, 2, 3)));
        assert!(OFFICIAL.is_working(day!(2020, 1, 19)));
    }

    #[test]
    fn make_up_days_are_weekends_outside_the_holidays() {
        for year in &YEARS {
            for on in year.on {
                let day = Day::new(year.year, (on / 100) as u8, (on % 100) as u8).unwrap();
                assert!(day.weekday() > 5, "{day}");
                assert!(year.off.iter().all(|(first, last)| !(first..=last).contains(&on)), "{day}");
            }
            for (first, last) in year.off {
                assert!(first <= last);
                for end in [first, last] {
                    assert!(Day::new(year.year, (end / 100) as u8, (end % 100) as u8).is_some());
                }
            }
        }
    }

    #[test]
    fn each_year_has_as_many_working_days_as_its_holidays_leave() {
        let counts = [2020, 2021, 2022, 2023, 2024, 2025, 2026].map(|year| {
            let first = Day::new(year, 1, 1).unwrap();
            OFFICIAL.between(first.plus_days(-1), first.last_of_year())
        });
        // Weekdays of the year less eleven statutory holidays, thirteen from 2025; the longer Spring Festival of 2020
        // took two more.
        assert_eq!(counts, [262 - 11 - 2, 261 - 11, 260 - 11, 260 - 11, 262 - 11, 261 - 13, 261 - 13]);
    }

    #[test]
    fn the_day_itself_does_not_count() {
        assert_eq!(OFFICIAL.after(day!(2022, 9, 29), 1), day!(2022, 9, 30));
        assert_eq!(OFFICIAL.after(day!(2022, 9, 30), 1), day!(2022, 10, 8));
        assert_eq!(OFFICIAL.after(day!(2022, 9, 30), 5), day!(2022, 10, 12));
        assert_eq!(OFFICIAL.after(day!(2022, 10, 1), 0), day!(2022, 10, 1));
        assert_eq!(OFFICIAL.before(day!(2022, 10, 8), 1), day!(2022, 9, 30));
        assert_eq!(OFFICIAL.between(day!(2022, 9, 30), day!(2022, 10, 8)), 1);
        assert_eq!(OFFICIAL.between(day!(2022, 10, 8), day!(2022, 9, 30)), -1);
        assert_eq!(OFFICIAL.between(day!(2022, 9, 30), day!(2022, 9, 30)), 0);
    }

    #[test]
    fn a_year_without_a_notice_says_so_and_can_be_entered() {
        assert!(OFFICIAL.knows(2022) && !OFFICIAL.knows(2027) && !OFFICIAL.knows(2019));
        assert_eq!(OFFICIAL.source(2022), Some("国办发明电〔2021〕11号"));
        assert_eq!(OFFICIAL.caveat(2022), None);
        assert!(OFFICIAL.caveat(2026).unwrap().ends_with("文号待核实"));
        assert_eq!(OFFICIAL.caveat(2030).unwrap(), "2030年放假安排尚未录入，暂按周一至周五计算");
        assert!(OFFICIAL.is_working(day!(2030, 1, 1)));
        let entered = OFFICIAL.with_year(2030, vec![day!(2030, 1, 1)], vec![day!(2030, 1, 5)], "某号");
        assert!(!entered.is_working(day!(2030, 1, 1)) && entered.is_working(day!(2030, 1, 5)));
        assert_eq!((entered.knows(2030), entered.source(2030), entered.caveat(2030)), (true, Some("某号"), None));
    }

    #[test]
    fn walking_stops_at_the_ends_of_the_calendar() {
        assert_eq!(OFFICIAL.after(Day::LATEST, 3), Day::LATEST);
        assert_eq!(OFFICIAL.after(day!(2199, 1, 1), u32::MAX), Day::LATEST);
        assert_eq!(OFFICIAL.before(Day::EARLIEST, 3), Day::EARLIEST);
    }

    proptest! {
        #[test]
        fn the_nth_working_day_is_n_working_days_away(offset in 0_i32..3_650, n in 1_u32..300) {
            let start = day!(2019, 6, 1).plus_days(offset);
            let end = OFFICIAL.after(start, n);
            prop_assert!(OFFICIAL.is_working(end));
            prop_assert_eq!(OFFICIAL.between(start, end), n as i32);
            prop_assert!(OFFICIAL.after(start, n + 1) > end);
            let back = OFFICIAL.before(end, n);
            prop_assert!(back <= start.plus_days(1) || n == 0);
            prop_assert!(OFFICIAL.after(start.plus_days(1), n) >= end);
        }
    }
}
