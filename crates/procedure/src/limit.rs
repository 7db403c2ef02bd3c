//! How long a case may stay in a stage, who is reminded and who hears of it when it stays longer.

use vocabulary::{Day, Role, WorkingDays};

/// A stretch of time that begins when a stage is entered.
#[derive(Debug)]
pub enum Span<F: 'static> {
    /// So many working days, the day of entry not counted (民法典 art. 201).
    WorkingDays(u32),
    /// So many calendar days.
    Days(u32),
    /// So many months.
    Months(u32),
    /// Until a day that the case itself gives, such as the end of the call.
    Until {
        /// What day that is, in words.
        says: &'static str,
        /// The day, where the facts know it.
        day: fn(&F) -> Option<Day>,
    },
}

/// The time limit of a stage.
#[derive(Debug)]
pub struct Limit<F: 'static> {
    /// How long.
    pub span: Span<F>,
    /// How many working days before its end those who can act are reminded.
    pub remind: u32,
    /// Who hears of it from the first day beyond.
    pub escalates_to: Role,
}

impl<F> Limit<F> {
    /// The last day of the stage for a case that entered it on `entered`; nothing where the facts give no day.
    pub fn last_day(&self, entered: Day, facts: &F, calendar: &WorkingDays) -> Option<Day> {
        match self.span {
            Span::WorkingDays(days) => Some(calendar.after(entered, days)),
            Span::Days(days) => Some(entered.plus_days(i32::try_from(days).unwrap_or(i32::MAX))),
            Span::Months(months) => Some(entered.plus_months(i32::try_from(months).unwrap_or(i32::MAX))),
            Span::Until { day, .. } => day(facts),
        }
    }

    /// The day from which those who can act are reminded of a stage that ends on `last`.
    pub fn reminder(&self, last: Day, calendar: &WorkingDays) -> Day {
        calendar.before(last, self.remind)
    }

    /// How long, in words.
    pub fn says(&self) -> String {
        match self.span {
            Span::WorkingDays(days) => format!("{days} 个工作日"),
            Span::Days(days) => format!("{days} 日"),
            Span::Months(months) => format!("{months} 个月"),
            Span::Until { says, .. } => format!("至{says}"),
        }
    }
}
