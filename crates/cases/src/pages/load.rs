//! 科室工作量: what each section has open, what of it is late, and what it has done this year.

use askama::Template;
use directory::SECTIONS;
use listing::{
    Alternative, Filter, Fold, FoldValue,
    query::{self, Wanted},
};
use storage::{Result, Value};
use vocabulary::{Role, format_scaled, grouped};
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, work};
use crate::{CaseFile, EVENTS, desk::Pile};

/// The most sections of a bureau.
const SECTIONS_AT_MOST: usize = 100;

struct Row {
    section: String,
    kind: &'static str,
    open: String,
    href: String,
    late: i64,
    late_href: String,
}

struct Done {
    kind: String,
    steps: String,
    href: String,
    days: String,
    late: String,
}

#[derive(Template)]
#[template(path = "pages/load.html")]
struct LoadPage<'a> {
    frame: Frame<'a>,
    year: i32,
    rows: Vec<Row>,
    done: Vec<Done>,
}

/// The page.
pub(super) async fn load(desk: &Desk, visitor: &Visitor) -> Outcome {
    visitor.who.require(&[Role::Head, Role::Leader, Role::Supervisor])?;
    let year = desk.today().year();
    page(&LoadPage {
        frame: work::frame(desk, visitor, "科室工作量").crumb("科室工作量", ""),
        year,
        rows: open(desk, visitor).await?,
        done: done(desk, year).await?,
    })
}

async fn open(desk: &Desk, visitor: &Visitor) -> Result<Vec<Row>> {
    let reader = desk.house.reader();
    let wanted = Wanted { limit: SECTIONS_AT_MOST, ..Wanted::default() };
    let name: Vec<_> = SECTIONS.columns.iter().collect();
    let mut rows = Vec::new();
    for record in query::page(reader, &SECTIONS, &name, &wanted).await?.records {
        let section = CaseFile { listing: &SECTIONS, record };
        for kind in desk.kinds.iter().copied() {
            let (Some(pile), Some(column)) = (Pile::open(kind, &visitor.who), kind.listing().column("section")) else {
                continue;
            };
            let filter = pile.filter.clone().with(column, vec![Alternative::Is(section.id().into())]);
            let pile = Pile { filter, ..pile };
            let count = pile.count(reader).await?;
            if count == 0 {
                continue;
            }
            let late = pile.clone().due_before(desk.today());
            rows.push(Row {
                section: section.name().to_owned(),
                kind: kind.listing().title,
                open: grouped(count),
                href: pile.href(),
                late_href: late.as_ref().map_or(String::new(), Pile::href),
                late: match late {
                    Some(late) => late.count(reader).await?,
                    None => 0,
                },
            });
        }
    }
    Ok(rows)
}

/// What was done in a year, by kind of case, from the record of steps.
async fn done(desk: &Desk, year: i32) -> Result<Vec<Done>> {
    let reader = desk.house.reader();
    let (Some(acted), Some(title)) = (EVENTS.column("acted_on"), EVENTS.column("title")) else { return Ok(Vec::new()) };
    let day = |text: String| Some(Value::from(text));
    let of_year = Alternative::Between(day(format!("{year}-01-01")), day(format!("{year}-12-31")));
    let filter = Filter::default().with(acted, vec![of_year]);
    let mut rows = Vec::new();
    for kind in desk.kinds.iter().map(|kind| kind.listing()) {
        let filter = filter.clone().with(title, vec![Alternative::Is(kind.title.into())]);
        let number = |value: FoldValue| if let FoldValue::Number(number) = value { number } else { 0 };
        let steps = query::count(reader, &EVENTS, &filter).await?;
        if steps == 0 {
            continue;
        }
        let days = number(query::fold(reader, &EVENTS, &filter, Fold::Sum("spent")).await?);
        let late = number(query::fold(reader, &EVENTS, &filter, Fold::Sum("late")).await?);
        let address = listing::Address { filter, ..listing::Address::default() };
        rows.push(Done {
            kind: kind.title.to_owned(),
            steps: grouped(steps),
            href: format!("{}?{}", EVENTS.path, address.query()),
            // One decimal, rounded half up from the whole sum.
            days: format_scaled((days * 20 + steps) / (steps * 2), 1),
            late: grouped(late),
        });
    }
    Ok(rows)
}
