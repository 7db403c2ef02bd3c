//! What waits for an expert: invitations to answer and proposals to judge.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, matching, pages::Desk};
use review::Hundredths;
use storage::{Error, Problem, Result};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::super::{
    ASSIGNMENTS, PANELS, SEATS,
    copy::is_blind,
    judging::Open,
    names::Names,
    score::{GIVEN, LOCKED, OPEN},
    seat::{ACCEPTED, INVITED},
    seats::Reply,
};
use crate::{CALLS, PROPOSALS};

/// The page.
pub(super) const PATH: &str = "/projects/review";

struct Invitation {
    seat: i64,
    call: String,
    panel: Held,
    reply_by: String,
    /// What was typed when it could not be kept.
    reason: String,
    is_wrong: bool,
}

/// When and where a panel meets.
struct Held {
    on: String,
    place: String,
    by_meeting: bool,
    judge_by: String,
}

impl Held {
    fn of(panel: &CaseFile) -> Held {
        Held {
            on: panel.text("held_on").to_owned(),
            place: panel.text("place").to_owned(),
            by_meeting: panel.text("by_meeting") == "是",
            judge_by: panel.text("judge_by").to_owned(),
        }
    }
}

struct TaskRow {
    href: String,
    number: String,
    title: String,
    state: &'static str,
    sign: &'static str,
    total: String,
}

/// The proposals that an expert has of one panel.
struct Pile {
    call: String,
    panel: Held,
    left: usize,
    is_late: bool,
    rows: Vec<TaskRow>,
}

#[derive(Template)]
#[template(path = "panel/pages/tasks.html")]
struct TasksPage<'a> {
    frame: Frame<'a>,
    is_known: bool,
    problems: Vec<Problem>,
    invitations: Vec<Invitation>,
    accepted: Vec<(String, Held)>,
    piles: Vec<Pile>,
}

/// The page of an expert.
pub(super) async fn tasks(desk: &Desk, visitor: &Visitor) -> Outcome {
    page(&shown(desk, visitor, None).await?)
}

/// An expert's answer to an invitation.
pub(super) async fn reply(desk: &Desk, visitor: &Visitor, seat: i64, pairs: &[(String, String)]) -> Outcome {
    let reason = typed(pairs, "reason");
    let deed = Reply {
        db: &desk.house.db,
        who: &visitor.who,
        seat,
        comes: typed(pairs, "reply") == "accept",
        reason,
        today: desk.today(),
    };
    match desk.house.db.write(&visitor.actor(), &deed).await {
        Ok(()) => Ok(go(PATH)),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let again = shown(desk, visitor, Some((seat, reason, problems))).await?;
            Ok((status, page(&again)?).into_response())
        }
    }
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    wrong: Option<(i64, &str, Vec<Problem>)>,
) -> Result<TasksPage<'a>> {
    if visitor.who.role != Some(Role::Expert) {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()));
    }
    let reader = desk.house.reader();
    let mut invitations = Vec::new();
    let mut accepted = Vec::new();
    let mut piles = Vec::new();
    if let Some(person) = visitor.who.person {
        let seats = CaseFile::all(reader, &SEATS, matching(&SEATS, &[("person", person.into())])?).await?;
        let mut own: BTreeMap<i64, Vec<CaseFile>> = BTreeMap::new();
        for one in CaseFile::all(reader, &ASSIGNMENTS, matching(&ASSIGNMENTS, &[("person", person.into())])?).await? {
            own.entry(one.number("panel").unwrap_or_default()).or_default().push(one);
        }
        for seat in seats.iter().rev() {
            let panel = CaseFile::read(reader, &PANELS, seat.number("panel").unwrap_or_default()).await?;
            let typed = wrong.as_ref().filter(|(id, ..)| *id == seat.id());
            match (seat.text("state"), own.remove(&panel.id())) {
                (_, Some(assignments)) => piles.extend(pile(desk, &panel, &assignments).await?),
                (INVITED, None) => invitations.push(Invitation {
                    seat: seat.id(),
                    call: panel.linked("call").to_owned(),
                    panel: Held::of(&panel),
                    reply_by: seat.text("reply_by").to_owned(),
                    reason: typed.map_or(String::new(), |(_, reason, _)| (*reason).to_owned()),
                    is_wrong: typed.is_some(),
                }),
                (ACCEPTED, None) => accepted.push((panel.linked("call").to_owned(), Held::of(&panel))),
                _ => {}
            }
        }
    }
    Ok(TasksPage {
        frame: Frame::new(&desk.house.site, visitor, "评审", "我的评审").crumb("我的评审", ""),
        is_known: visitor.who.person.is_some(),
        problems: wrong.map_or(Vec::new(), |(.., problems)| problems),
        invitations,
        accepted,
        piles,
    })
}

/// The sheets of one panel, those to be done first; nothing once none is left to look at.
async fn pile(desk: &Desk, panel: &CaseFile, own: &[CaseFile]) -> Result<Option<Pile>> {
    let reader = desk.house.reader();
    let call = CaseFile::read(reader, &CALLS, panel.number("call").unwrap_or_default()).await?;
    let mut rows = Vec::new();
    let mut left = 0;
    for one in own.iter().filter(|one| [OPEN, GIVEN, LOCKED].contains(&one.text("state"))) {
        let proposal = CaseFile::read(reader, &PROPOSALS, one.number("proposal").unwrap_or_default()).await?;
        let names = if is_blind(&call) { Names::of(reader, &proposal).await? } else { Names::default() };
        let open = Open::of(panel, one);
        let (state, sign) = match open {
            Open::Judging => ("待评", "moving"),
            Open::Discussing => ("待复议", "late"),
            Open::Closed => ("已提交", "done"),
        };
        left += usize::from(open != Open::Closed);
        rows.push(TaskRow {
            href: format!("{PATH}/{}", one.id()),
            number: proposal.text("number").to_owned(),
            title: names.without(proposal.name()),
            state,
            sign,
            total: one.number("total").map_or(String::new(), |total| Hundredths(total).to_string()),
        });
    }
    let judge_by = panel.day("judge_by");
    let is_late = left > 0 && judge_by.is_some_and(|day: Day| day < desk.today());
    let pile = Pile { call: call.name().to_owned(), panel: Held::of(panel), left, is_late, rows };
    Ok((!pile.rows.is_empty()).then_some(pile))
}
