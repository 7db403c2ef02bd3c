//! The home page: the year's key figures, two trends, what is missing, what changed last, and the way to every list.

use std::sync::Arc;

use accounts::start_page;
use askama::Template;
use axum::{Router, extract::State, routing::get};
use figures::{Change, Comparison, Kept, Moment, Office, Reached, Reading, compare, series, trend};
use listing::{Audience, Filter, Listing, query};
use storage::{Act, Line, Result};
use vocabulary::grouped;
use web::{Frame, Outcome, Visitor, go, page};

/// The figures on the tiles.
const KEY_FIGURES: [&str; 12] = [
    "hnte-valid",
    "tsme-valid",
    "special-funds",
    "upper-funds",
    "rd-projects",
    "provincial-platforms",
    "introduced",
    "park-loan-amount",
    "alliance-members",
    "orders-open",
    "commissioners",
    "rd-expense",
];

/// The figures on the charts.
const TRENDS: [&str; 2] = ["hnte-valid", "special-funds"];

/// How many years a chart shows.
const YEARS: i32 = 5;

/// How many missing figures are named.
const MISSING: usize = 8;

/// How many changes are told.
const CHANGES: usize = 12;

/// How many lines of history are looked through for them at a time, and how many times at most: sign-ins and drafts stand
/// between them.
const LINES: i64 = 600;
const LOOKS: i64 = 10;

struct Tile {
    name: String,
    href: String,
    value: String,
    is_missing: bool,
    unit: String,
    note: String,
}

struct Trend {
    id: String,
    name: String,
    unit: String,
    chart: String,
    rows: Vec<TrendRow>,
}

struct TrendRow {
    year: i32,
    value: String,
    is_missing: bool,
    change: String,
}

struct Missing {
    name: String,
    href: String,
    slot: u8,
    why: String,
    listing: &'static Listing,
}

struct Told {
    day: String,
    at: String,
    actor: String,
    act: &'static str,
    title: String,
    count: String,
    name: String,
    href: String,
}

struct Shelf {
    title: &'static str,
    lists: Vec<(&'static Listing, String)>,
}

/// Everything on the page that depends on the records.
struct Overview {
    figures: usize,
    missing_figures: usize,
    tiles: Vec<Tile>,
    trends: Vec<Trend>,
    missing: Vec<Missing>,
    changes: Vec<Told>,
    shelves: Vec<Shelf>,
    is_empty: bool,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage<'a> {
    frame: Frame<'a>,
    year: i32,
    as_of: String,
    overview: &'a Overview,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage<'a> {
    frame: Frame<'a>,
}

/// The route of the home page.
pub(crate) fn routes(office: &Arc<Office>) -> Router {
    let kept = Arc::new(Kept::default());
    let home =
        get(async move |State(office): State<Arc<Office>>, visitor: Visitor| home(&office, &kept, &visitor).await);
    Router::new().route("/", home).with_state(office.clone())
}

async fn home(office: &Office, kept: &Kept<Overview>, visitor: &Visitor) -> Outcome {
    if !visitor.who.is_of_bureau() {
        return Ok(go(start_page(&visitor.who)));
    }
    let moment = office.moment(None, None);
    let overview = kept.answer(office.reader(), moment, overview(office, moment)).await?;
    let mut frame = Frame::new(&office.house.site, visitor, "首页", "首页");
    frame.body_class = "home";
    if overview.is_empty {
        return page(&StartPage { frame });
    }
    page(&HomePage { frame, year: moment.year, as_of: moment.as_of.to_string(), overview: &overview })
}

async fn overview(office: &Office, moment: Moment) -> Result<Overview> {
    let (shelves, records) = shelves(office).await?;
    let readings = office.catalogue.read_all(office.reader(), moment).await?;
    let mut tiles = Vec::new();
    for reading in
        KEY_FIGURES.iter().filter_map(|code| readings.iter().find(|reading| reading.definition.code == *code))
    {
        tiles.push(tile(reading, &compare(office, reading, moment).await?));
    }
    let mut trends = Vec::new();
    for code in TRENDS.iter().filter(|code| office.catalogue.find(code).is_some()) {
        trends.push(told_trend(code, &series(office, code, moment, YEARS).await?));
    }
    Ok(Overview {
        figures: readings.len(),
        missing_figures: readings.iter().filter(|reading| reading.is_missing()).count(),
        tiles,
        trends,
        missing: readings.iter().filter_map(missing).take(MISSING).collect(),
        changes: changes(office).await?,
        shelves,
        is_empty: records == 0,
    })
}

fn tile(reading: &Reading, comparison: &Comparison) -> Tile {
    let definition = &reading.definition;
    let mut notes: Vec<String> = Vec::new();
    notes.extend(comparison.change.as_ref().map(Change::says));
    notes.extend(comparison.target.as_ref().map(Reached::says).filter(|said| !said.is_empty()));
    notes.extend(comparison.rank.as_ref().map(figures::Rank::says));
    notes.extend(reading.why_missing().map(str::to_owned));
    if notes.is_empty() {
        notes.push(definition.window.to_owned());
    }
    Tile {
        name: definition.name.clone(),
        href: format!("/figures/{}", definition.code),
        value: reading.on_page(),
        is_missing: reading.is_missing(),
        unit: definition.unit.clone(),
        note: notes.join(" · "),
    }
}

fn told_trend(code: &str, years: &[(i32, Reading)]) -> Trend {
    let mut before: Option<&Reading> = None;
    let mut rows = Vec::new();
    for (year, reading) in years {
        let change = before.and_then(|before| Change::between(reading, before));
        rows.push(TrendRow {
            year: *year,
            value: reading.on_page(),
            is_missing: reading.is_missing(),
            change: change.map_or("—".to_owned(), |change| change.brief()),
        });
        before = Some(reading);
    }
    rows.reverse();
    let definition = years.last().map(|(_, reading)| &reading.definition);
    Trend {
        id: format!("t-{code}"),
        name: definition.map_or(String::new(), |definition| definition.name.clone()),
        unit: definition.map_or(String::new(), |definition| definition.unit.clone()),
        chart: trend(code, years, None),
        rows,
    }
}

/// A figure of the report that has no value.
fn missing(reading: &Reading) -> Option<Missing> {
    Some(Missing {
        name: reading.definition.name.clone(),
        href: format!("/figures/{}", reading.definition.code),
        slot: reading.definition.slot?,
        why: reading.why_missing()?.to_owned(),
        listing: reading.definition.listing,
    })
}

/// Every list by module with its number of rows, and how many rows there are in all.
async fn shelves(office: &Office) -> Result<(Vec<Shelf>, i64)> {
    let mut shelves = Vec::new();
    let mut records = 0;
    for group in &office.house.groups {
        let mut lists = Vec::new();
        for listing in group.listings.iter().copied().filter(|listing| is_business(listing)) {
            let rows = query::count(office.reader(), listing, &Filter::default()).await?;
            records += rows;
            lists.push((listing, grouped(rows)));
        }
        shelves.push(Shelf { title: group.title, lists });
    }
    Ok((shelves, records))
}

/// What happened last: lines of one transaction about one kind of record are one entry.
async fn changes(office: &Office) -> Result<Vec<Told>> {
    let (lines, is_whole) = business_lines(office).await?;
    let mut told = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first().filter(|_| told.len() < CHANGES) {
        let is_same = |line: &&Line| {
            (&line.at, &line.actor, &line.subject, line.act) == (&first.at, &first.actor, &first.subject, first.act)
        };
        let count = rest.iter().take_while(is_same).count();
        let is_cut = count == rest.len() && !is_whole;
        told.push(tell(office, first, count, is_cut).await);
        rest = rest.get(count..).unwrap_or_default();
    }
    Ok(told)
}

/// The latest lines about what the bureau deals with, the latest first, and whether there are no more.
async fn business_lines(office: &Office) -> Result<(Vec<Line>, bool)> {
    let reader = office.reader();
    let version = storage::version(reader).await?;
    let is_told = |line: &Line| office.house.registry.of_table(&line.subject).is_none_or(is_business);
    let mut found: Vec<Line> = Vec::new();
    for look in 1..=LOOKS {
        let (from, to) = (version - look * LINES, version - (look - 1) * LINES);
        let mut lines = storage::lines_since(reader, from.max(0), LINES.min(to)).await?;
        lines.retain(is_told);
        found.extend(lines.into_iter().rev());
        if from <= 0 || found.len() >= usize::try_from(LINES).unwrap_or(usize::MAX) {
            return Ok((found, from <= 0));
        }
    }
    Ok((found, false))
}

/// Whether the bureau deals with the records of a listing; the others are the house's own.
fn is_business(listing: &'static Listing) -> bool {
    !matches!(listing.audience, Audience::Only(_)) && listing.kept != listing::Kept::Inside
}

async fn tell(office: &Office, line: &Line, count: usize, is_cut: bool) -> Told {
    let listing = office.house.registry.of_table(&line.subject);
    let is_one = count == 1 && !is_cut;
    let record = match listing {
        Some(listing) if is_one && line.act != Act::Remove => {
            query::record(office.reader(), listing, line.record).await.ok()
        }
        _ => None,
    };
    let href = match (listing, &record) {
        (Some(listing), Some(record)) => format!("{}/{}", listing.path, record.id),
        (Some(listing), None) => listing.path.to_owned(),
        (None, _) => String::new(),
    };
    let unit = listing.map_or("条", |listing| listing.unit);
    Told {
        day: line.at.get(..10).unwrap_or_default().to_owned(),
        at: line.at.get(5..16).unwrap_or_default().to_owned(),
        actor: line.actor.clone(),
        act: line.act.label(),
        title: listing.map_or(line.subject.clone(), |listing| listing.title.to_owned()),
        count: match (is_one, is_cut) {
            (true, _) => String::new(),
            (false, true) => format!("{count} {unit}以上"),
            (false, false) => format!("{count} {unit}"),
        },
        name: record.map_or(String::new(), |record| record.name),
        href,
    }
}

#[cfg(test)]
mod tests;
