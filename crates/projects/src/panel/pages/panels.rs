//! What stands on the page of a panel besides its facts: its experts and how far their sheets are, without a single mark; and
//! on the page of a call how many proposals wait for a panel.

use std::collections::BTreeMap;

use askama::Template;
use cases::{CaseFile, is_in_scope, matching};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    query, sight,
};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Role::{Head, Officer};
use web::Visitor;

use super::{
    super::{
        ASSIGNMENTS, PANELS, Stage, gather,
        need::Numbers,
        score::{GIVEN, LOCKED, OPEN, RETURNED},
        seat::{ACCEPTED, INVITED},
        seats::{Seats, lacking},
    },
    meeting::Paper,
};
use crate::{CALLS, PROPOSALS};

/// The most proposals whose progress is shown.
const MOST_PROPOSALS: usize = 100;

/// The panels of review on the pages of records.
#[derive(Debug)]
pub(crate) struct PanelPanels;

impl Beside for PanelPanels {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let file = CaseFile { listing, record: record.clone() };
            if listing.table == PANELS.table {
                of_panel(house, visitor, &file).await
            } else if listing.table == CALLS.table {
                of_call(house, visitor, &file).await
            } else {
                Ok(Vec::new())
            }
        })
    }
}

struct SeatRow {
    drawn_as: i64,
    name: String,
    class: String,
    unit: String,
    state: String,
    came_as: String,
    reason: String,
    reply_by: String,
    is_late: bool,
    has_signed_in: bool,
    given: usize,
    all: usize,
    /// The invitation, while it stands.
    letter: String,
    /// Where an answer is entered, for those who may.
    enter: String,
}

/// A proposal that an expert gave back.
struct ReturnedRow {
    expert: String,
    number: String,
    reason: String,
}

struct ProposalRow {
    number: String,
    href: String,
    name: String,
    given: usize,
    wanted: u32,
    /// How many of its sheets are to be discussed, and how many have been.
    reopened: usize,
    discussed: usize,
}

#[derive(Template)]
#[template(path = "panel/pages/panel.html")]
struct Progress {
    id: i64,
    /// Why a seat stays vacant; blank where none does.
    lacking: String,
    seats: Vec<SeatRow>,
    by_meeting: bool,
    /// Those that lack most first.
    proposals: Vec<ProposalRow>,
    /// How many are not shown.
    others: usize,
    returned: Vec<ReturnedRow>,
    has_results: bool,
    papers: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "panel/pages/waiting.html")]
struct Waiting {
    waiting: i64,
    list: String,
    begin: String,
}

fn rendered(anchor: &'static str, title: &str, template: &impl Template) -> Result<Vec<Panel>> {
    let html = template.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(vec![Panel { anchor, title: title.to_owned(), html, leads: true }])
}

async fn of_panel(house: &House, visitor: &Visitor, panel: &CaseFile) -> Result<Vec<Panel>> {
    if !panel.has("drawn_on") {
        return Ok(Vec::new());
    }
    let (reader, who) = (house.reader(), &visitor.who);
    let today = house.db.clock().today();
    let seats = Seats::read(reader, panel.id()).await?;
    let of_panel = matching(&ASSIGNMENTS, &[("panel", panel.id().into())])?;
    let sheets = CaseFile::all(reader, &ASSIGNMENTS, of_panel).await?;
    let handles = who.is_one_of(&[Officer, Head]) && (who.is_open_house || is_in_scope(panel, who));
    let row = |seat: &CaseFile| {
        let own = sheets.iter().filter(|sheet| sheet.number("seat") == Some(seat.id()) && counts(sheet));
        let is_invited = [INVITED, ACCEPTED].contains(&seat.text("state"));
        let address = format!("{}/seats/{}", panel.href(), seat.id());
        SeatRow {
            drawn_as: seat.number("drawn_as").unwrap_or_default(),
            name: seat.linked("expert").trim().to_owned(),
            class: seat.text("class").to_owned(),
            unit: seat.linked("unit").to_owned(),
            state: seat.text("state").to_owned(),
            came_as: seat.text("came_as").to_owned(),
            reason: seat.text("reason").to_owned(),
            reply_by: seat.text("reply_by").to_owned(),
            is_late: seat.text("state") == INVITED && seat.day("reply_by").is_some_and(|day| day < today),
            has_signed_in: seat.text("signed_in") == "是",
            given: own.clone().filter(|sheet| is_given(sheet)).count(),
            all: own.count(),
            letter: if is_invited { format!("{address}/letter") } else { String::new() },
            enter: if is_invited && handles { address } else { String::new() },
        }
    };
    let given_back = |sheet: &CaseFile| ReturnedRow {
        expert: sheet.linked("expert").trim().to_owned(),
        number: sheet.text("number").to_owned(),
        reason: sheet.text("reason").to_owned(),
    };
    let mut proposals = proposals(&sheets, Numbers::of(panel).reviewers);
    let others = proposals.len().saturating_sub(MOST_PROPOSALS);
    proposals.truncate(MOST_PROPOSALS);
    let stage = Stage::of_label(panel.text("stage"));
    let may_refill = matches!(stage, Some(Stage::Drawn | Stage::Ready | Stage::Judging));
    let view = Progress {
        id: panel.id(),
        lacking: if may_refill {
            lacking(reader, panel.id(), &seats, today).await?.unwrap_or_default()
        } else {
            String::new()
        },
        seats: seats.0.iter().map(row).collect(),
        by_meeting: panel.text("by_meeting") == "是",
        proposals,
        others,
        returned: sheets.iter().filter(|sheet| sheet.text("state") == RETURNED).map(given_back).collect(),
        has_results: [Stage::Locked, Stage::Opened].map(Word::label).contains(&panel.text("stage")),
        papers: Paper::ALL.map(|paper| (paper.name(), paper.title())).to_vec(),
    };
    rendered("experts", "专家和进展", &view)
}

fn counts(sheet: &CaseFile) -> bool {
    [OPEN, GIVEN, LOCKED].contains(&sheet.text("state"))
}

fn is_given(sheet: &CaseFile) -> bool {
    [GIVEN, LOCKED].contains(&sheet.text("state"))
}

/// How far the sheets of each proposal are, those that lack most first.
fn proposals(sheets: &[CaseFile], wanted: u32) -> Vec<ProposalRow> {
    let mut rows: BTreeMap<i64, ProposalRow> = BTreeMap::new();
    for sheet in sheets {
        let id = sheet.number("proposal").unwrap_or_default();
        let row = rows.entry(id).or_insert_with(|| ProposalRow {
            number: sheet.text("number").to_owned(),
            href: format!("{}/{id}", PROPOSALS.path),
            name: sheet.linked("proposal").to_owned(),
            given: 0,
            wanted,
            reopened: 0,
            discussed: 0,
        });
        row.given += usize::from(is_given(sheet));
        row.reopened += usize::from(sheet.text("reopened") == "是");
        row.discussed += usize::from(sheet.text("discussed") == "是");
    }
    let mut rows: Vec<ProposalRow> = rows.into_values().collect();
    rows.sort_by_key(|row| (row.given, row.discussed.saturating_sub(row.reopened)));
    rows
}

/// How many proposals of a call wait for a panel, for those who can form one.
async fn of_call(house: &House, visitor: &Visitor, call: &CaseFile) -> Result<Vec<Panel>> {
    let who = &visitor.who;
    let handles = who.is_one_of(&[Officer, Head]) && (who.is_open_house || is_in_scope(call, who));
    if !handles || sight(&PANELS, who).is_none() {
        return Ok(Vec::new());
    }
    let waiting = query::count(house.reader(), &PROPOSALS, &gather::waiting_of(call.id())?).await?;
    if waiting == 0 {
        return Ok(Vec::new());
    }
    let view = Waiting {
        waiting,
        list: format!("{}?call={}&stage={}", PROPOSALS.path, call.id(), crate::proposal::Stage::Accepted.label()),
        begin: format!("{}/new?call={}", PANELS.path, call.id()),
    };
    rendered("review", "专家评审", &view)
}
