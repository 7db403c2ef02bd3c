//! What an officer enters for a seat: an answer that came by telephone, or that the expert has signed in.

use askama::Template;
use axum::response::IntoResponse;
use cases::{CaseFile, pages::Desk};
use storage::{Error, Problem, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{
    super::{
        Stage,
        seat::{ACCEPTED, INVITED},
        seats::{Reply, SignIn, seat_for},
    },
    frame, panel_for,
};

#[derive(Template)]
#[template(path = "panel/pages/reply.html")]
struct ReplyPage<'a> {
    frame: Frame<'a>,
    expert: String,
    class: String,
    unit: String,
    state: String,
    reply_by: String,
    can_accept: bool,
    can_decline: bool,
    can_sign_in: bool,
    action: String,
    back: String,
    reason: String,
    problems: Vec<Problem>,
}

/// The form.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, panel: i64, seat: i64) -> Outcome {
    page(&shown(desk, visitor, (panel, seat), "", Vec::new()).await?)
}

/// Enters what was said.
pub(super) async fn enter(
    desk: &Desk,
    visitor: &Visitor,
    panel: i64,
    seat: i64,
    pairs: &[(String, String)],
) -> Outcome {
    let (_, own) = handled(desk, visitor, panel, seat).await?;
    let (db, who, reason) = (&desk.house.db, &*visitor.who, typed(pairs, "reason"));
    let done = match typed(pairs, "reply") {
        "sign-in" => db.write(&visitor.actor(), &SignIn { db, who, seat }).await,
        reply => {
            let comes = reply == "accept";
            db.write(&visitor.actor(), &Reply { db, who, seat, comes, reason, today: desk.today() }).await
        }
    };
    match done {
        Ok(()) => Ok(go(&format!("{}#experts", own.href()))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&shown(desk, visitor, (panel, seat), reason, problems).await?)?).into_response())
        }
    }
}

/// A seat of a panel that the visitor handles.
async fn handled(desk: &Desk, visitor: &Visitor, panel: i64, seat: i64) -> Result<(CaseFile, CaseFile)> {
    let panel = panel_for(desk, visitor, panel).await?;
    let (seat, own) = seat_for(desk.house.reader(), &visitor.who, seat).await?;
    if own.id() != panel.id() || !visitor.who.is_one_of(&[Role::Officer, Role::Head]) {
        return Err(Error::NotFound("评审组中没有这个席位".to_owned()));
    }
    Ok((seat, panel))
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    (panel, seat): (i64, i64),
    reason: &str,
    problems: Vec<Problem>,
) -> Result<ReplyPage<'a>> {
    use procedure::Word;
    let (seat, panel) = handled(desk, visitor, panel, seat).await?;
    let state = seat.text("state");
    let is_open = [Stage::Drawn, Stage::Ready, Stage::Judging].map(Word::label).contains(&panel.text("stage"));
    let meets = [Stage::Ready, Stage::Judging, Stage::Discussing].map(Word::label).contains(&panel.text("stage"));
    Ok(ReplyPage {
        frame: frame(desk, visitor, &panel, "登记回复"),
        expert: seat.linked("expert").trim().to_owned(),
        class: seat.text("class").to_owned(),
        unit: seat.linked("unit").to_owned(),
        state: state.to_owned(),
        reply_by: seat.text("reply_by").to_owned(),
        can_accept: is_open && state == INVITED,
        can_decline: is_open && [INVITED, ACCEPTED].contains(&state),
        can_sign_in: meets && state == ACCEPTED && seat.text("signed_in") != "是",
        action: format!("{}/seats/{}", panel.href(), seat.id()),
        back: format!("{}#experts", panel.href()),
        reason: reason.to_owned(),
        problems,
    })
}
