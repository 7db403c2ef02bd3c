//! Keeping what somebody types, while they type it. Scripts ask here; without them nothing changes.

use axum::{
    Form,
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use listing::address;
use serde_json::json;
use storage::Error;
use web::{Outcome, Visitor, Who, own_address, typed};

use super::{Shared, Typed, sign_in::raw};
use crate::{
    DRAFTS,
    deeds::{DraftPlace, DropDraft, SaveDraft},
    entry,
};

/// The largest draft as the browser sends it, in bytes.
pub(super) const LARGEST: usize = 256 << 10;

/// The longest address of a form.
const LONGEST_ADDRESS: usize = 500;

/// Whose draft, where somebody is there to have one.
fn place<'a>(who: &Who, address: &'a str) -> Option<DraftPlace<'a>> {
    let fits = !address.is_empty() && address.len() <= LONGEST_ADDRESS && own_address(address) == address;
    Some(DraftPlace { account: who.account?, post: who.post?, address }).filter(|_| fits)
}

/// The draft of a form, with the time at which it was saved.
pub(super) async fn show(State(gate): Shared, visitor: Visitor, RawQuery(query): RawQuery) -> Outcome {
    let pairs = address::pairs(&query.unwrap_or_default());
    let Some(place) = place(&visitor.who, typed(&pairs, "path")) else { return Ok(nothing()) };
    let found = entry::find(gate.db().reader(), gate.db(), &DRAFTS, &place.values()).await?;
    let Some(draft) = found else { return Ok(nothing()) };
    let fields = address::pairs(draft.text("body"));
    let saved = draft.moment("saved_at").map_or(String::new(), |at| {
        let is_today = at.day() == gate.watch.now().day();
        if is_today { at.clock() } else { format!("{} {}", at.day(), at.clock()) }
    });
    Ok(axum::Json(json!({ "saved": saved, "fields": fields })).into_response())
}

/// Saves a draft; one with nothing in it is dropped.
pub(super) async fn save(State(gate): Shared, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    let Some(place) = place(&visitor.who, typed(&pairs, "path")) else {
        return Err(Error::Refused("这里不保存草稿".to_owned()).into());
    };
    let (db, body) = (gate.db(), raw(&pairs, "body"));
    if body.is_empty() {
        if DropDraft::is_there(db, place).await? {
            db.write(&visitor.actor(), &DropDraft { db, place }).await?;
        }
    } else {
        db.write(&visitor.actor(), &SaveDraft { db, place, body, now: gate.watch.now() }).await?;
    }
    Ok(nothing())
}

fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
