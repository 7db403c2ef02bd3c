//! 科室工作量: what each section has open, what of it is late, and what all of them have done this year.

use std::collections::BTreeMap;

use askama::Template;
use directory::SECTIONS;
use listing::{
    Alternative, Filter, Fold, FoldValue,
    query::{self, FacetCount},
};
use storage::{Result, Value};
use vocabulary::{Role, format_scaled, grouped};
use web::{Frame, Outcome, Visitor, page};

use super::{Desk, work};
use crate::{CaseFile, EVENTS, Kind, case_file::all_by, desk::Pile};

/// The most sections of a bureau.
const SECTIONS_AT_MOST: usize = 100;

/// What a section has open of a kind.
pub(super) struct Row {
    pub(super) section: String,
    pub(super) kind: &'static str,
    pub(super) open: String,
    pub(super) href: String,
    pub(super) late: i64,
    pub(super) late_href: String,
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

/// What each section has open, as far as the visitor may see it.
pub(super) async fn open(desk: &Desk, visitor: &Visitor) -> Result<Vec<Row>> {
    let sections = all_by(desk.house.reader(), &SECTIONS, Filter::default(), None).await?;
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for kind in desk.kinds.iter().copied() {
        let Some(pile) = Pile::open(kind, &visitor.who) else { continue };
        rows.extend(of_kind(desk, kind, pile, &sections).await?);
    }
    // By section, and within it in the order of the kinds.
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// What is open of a kind, section by section; what belongs to none comes last.
async fn of_kind(desk: &Desk, kind: &'static dyn Kind, pile: Pile, sections: &[CaseFile]) -> Result<Vec<(usize, Row)>> {
    let Some(column) = kind.listing().column("section") else { return Ok(Vec::new()) };
    let reader = desk.house.reader();
    let counted = by_section(pile.count_by(reader, column, SECTIONS_AT_MOST).await?);
    let late_ones = pile.clone().due_before(desk.today());
    let late = match &late_ones {
        Some(late) => by_section(late.count_by(reader, column, SECTIONS_AT_MOST).await?),
        None => BTreeMap::new(),
    };
    let without = pile.clone().only(column, vec![Alternative::Empty]).count(reader).await?;
    let late_without = match &late_ones {
        Some(late) => late.clone().only(column, vec![Alternative::Empty]).count(reader).await?,
        None => 0,
    };
    let row = |name: &str, is: Alternative, open: i64, late: i64| Row {
        section: name.to_owned(),
        kind: kind.listing().title,
        open: grouped(open),
        href: pile.clone().only(column, vec![is.clone()]).href(),
        late,
        late_href: late_ones.clone().map_or(String::new(), |late| late.only(column, vec![is]).href()),
    };
    let mut rows = Vec::new();
    for (place, section) in sections.iter().enumerate() {
        if let Some(open) = counted.get(&section.id()) {
            let late = late.get(&section.id()).copied().unwrap_or(0);
            rows.push((place, row(section.name(), Alternative::Is(section.id().into()), *open, late)));
        }
    }
    if without > 0 {
        rows.push((sections.len(), row("未定科室", Alternative::Empty, without, late_without)));
    }
    Ok(rows)
}

fn by_section(counts: Vec<FacetCount>) -> BTreeMap<i64, i64> {
    counts.into_iter().filter_map(|count| Some((count.value.int()?, count.rows))).collect()
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
        let (days, steps) = query::folded(reader, &EVENTS, &filter, Fold::Sum("spent")).await?;
        if steps == 0 {
            continue;
        }
        let late = number(query::fold(reader, &EVENTS, &filter, Fold::Sum("late")).await?);
        let address = listing::Address { filter, ..listing::Address::default() };
        rows.push(Done {
            kind: kind.title.to_owned(),
            steps: grouped(steps),
            href: format!("{}?{}", EVENTS.path, address.query()),
            // One decimal, rounded half up from the whole sum.
            days: format_scaled((number(days) * 20 + steps) / (steps * 2), 1),
            late: grouped(late),
        });
    }
    Ok(rows)
}
