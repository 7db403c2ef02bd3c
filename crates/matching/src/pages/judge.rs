//! The bureau's own measure of the ranking: answers that somebody has judged useful or not, once, and how many of the first five
//! are useful by that.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, Change, matching};
use procedure::Word;
use storage::{Db, Deed, Result, Work};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, Who, go, page, typed};

use super::{Needle, beside::Line};
use crate::{DEMANDS, JUDGEMENTS, parameters::BROKERS, source::AnswerKind};

/// How many of a ranking are measured.
const FIRST: usize = 5;

/// How many are put before whoever judges.
const SHOWN: usize = 10;

struct Judged {
    kind: AnswerKind,
    line: Line,
    place: usize,
    /// What was judged of it; empty where nothing was.
    useful: String,
}

#[derive(Template)]
#[template(path = "pages/judge.html")]
struct JudgePage<'a> {
    frame: Frame<'a>,
    id: i64,
    name: String,
    lines: Vec<Judged>,
    is_open: bool,
}

/// The first answers to a demand, each to be judged useful or not.
pub(super) async fn form(needle: &Needle, visitor: &Visitor, id: i64) -> Outcome {
    visitor.who.require(BROKERS)?;
    let demand = needle.demand(visitor, id).await?;
    let lines = ranked(needle, &demand, SHOWN).await?;
    let frame = needle.desk.house.frame(&DEMANDS, visitor, "评测推荐").siblings(Vec::new());
    page(&JudgePage {
        frame: frame.crumb(DEMANDS.title, DEMANDS.path).crumb(demand.name(), &demand.href()).crumb("评测推荐", ""),
        id,
        name: demand.name().to_owned(),
        is_open: visitor.who.is_one_of(&[Role::Officer, Role::Head])
            && lines.iter().any(|judged| judged.useful.is_empty()),
        lines,
    })
}

/// Writes down what was judged. A judgement that is there already stays.
pub(super) async fn judge(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Role::Officer, Role::Head])?;
    let demand = needle.demand(visitor, id).await?;
    let lines = ranked(needle, &demand, SHOWN).await?;
    let rows: Vec<(&Judged, &str)> = lines
        .iter()
        .filter(|judged| judged.useful.is_empty())
        .map(|judged| (judged, typed(pairs, &format!("{}-{}", judged.kind.name(), judged.line.record))))
        .filter(|(_, useful)| directory::YES_NO.contains(useful))
        .collect();
    let db = &needle.desk.house.db;
    let judge = Judge { db, who: &visitor.who, demand: id, rows, today: needle.today() };
    db.write(&visitor.actor(), &judge).await?;
    Ok(go(&format!("{}/{id}/judge", DEMANDS.path)))
}

struct Judge<'a> {
    db: &'a Db,
    who: &'a Who,
    demand: i64,
    rows: Vec<(&'a Judged, &'a str)>,
    today: Day,
}

impl Deed for Judge<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        for (judged, useful) in &self.rows {
            let values: Vec<Change> = vec![
                ("demand", self.demand.into()),
                ("kind", judged.kind.label().into()),
                ("record", judged.line.record.into()),
                ("name", judged.line.name.as_str().into()),
                ("place", i64::try_from(judged.place).unwrap_or(i64::MAX).into()),
                ("useful", (*useful).into()),
                ("judged_by", self.who.name.as_str().into()),
                ("judged_on", self.today.to_string().into()),
            ];
            cases::add(work, self.db, &JUDGEMENTS, values).await?;
        }
        Ok(())
    }
}

/// The ranking of a demand over all kinds, with what was judged of each.
async fn ranked(needle: &Needle, demand: &CaseFile, first: usize) -> Result<Vec<Judged>> {
    let reader = needle.desk.house.reader();
    let known = CaseFile::all(reader, &JUDGEMENTS, matching(&JUDGEMENTS, &[("demand", demand.id().into())])?).await?;
    let judged = |kind: AnswerKind, record: i64| {
        let same = |row: &&CaseFile| row.text("kind") == kind.label() && row.number("record") == Some(record);
        known.iter().find(same).map_or(String::new(), |row| row.text("useful").to_owned())
    };
    let found = needle.finder.for_measuring(reader, demand, needle.today()).await?;
    let line = |(at, one): (usize, &crate::Suggested)| Judged {
        kind: one.kind,
        useful: judged(one.kind, one.file.id()),
        place: at + 1,
        line: Line::of(one),
    };
    Ok(found.iter().take(first).enumerate().map(line).collect())
}

struct Measured {
    name: String,
    href: String,
    useful: usize,
    open: usize,
    first: usize,
}

#[derive(Template)]
#[template(path = "pages/precision.html")]
struct PrecisionPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Measured>,
    useful: usize,
    open: usize,
    first: usize,
    /// Per cent, rounded half up; nothing where nothing was judged.
    precision: Option<usize>,
    judgements: &'static str,
}

/// How many of the first five the bureau finds useful, demand by demand, by the ranking as it is today.
pub(super) async fn precision(needle: &Needle, visitor: &Visitor) -> Outcome {
    visitor.who.require(BROKERS)?;
    let reader = needle.desk.house.reader();
    let all = CaseFile::all(reader, &JUDGEMENTS, listing::Filter::default()).await?;
    let demands: BTreeMap<i64, ()> = all.iter().filter_map(|row| Some((row.number("demand")?, ()))).collect();
    let mut lines = Vec::new();
    for id in demands.into_keys() {
        let demand = CaseFile::read(reader, &DEMANDS, id).await?;
        let ranked = ranked(needle, &demand, FIRST).await?;
        let count = |word: &str| ranked.iter().filter(|judged| judged.useful == word).count();
        lines.push(Measured {
            name: demand.name().to_owned(),
            href: format!("{}/judge", demand.href()),
            useful: count("是"),
            open: count(""),
            first: ranked.len(),
        });
    }
    let sum = |part: fn(&Measured) -> usize| lines.iter().map(part).sum::<usize>();
    let (useful, open, first) = (sum(|one| one.useful), sum(|one| one.open), sum(|one| one.first));
    let frame = needle.desk.house.frame(&JUDGEMENTS, visitor, "推荐准确率").crumb("推荐准确率", "");
    page(&PrecisionPage {
        frame,
        precision: (first > 0).then(|| (useful * 200 + first) / (first * 2)),
        lines,
        useful,
        open,
        first,
        judgements: JUDGEMENTS.path,
    })
}
