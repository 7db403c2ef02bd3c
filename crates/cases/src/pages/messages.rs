//! 消息: everything that the house told the visitor.

use askama::Template;
use storage::{Error, Result, Value};
use web::{Frame, Outcome, Visitor, go, page, typed};

use super::{Desk, work};
use crate::message;

/// How many stand on the page.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "pages/messages.html")]
struct MessagesPage<'a> {
    frame: Frame<'a>,
    messages: Vec<message::Shown>,
    unread: i64,
}

/// The page.
pub(super) async fn all(desk: &Desk, visitor: &Visitor) -> Outcome {
    if !visitor.who.is_known() {
        return Ok(go("/sign-in?next=%2Fmessages"));
    }
    let (messages, unread) = message::of_account(desk.house.reader(), visitor.who.account, MOST).await?;
    page(&MessagesPage { frame: work::frame(desk, visitor, "消息").crumb("消息", ""), messages, unread })
}

/// Marks messages as read: one, or all of them.
pub(super) async fn read(desk: &Desk, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    let Some(account) = visitor.who.account else { return Ok(go("/messages")) };
    let one: Option<i64> = match typed(pairs, "id") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound("没有这条消息".to_owned()))?),
    };
    mark(desk, visitor, account, one).await?;
    Ok(go("/messages"))
}

async fn mark(desk: &Desk, visitor: &Visitor, account: i64, one: Option<i64>) -> Result<()> {
    let db = &desk.house.db;
    let moment = Value::from(db.clock().moment());
    db.write(&visitor.actor(), &message::Read { db, account, one, moment }).await
}
