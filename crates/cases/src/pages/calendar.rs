//! 日历: the deadlines of a month, day by day.

use askama::Template;
use storage::Result;
use vocabulary::{Day, WorkingDays, grouped};
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, month::Month, work};
use crate::{Kind, desk::Pile};

/// So many cases of a kind are named in a month. Where more end in it, each day tells how many there are.
const NAMED: usize = 100;

/// The days of a page: six weeks at most.
const DAYS: usize = 42;

/// What stands in the square of a day.
struct Entry {
    says: String,
    href: String,
    detail: String,
    is_late: bool,
}

struct Square {
    day: u8,
    date: String,
    is_today: bool,
    is_free: bool,
    is_of_month: bool,
    entries: Vec<Entry>,
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
    let month = Month::of(month, desk.today())?;
    let (from, to) = whole_weeks(month);
    let mut entries: Vec<(Day, Entry)> = Vec::new();
    for kind in desk.kinds.iter().copied() {
        entries.extend(ending(desk, visitor, kind, from, to).await?);
    }
    entries.sort_by_key(|(day, _)| *day);
    let named = |month: Month| format!("/work/calendar?month={}", month.address());
    let working = WorkingDays::official();
    page(&CalendarPage {
        frame: work::frame(desk, visitor, "日历").crumb("日历", ""),
        title: month.says(),
        before: named(month.plus(-1)),
        after: named(month.plus(1)),
        weeks: weeks(desk.today(), month, entries, &working),
        caveat: working.caveat(month.first.year()).unwrap_or_default(),
    })
}

/// Weeks are whole: from the Monday before the first day to the Sunday after the last.
fn whole_weeks(month: Month) -> (Day, Day) {
    let (first, last) = (month.first, month.last());
    (first.plus_days(1 - i32::from(first.weekday())), last.plus_days(7 - i32::from(last.weekday())))
}

/// What of a kind ends between two days, both included.
async fn ending(
    desk: &Desk,
    visitor: &Visitor,
    kind: &'static dyn Kind,
    from: Day,
    to: Day,
) -> Result<Vec<(Day, Entry)>> {
    let (reader, who, today) = (desk.house.reader(), &visitor.who, desk.today());
    let pile = Pile::open(kind, who).and_then(|pile| pile.of_section(who).due(Some(from), Some(to)));
    let (Some(pile), Some(due_on)) = (pile, kind.listing().column("due_on")) else { return Ok(Vec::new()) };
    let (cases, more) = pile.page(reader, NAMED, None).await?;
    if more.is_none() {
        let lines = cases.iter().map(|case| work::line(kind, case, visitor, today));
        let named = lines.filter_map(|line| {
            let detail = line.stage;
            Some((line.due_on?, Entry { says: line.name, href: line.href, detail, is_late: line.is_late }))
        });
        return Ok(named.collect());
    }
    let mut counted = Vec::new();
    for count in pile.count_by(reader, due_on, DAYS).await? {
        let Some(day) = count.value.text().and_then(|day| Day::parse(day).ok()) else { continue };
        let Some(of_day) = Pile::open(kind, who).and_then(|pile| pile.of_section(who).due(Some(day), Some(day))) else {
            continue;
        };
        let says = format!("{} {} {}", kind.listing().title, grouped(count.rows), kind.listing().unit);
        let entry = Entry { says, href: of_day.href(), detail: String::new(), is_late: day < today };
        counted.push((day, entry));
    }
    Ok(counted)
}

fn weeks(today: Day, month: Month, entries: Vec<(Day, Entry)>, working: &WorkingDays) -> Vec<Vec<Square>> {
    let (from, to) = whole_weeks(month);
    let mut entries = entries.into_iter().peekable();
    let mut weeks = Vec::new();
    let mut day = from;
    while day <= to {
        let mut week = Vec::new();
        for _ in 0..7 {
            let mut of_day = Vec::new();
            while let Some((_, entry)) = entries.next_if(|(due, _)| *due <= day) {
                of_day.push(entry);
            }
            week.push(Square {
                day: day.day(),
                date: day.to_string(),
                is_today: day == today,
                is_free: !working.is_working(day),
                is_of_month: day.month() == month.first.month(),
                entries: of_day,
            });
            day = day.plus_days(1);
        }
        weeks.push(week);
    }
    weeks
}
