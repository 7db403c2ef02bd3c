//! 我的已办: the steps that the visitor took in a month.

use askama::Template;
use listing::{
    Alternative,
    query::{self, Wanted},
};
use storage::Value;
use vocabulary::grouped;
use web::{Frame, Outcome, Visitor, page, typed};

use super::{Desk, month::Month, work};
use crate::{CaseFile, EVENTS, Told, story::told};

/// How many steps stand on a page.
const ON_A_PAGE: usize = 50;

/// A step as a line.
struct Line {
    kind: String,
    name: String,
    href: String,
    told: Told,
}

#[derive(Template)]
#[template(path = "pages/done.html")]
struct DonePage<'a> {
    frame: Frame<'a>,
    title: String,
    count: String,
    late: i64,
    lines: Vec<Line>,
    /// The months before and after.
    earlier: String,
    later: String,
    /// The pages before and after of this month.
    before: String,
    after: String,
}

/// The page.
pub(super) async fn done(desk: &Desk, visitor: &Visitor, asked: &[(String, String)]) -> Outcome {
    if !visitor.who.is_known() {
        return Ok(web::go("/sign-in?next=%2Fwork%2Fdone"));
    }
    let month = Month::of(typed(asked, "month"), desk.today())?;
    let reader = desk.house.reader();
    let mut filter = month.filter(&EVENTS, "acted_on");
    // Whoever has no account is known by the name alone.
    let own = match visitor.who.account {
        Some(account) => ("account", Value::Int(account)),
        None => ("actor", Value::from(visitor.actor())),
    };
    if let Some(column) = EVENTS.column(own.0) {
        filter = filter.with(column, vec![Alternative::Is(own.1)]);
    }
    let count = query::count(reader, &EVENTS, &filter).await?;
    let late = match EVENTS.column("late") {
        Some(column) => query::count(reader, &EVENTS, &filter.clone().with(column, vec![Alternative::Filled])).await?,
        None => 0,
    };
    let place = |name: &str| Some(typed(asked, name)).filter(|place| !place.is_empty()).map(str::to_owned);
    let wanted =
        Wanted { filter, after: place("after"), before: place("before"), limit: ON_A_PAGE, ..Wanted::default() };
    let columns: Vec<_> = EVENTS.columns.iter().collect();
    let found = query::page(reader, &EVENTS, &columns, &wanted).await?;
    let address = |more: &[(&str, String)]| {
        let pairs = [("month", month.address())].into_iter().chain(more.iter().cloned());
        let pairs: Vec<(String, String)> = pairs.map(|(name, text)| (name.to_owned(), text)).collect();
        format!("/work/done?{}", listing::address::encode(&pairs))
    };
    let month_of = |month: Month| format!("/work/done?month={}", month.address());
    page(&DonePage {
        frame: work::frame(desk, visitor, "我的已办").crumb("我的已办", ""),
        title: month.says(),
        count: grouped(count),
        late,
        lines: found.records.into_iter().map(|record| line(desk, CaseFile { listing: &EVENTS, record })).collect(),
        earlier: month_of(month.plus(-1)),
        later: month_of(month.plus(1)),
        before: found.before.map_or(String::new(), |cursor| address(&[("before", cursor)])),
        after: found.after.map_or(String::new(), |cursor| address(&[("after", cursor)])),
    })
}

fn line(desk: &Desk, step: CaseFile) -> Line {
    let kind = desk.kind(step.text("subject")).ok();
    let id = step.number("record").unwrap_or_default();
    Line {
        kind: step.text("title").to_owned(),
        name: step.text("name").to_owned(),
        href: kind.map_or(String::new(), |kind| format!("{}/{id}", kind.listing().path)),
        told: told(&step),
    }
}
