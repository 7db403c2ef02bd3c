//! The board: how many demands and pairings are in each stage, who must move next, what is late, and the two lists of the year.

use askama::Template;
use cases::{CaseFile, Kind};
use listing::{Listing, address};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, page};

use super::Needle;
use crate::{ACHIEVEMENTS, DEMANDS, KINDS, PAIRINGS, demand, pairing, parameters::BROKERS};

/// How many of the next moves are shown.
const NEXT: usize = 12;

struct Row {
    stage: &'static str,
    /// Who must move next, by their roles.
    who: String,
    count: usize,
    href: String,
    late: usize,
    late_href: String,
}

/// A number with its list.
struct Tally {
    label: &'static str,
    count: String,
    href: String,
}

struct Next {
    name: String,
    href: String,
    stage: String,
    who: String,
    due: String,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "pages/board.html")]
struct BoardPage<'a> {
    frame: Frame<'a>,
    year: i32,
    tallies: Vec<Tally>,
    /// The average from handing in to the first answer, in days with one decimal.
    days: String,
    /// Each kind of case by its stages.
    tables: Vec<(&'static str, Vec<Row>)>,
    next: Vec<Next>,
    /// What came to nothing this year.
    unmatched: Vec<Tally>,
    may_register: bool,
}

/// The board.
pub(super) async fn show(needle: &Needle, visitor: &Visitor) -> Outcome {
    visitor.who.require(BROKERS)?;
    let house = &needle.desk.house;
    let today = needle.today();
    let all = All::read(house.reader()).await?;
    let [demand_kind, pairing_kind] = [&DEMANDS, &PAIRINGS].map(kind);
    let frame = house.frame(&PAIRINGS, visitor, "对接进展").crumb("对接进展", "");
    page(&BoardPage {
        frame,
        year: today.year(),
        tallies: all.tallies(today),
        days: all.days_to_answer(today),
        tables: vec![
            (PAIRINGS.title, rows(pairing_kind, &all.pairings, today)),
            (DEMANDS.title, rows(demand_kind, &all.demands, today)),
        ],
        next: next(&all.pairings, today),
        unmatched: vec![all.unmet(today), all.unasked(today)],
        may_register: visitor.who.is_one_of(&[Role::Officer, Role::Head]),
    })
}

/// Everything that the board counts.
struct All {
    demands: Vec<CaseFile>,
    pairings: Vec<CaseFile>,
    achievements: Vec<CaseFile>,
}

/// The address of a filtered list.
fn href(listing: &Listing, pairs: &[(&str, String)]) -> String {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    format!("{}?{}", listing.path, address::encode(&pairs))
}

/// A year as a part of an address.
fn year(today: Day) -> String {
    format!("{}..{}", today.first_of_year(), today.last_of_year())
}

fn is_of_year(file: &CaseFile, column: &str, today: Day) -> bool {
    file.day(column).is_some_and(|day| day.year() == today.year())
}

impl All {
    async fn read(reader: Reader<'_>) -> Result<All> {
        let all = async |listing| CaseFile::all(reader, listing, listing::Filter::default()).await;
        Ok(All {
            demands: all(&DEMANDS).await?,
            pairings: all(&PAIRINGS).await?,
            achievements: all(&ACHIEVEMENTS).await?,
        })
    }

    /// Of the demands taken up this year: how many were answered, introduced and signed.
    fn tallies(&self, today: Day) -> Vec<Tally> {
        let posted: Vec<&CaseFile> =
            self.demands.iter().filter(|demand| is_of_year(demand, "posted_on", today)).collect();
        let of = |label: &'static str, column: Option<&'static str>, stage: Option<&str>| {
            let mut pairs = vec![("posted_on", year(today))];
            pairs.extend(column.map(|column| (column, "any".to_owned())));
            pairs.extend(stage.map(|stage| ("stage", stage.to_owned())));
            let fits = |demand: &&&CaseFile| {
                column.is_none_or(|column| demand.has(column))
                    && stage.is_none_or(|stage| demand.text("stage") == stage)
            };
            let count = posted.iter().filter(fits).count();
            Tally {
                label,
                count: share(count, posted.len(), column.is_some() || stage.is_some()),
                href: href(&DEMANDS, &pairs),
            }
        };
        vec![
            of("受理需求", None, None),
            of("已推荐答案", Some("answered_on"), None),
            of("已引荐", Some("introduced_on"), None),
            of("已签约", None, Some(demand::Stage::Matched.label())),
        ]
    }

    fn days_to_answer(&self, today: Day) -> String {
        let of_year = self.demands.iter().filter(|demand| is_of_year(demand, "posted_on", today));
        let days: Vec<i64> = of_year.filter_map(|demand| demand.number("days_to_answer")).collect();
        match i64::try_from(days.len()) {
            Ok(0) | Err(_) => "【待补】".to_owned(),
            Ok(count) => tenth(days.iter().sum::<i64>(), count),
        }
    }

    fn unmet(&self, today: Day) -> Tally {
        let unmet = demand::Stage::Unmet.label();
        let is_unmet = |demand: &&CaseFile| demand.text("stage") == unmet && is_of_year(demand, "ended_on", today);
        Tally {
            label: "无人能解的需求",
            count: self.demands.iter().filter(is_unmet).count().to_string(),
            href: href(&DEMANDS, &[("stage", unmet.to_owned()), ("ended_on", year(today))]),
        }
    }

    fn unasked(&self, today: Day) -> Tally {
        let is_unasked = |one: &&CaseFile| !one.has("asked_on") && is_of_year(one, "posted_on", today);
        Tally {
            label: "无人问津的成果",
            count: self.achievements.iter().filter(is_unasked).count().to_string(),
            href: href(&ACHIEVEMENTS, &[("posted_on", year(today)), ("asked_on", "none".to_owned())]),
        }
    }
}

/// A count, with its share of the whole where it is a part.
fn share(count: usize, whole: usize, is_part: bool) -> String {
    if is_part && whole > 0 {
        format!("{count}（{}%）", (count * 200 + whole) / (whole * 2))
    } else {
        count.to_string()
    }
}

/// A quotient with one decimal, rounded half up.
fn tenth(sum: i64, count: i64) -> String {
    let tenths = (sum * 20 + count) / (count * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn kind(listing: &Listing) -> Option<&'static dyn Kind> {
    KINDS.iter().copied().find(|kind| kind.listing().table == listing.table)
}

/// Each stage with its cases; who must move next comes from the table of rules.
fn rows(kind: Option<&dyn Kind>, all: &[CaseFile], today: Day) -> Vec<Row> {
    let Some(kind) = kind else { return Vec::new() };
    let outline = kind.outline();
    let row = |stage: &procedure::StageOutline| {
        let here = all.iter().filter(|file| file.text("stage") == stage.label);
        let late = here.clone().filter(|file| is_late(file, today)).count();
        // The step that leads on comes first in the table.
        let who = outline.rules.iter().find(|rule| rule.from == stage.label && rule.to != stage.label);
        let past = format!("..{}", today.plus_days(-1));
        let at = ("stage", stage.label.to_owned());
        Row {
            stage: stage.label,
            who: who.map_or(String::new(), |rule| {
                let roles: Vec<&str> = rule.by.iter().map(|role| role.label()).collect();
                format!("{}（{}）", rule.label, roles.join("、"))
            }),
            count: here.count(),
            href: href(kind.listing(), std::slice::from_ref(&at)),
            late,
            late_href: href(kind.listing(), &[at, ("due_on", past)]),
        }
    };
    outline.stages.iter().map(row).collect()
}

fn is_late(file: &CaseFile, today: Day) -> bool {
    file.day("due_on").is_some_and(|due| due < today)
}

/// The pairings whose time ends first.
fn next(pairings: &[CaseFile], today: Day) -> Vec<Next> {
    let mut open: Vec<(Day, &CaseFile)> =
        pairings.iter().filter_map(|pair| Some((pair.day("due_on")?, pair))).collect();
    open.sort_by_key(|(due, pair)| (*due, pair.id()));
    let is_sent = |pair: &CaseFile| pair.text("stage") == pairing::Stage::Sent.label();
    let line = |(due, pair): (Day, &CaseFile)| Next {
        name: pair.name().to_owned(),
        href: pair.href(),
        stage: pair.text("stage").to_owned(),
        who: if is_sent(pair) { pair.linked("enterprise").to_owned() } else { pair.text("responsible").to_owned() },
        due: due.to_string(),
        is_late: due < today,
    };
    open.into_iter().take(NEXT).map(line).collect()
}
