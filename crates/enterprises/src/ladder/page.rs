//! The bureau's page of the ladder.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, pages::Desk};
use policies::{assessment::Answer, check::Kind};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Day;
use web::{Frame, Outcome, Visitor, page};

use super::{
    asked::{Asked, UNKNOWN},
    distance::Distance,
    net::Net,
    remarks::{Remark, remarks},
    standing::{Rung, Standing},
    targets::{self, Town},
    workbook,
};
use crate::{
    known::{self, Known},
    parameters,
    town_target::INDICATORS,
};

/// The address of the page.
pub(crate) const PATH: &str = "/enterprises/ladder";

/// How many enterprises stand on a page.
const PAGE: usize = 50;

/// How many sentences stand in a line.
const TOLD: usize = 4;

/// An enterprise with its place.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) town: String,
    pub(super) sector: String,
    pub(super) standing: Standing,
    pub(super) distance: Distance,
}

/// A way to show fewer.
struct Tab {
    label: String,
    count: usize,
    href: String,
    is_current: bool,
}

/// A line as shown.
struct LineView {
    line: Line,
    until: String,
    is_ending: bool,
    verdict: &'static str,
    sign: &'static str,
    score: String,
    told: Vec<String>,
    more: usize,
    is_unknown: bool,
}

#[derive(Template)]
#[template(path = "ladder/page.html")]
struct LadderPage<'a> {
    frame: Frame<'a>,
    asked: Asked,
    kinds: Vec<Tab>,
    tabs: Vec<Tab>,
    rungs: &'static [&'static str],
    towns: Vec<String>,
    sectors: Vec<String>,
    lacks: Vec<(String, String, usize)>,
    years: [i32; 2],
    lines: Vec<LineView>,
    total: usize,
    export: String,
    before: Option<String>,
    after: Option<String>,
    remarks: Vec<Remark>,
    target_year: i32,
    indicators: &'static [&'static str],
    targets: Vec<Town>,
    net: Option<Net>,
    is_filtered: bool,
}

/// Everything that the page and its sheet are made of.
struct Ladder {
    asked: Asked,
    region: Option<String>,
    all: Vec<(CaseFile, Known)>,
    lines: Vec<Line>,
}

impl Ladder {
    async fn read(desk: &Desk, visitor: &Visitor, query: &str) -> Result<Ladder> {
        if !visitor.who.is_of_bureau() {
            return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()));
        }
        let today = desk.today();
        let asked = Asked::read(query, today)?;
        let region = figures::home_region(desk.house.reader()).await?;
        let all = known::of_region(desk.house.reader(), region.as_deref()).await?;
        let line = |(firm, known): &(CaseFile, Known)| Line {
            name: firm.name().to_owned(),
            href: firm.href(),
            town: firm.text("town").to_owned(),
            sector: firm.text("sector").to_owned(),
            standing: Standing::of(asked.kind, known, today),
            distance: Distance::of(asked.kind, known, asked.day(today)),
        };
        let mut lines: Vec<Line> = all.iter().map(line).collect();
        lines.sort_by_cached_key(|line| (line.standing.rung == Rung::Valid, line.distance.order(), line.name.clone()));
        if asked.expires.is_some() {
            lines.sort_by_key(|line| line.standing.until);
        }
        Ok(Ladder { asked, region, all, lines })
    }

    /// Whether a line passes every filter but one.
    fn passes(&self, line: &Line, but: &str, today: Day) -> bool {
        let asked = &self.asked;
        let is = |name: &str, wanted: &str, has: &str| but == name || wanted.is_empty() || wanted == has;
        is("town", &asked.town, &line.town)
            && is("sector", &asked.sector, &line.sector)
            && (but == "rung" || asked.rung.is_none_or(|rung| rung == line.standing.rung))
            && (but == "rung" || asked.expires.is_none_or(|months| line.standing.ends_within(months, today)))
            && (but == "lacks" || asked.lacks.is_empty() || lacks(line, &asked.lacks))
    }
}

/// Whether an enterprise fails a condition, or nothing can be said of it.
fn lacks(line: &Line, code: &str) -> bool {
    match &line.distance {
        Distance::Unknown(_) => code == UNKNOWN,
        Distance::Known { .. } => line.distance.fails().any(|lack| lack.code == code),
    }
}

/// The page.
pub(crate) async fn show(desk: &Desk, visitor: &Visitor, query: &str) -> Outcome {
    let mut ladder = Ladder::read(desk, visitor, query).await?;
    let today = desk.today();
    let remarks = remarks(desk.house.reader(), ladder.asked.kind, &ladder.all, today).await?;
    let targets = targets::of_year(desk.house.reader(), today.year(), today).await?;
    let asked = ladder.asked.clone();
    let net = Net::of(desk.house.reader(), asked.kind, ladder.region.as_deref(), today).await?;
    let (tabs, lacks) = (tabs(&ladder, today), failing(&ladder, today));
    let (towns, sectors) = (values(&ladder, |line| &line.town), values(&ladder, |line| &line.sector));
    let mut shown = std::mem::take(&mut ladder.lines);
    shown.retain(|line| ladder.passes(line, "", today));
    let total = shown.len();
    let pages = total.div_ceil(PAGE).max(1);
    let at = asked.page.min(pages);
    let turned = |page: usize| asked.with(|asked| asked.page = page);
    let lines = shown.into_iter().skip((at - 1) * PAGE).take(PAGE);
    page(&LadderPage {
        frame: Frame::new(&desk.house.site, visitor, "企业阶梯", "企业阶梯")
            .crumb("企业", "/organisations")
            .crumb("企业阶梯", ""),
        kinds: [Kind::Hnte, Kind::Tsme].into_iter().map(|kind| kind_tab(kind, &asked, today)).collect(),
        tabs,
        rungs: Rung::LABELS,
        towns,
        sectors,
        lacks,
        years: [today.year(), today.year() + 1],
        lines: lines.map(|line| LineView::of(line, today)).collect(),
        total,
        export: format!("{PATH}.xlsx?{}", asked.query()),
        before: (at > 1).then(|| turned(at - 1)),
        after: (at < pages).then(|| turned(at + 1)),
        remarks,
        target_year: today.year(),
        indicators: INDICATORS,
        targets,
        net,
        is_filtered: !asked.town.is_empty() || !asked.sector.is_empty() || !asked.lacks.is_empty(),
        asked,
    })
}

/// The same as a sheet, all pages of it.
pub(crate) async fn export(desk: &Desk, visitor: &Visitor, query: &str) -> Outcome {
    let mut ladder = Ladder::read(desk, visitor, query).await?;
    let today = desk.today();
    let mut lines = std::mem::take(&mut ladder.lines);
    lines.retain(|line| ladder.passes(line, "", today));
    let sheet = workbook::written(&ladder.asked, &lines)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(web::download(kind, &format!("ladder-{}-{}.xlsx", ladder.asked.kind.word(), ladder.asked.year), sheet))
}

fn kind_tab(kind: Kind, asked: &Asked, today: Day) -> Tab {
    let href = asked.with(|asked| {
        *asked = Asked {
            kind,
            year: super::asked::usual_year(kind, today),
            rung: None,
            lacks: String::new(),
            expires: None,
            ..asked.clone()
        };
    });
    Tab { label: kind.title().to_owned(), count: 0, href, is_current: kind == asked.kind }
}

/// The rungs with how many stand on each, and what ends soon.
fn tabs(ladder: &Ladder, today: Day) -> Vec<Tab> {
    let asked = &ladder.asked;
    let others: Vec<&Line> = ladder.lines.iter().filter(|line| ladder.passes(line, "rung", today)).collect();
    let tab = |label: String, rung: Option<Rung>, expires: Option<i32>| Tab {
        count: others
            .iter()
            .filter(|line| rung.is_none_or(|rung| line.standing.rung == rung))
            .filter(|line| expires.is_none_or(|months| line.standing.ends_within(months, today)))
            .count(),
        href: asked.with(|asked| (asked.rung, asked.expires) = (rung, expires)),
        is_current: asked.rung == rung && asked.expires == expires,
        label,
    };
    let mut tabs = vec![tab("全部".to_owned(), None, None)];
    tabs.extend(Rung::ALL.iter().map(|rung| tab(rung.label().to_owned(), Some(*rung), None)));
    let months = parameters::EXPIRING_MONTHS;
    if asked.kind == Kind::Hnte {
        tabs.push(tab(format!("{months} 个月内到期"), None, Some(months)));
    }
    tabs.retain(|tab| tab.count > 0 || tab.is_current);
    tabs
}

/// The conditions that fail, with how many enterprises fail them, the most first; and those of whom nothing can be said.
fn failing(ladder: &Ladder, today: Day) -> Vec<(String, String, usize)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut unknown = 0;
    for line in ladder.lines.iter().filter(|line| ladder.passes(line, "lacks", today)) {
        match &line.distance {
            Distance::Unknown(_) => unknown += 1,
            Distance::Known { .. } => {
                for lack in line.distance.fails() {
                    *counts.entry((lack.code, lack.name)).or_default() += 1;
                }
            }
        }
    }
    let counted = counts.into_iter().map(|((code, name), count)| (code.to_owned(), name.to_owned(), count));
    let mut all: Vec<(String, String, usize)> = counted.collect();
    all.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    all.push((UNKNOWN.to_owned(), "【待补】数据不全".to_owned(), unknown));
    all
}

fn values(ladder: &Ladder, of: impl Fn(&Line) -> &String) -> Vec<String> {
    let mut values: Vec<String> = ladder.lines.iter().map(of).filter(|text| !text.is_empty()).cloned().collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The verdict in words, and how it is marked.
pub(super) fn verdict(distance: &Distance) -> (&'static str, &'static str) {
    match distance {
        Distance::Unknown(_) => ("【待补】", "late"),
        Distance::Known { answer, .. } => (
            answer.label(),
            match answer {
                Answer::Yes => "done",
                Answer::Possible => "moving",
                Answer::No => "stopped",
            },
        ),
    }
}

/// The points as shown; nothing where they cannot be computed.
pub(super) fn score(distance: &Distance) -> String {
    match distance {
        Distance::Unknown(_) => String::new(),
        Distance::Known { score: (least, most), .. } if least == most => least.to_string(),
        Distance::Known { score: (least, most), .. } => format!("{least}–{most}"),
    }
}

/// What is missing, in sentences: what fails first, then what is open.
pub(super) fn told(distance: &Distance) -> Vec<String> {
    match distance {
        Distance::Unknown(problems) => problems.clone(),
        Distance::Known { lacks, .. } => {
            let open = lacks.iter().filter(|lack| !lack.fails);
            distance.fails().chain(open).map(|lack| format!("{}：{}", lack.name, lack.nearest)).collect()
        }
    }
}

/// What is missing, for a line of a list: what fails in sentences, what is open by name.
pub(super) fn told_briefly(distance: &Distance) -> Vec<String> {
    let Distance::Known { lacks, .. } = distance else { return told(distance) };
    let open: Vec<&str> = lacks.iter().filter(|lack| !lack.fails).map(|lack| lack.name).collect();
    let fails = distance.fails().map(|lack| format!("{}：{}", lack.name, lack.nearest));
    fails.chain((!open.is_empty()).then(|| format!("还要判断：{}", open.join("、")))).collect()
}

impl LineView {
    fn of(line: Line, today: Day) -> LineView {
        let (verdict, sign) = verdict(&line.distance);
        let told = told_briefly(&line.distance);
        LineView {
            until: line.standing.until.map_or(String::new(), |day| day.to_string()),
            is_ending: line.standing.ends_within(parameters::EXPIRING_MONTHS, today),
            verdict,
            sign,
            score: score(&line.distance),
            more: told.len().saturating_sub(TOLD),
            told: told.into_iter().take(TOLD).collect(),
            is_unknown: matches!(line.distance, Distance::Unknown(_)),
            line,
        }
    }
}
