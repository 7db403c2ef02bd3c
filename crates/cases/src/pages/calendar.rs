//! 日历: the deadlines of a month, day by day.

use askama::Template;
use storage::Error;
use vocabulary::{Day, WorkingDays};
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, work};

struct Square {
    day: u8,
    date: String,
    is_today: bool,
    is_free: bool,
    is_of_month: bool,
    lines: Vec<work::Line>,
}

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage<'a> {
    frame: Frame<'a>,
    title: String,
    before: String,
    after: String,
    weeks: Vec<Vec<Square>>,
    caveat: String,
}

/// The page of a month, `2022-12`; the current one where none is named.
pub(super) async fn calendar(desk: &Desk, visitor: &Visitor, month: &str) -> Outcome {
    if !visitor.who.is_known() {
        return Ok(web::go("/sign-in?next=%2Fwork%2Fcalendar"));
    }
    let today = desk.today();
    let first = match month {
        "" => first_of(today),
        month => Day::parse(&format!("{month}-01")).map_err(|_| Error::invalid("month", "月份应如 2022-12"))?,
    };
    let next = first.plus_months(1);
    // Weeks are whole: from the Monday before the first to the Sunday after the last.
    let from = first.plus_days(1 - i32::from(first.weekday()));
    let last = next.plus_days(-1);
    let to = last.plus_days(7 - i32::from(last.weekday()));
    let mut lines = work::lines_due(desk, visitor, Some(from), Some(to)).await?.into_iter().peekable();
    let working = WorkingDays::official();
    let mut weeks = Vec::new();
    let mut day = from;
    while day <= to {
        let mut week = Vec::new();
        for _ in 0..7 {
            let mut due = Vec::new();
            while let Some(line) = lines.next_if(|line| line.due_on <= Some(day)) {
                due.push(line);
            }
            week.push(Square {
                day: day.day(),
                date: day.to_string(),
                is_today: day == today,
                is_free: !working.is_working(day),
                is_of_month: day.month() == first.month(),
                lines: due,
            });
            day = day.plus_days(1);
        }
        weeks.push(week);
    }
    let named = |day: Day| format!("/work/calendar?month={}", day.to_string().get(..7).unwrap_or_default());
    page(&CalendarPage {
        frame: work::frame(desk, visitor, "日历").crumb("日历", ""),
        title: format!("{} 年 {} 月", first.year(), first.month()),
        before: named(first.plus_months(-1)),
        after: named(next),
        weeks,
        caveat: working.caveat(first.year()).unwrap_or_default(),
    })
}

fn first_of(day: Day) -> Day {
    day.plus_days(1 - i32::from(day.day()))
}
