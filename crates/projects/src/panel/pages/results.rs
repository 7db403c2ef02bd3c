//! 评审结果: what a panel's marks came to, with its experts under cover until their names are opened; and what they said of a
//! proposal.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, pages::Desk};
use documents::Kind;
use procedure::Word;
use review::Ballot;
use storage::{Error, Result};
use vocabulary::Role::{Head, Officer, Supervisor};
use web::{Frame, Outcome, Visitor, download, page};

use super::{
    super::{
        Stage,
        need::Numbers,
        outcome::{self, Marked, Outcomes},
        seats::Seats,
        sheet::Given,
        workbook::{Cell, Table},
    },
    frame, panel_for,
};

struct ProposalRow {
    place: usize,
    number: String,
    href: String,
    name: String,
    unit: String,
    marks: Vec<Marked>,
    mean: String,
    median: String,
    spread: String,
    is_discussed: bool,
}

/// An expert whose name is open.
struct Named {
    cover: usize,
    name: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "panel/pages/results.html")]
struct ResultsPage<'a> {
    frame: Frame<'a>,
    panel: String,
    href: String,
    locked_on: String,
    consensus: String,
    /// How many columns of marks there are.
    columns: Vec<usize>,
    rows: Vec<ProposalRow>,
    /// Whether names are open at all, and those that the visitor may read.
    is_opened: bool,
    names: Vec<Named>,
}

struct OpinionView {
    cover: usize,
    name: String,
    marks: Vec<String>,
    total: String,
    advice: String,
    opinion: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "panel/pages/opinions.html")]
struct OpinionsPage<'a> {
    frame: Frame<'a>,
    number: String,
    name: String,
    mean: String,
    criteria: Vec<(String, i64)>,
    opinions: Vec<OpinionView>,
}

/// A panel whose scores are locked, and what they came to.
async fn locked(desk: &Desk, visitor: &Visitor, id: i64) -> Result<(CaseFile, Outcomes)> {
    let panel = panel_for(desk, visitor, id).await?;
    if ![Stage::Locked, Stage::Opened].map(Word::label).contains(&panel.text("stage")) {
        return Err(Error::Refused("评分锁定以前，任何人都看不到分数。请在锁定后查看".to_owned()));
    }
    let outcomes = Outcomes::read(&desk.house.db, &panel).await?;
    Ok((panel, outcomes))
}

/// The results.
pub(super) async fn results(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let (panel, outcomes) = locked(desk, visitor, id).await?;
    let names = names(desk, visitor, &panel, &outcomes).await?;
    let view = ResultsPage {
        frame: frame(desk, visitor, &panel, "评审结果"),
        panel: panel.name().to_owned(),
        href: panel.href(),
        locked_on: panel.text("since").to_owned(),
        consensus: panel.text("consensus").to_owned(),
        columns: (1..=columns(&panel)).collect(),
        rows: outcomes.proposals.iter().map(|one| row(&panel, one)).collect(),
        is_opened: panel.text("stage") == Stage::Opened.label(),
        names,
    };
    page(&view)
}

fn columns(panel: &CaseFile) -> usize {
    usize::try_from(Numbers::of(panel).reviewers).unwrap_or_default()
}

fn row(panel: &CaseFile, one: &outcome::Outcome) -> ProposalRow {
    ProposalRow {
        place: one.place,
        number: one.proposal.text("number").to_owned(),
        href: format!("{}/results/{}", panel.href(), one.proposal.id()),
        name: one.proposal.name().to_owned(),
        unit: one.proposal.linked("unit").to_owned(),
        marks: one.marks.clone(),
        mean: one.score.mean.to_string(),
        median: one.score.median.to_string(),
        spread: one.score.spread.to_string(),
        is_discussed: one.judged.sheets.iter().any(|sheet| sheet.text("reopened") == "是"),
    }
}

/// Who stands under which cover: for those who handle and watch the panel, once it is opened.
async fn names(desk: &Desk, visitor: &Visitor, panel: &CaseFile, outcomes: &Outcomes) -> Result<Vec<Named>> {
    let may_know = visitor.who.is_one_of(&[Officer, Head, Supervisor]);
    if panel.text("stage") != Stage::Opened.label() || !may_know {
        return Ok(Vec::new());
    }
    let seats = Seats::read(desk.house.reader(), panel.id()).await?;
    let named = seats.0.iter().filter_map(|seat| {
        let cover = outcomes.covers.get(&seat.number("expert")?)?;
        let (name, unit) = (seat.linked("expert").trim().to_owned(), seat.linked("unit").to_owned());
        Some(Named { cover: *cover, name, unit })
    });
    let mut named: Vec<Named> = named.collect();
    named.sort_by_key(|one| one.cover);
    Ok(named)
}

/// What the experts of one proposal said of it.
pub(super) async fn opinions(desk: &Desk, visitor: &Visitor, id: i64, proposal: i64) -> Outcome {
    let (panel, outcomes) = locked(desk, visitor, id).await?;
    let missing = || Error::NotFound("评审组没有评过这份申报书".to_owned());
    let one = outcomes.proposals.iter().find(|one| one.proposal.id() == proposal).ok_or_else(missing)?;
    let names: BTreeMap<usize, String> =
        names(desk, visitor, &panel, &outcomes).await?.into_iter().map(|named| (named.cover, named.name)).collect();
    let criteria = &outcomes.sheet.criteria;
    let sheets = one.judged.sheets.iter().zip(&one.judged.given).zip(&one.judged.ballots);
    let view = |((sheet, given), ballot): ((&CaseFile, &BTreeMap<i64, Given>), &Ballot)| {
        let cover = outcomes.covers.get(&ballot.expert.get()).copied().unwrap_or_default();
        let total = one.score.totals.iter().find(|(expert, _)| *expert == ballot.expert);
        let mark = |criterion: &CaseFile| given.get(&criterion.id()).map_or(String::new(), Given::to_string);
        OpinionView {
            cover,
            name: names.get(&cover).cloned().unwrap_or_default(),
            marks: criteria.iter().map(mark).collect(),
            total: total.map_or(String::new(), |(_, total)| total.to_string()),
            advice: sheet.text("advice").to_owned(),
            opinion: sheet.text("opinion").to_owned(),
            reason: sheet.text("reason").to_owned(),
        }
    };
    let mut opinions: Vec<OpinionView> = sheets.map(view).collect();
    opinions.sort_by_key(|view| view.cover);
    let criterion =
        |criterion: &CaseFile| (criterion.text("name").to_owned(), criterion.number("weight").unwrap_or_default());
    let title = format!("{} 评审意见", one.proposal.text("number"));
    page(&OpinionsPage {
        frame: frame(desk, visitor, &panel, &title),
        number: one.proposal.text("number").to_owned(),
        name: one.proposal.name().to_owned(),
        mean: one.score.mean.to_string(),
        criteria: criteria.iter().map(criterion).collect(),
        opinions,
    })
}

/// The results as a workbook.
pub(super) async fn workbook(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let (panel, outcomes) = locked(desk, visitor, id).await?;
    let table = table(&outcomes);
    Ok(download(Kind::Xlsx.media(), &format!("{}-results.xlsx", panel.text("number")), table.to_xlsx()?))
}

/// A row for each expert's marks of each proposal, with what they came to.
fn table(outcomes: &Outcomes) -> Table {
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut rows = Vec::new();
    for one in &outcomes.proposals {
        for marked in &one.marks {
            rows.push(vec![
                Cell::Text(one.place.to_string()),
                text(one.proposal.text("number")),
                text(one.proposal.name()),
                text(one.proposal.linked("unit")),
                Cell::Text(format!("专家{}", marked.cover)),
                Cell::Points(marked.total),
                text(if marked.is_left_out { "去掉" } else { "计入" }),
                marked.first_total.map_or(Cell::Blank, Cell::Points),
                Cell::Points(one.score.mean),
                Cell::Points(one.score.median),
                Cell::Points(one.score.spread),
            ]);
        }
    }
    Table {
        name: "评审结果",
        headings: &[
            ("名次", 6.0),
            ("申报编号", 16.0),
            ("项目名称", 40.0),
            ("申报单位", 30.0),
            ("专家", 8.0),
            ("总分", 10.0),
            ("计入平均", 10.0),
            ("复议前", 10.0),
            ("平均", 10.0),
            ("中位", 10.0),
            ("分差", 10.0),
        ],
        rows,
        total: None,
    }
}
