//! 消息: everything that the house told the visitor.

use askama::Template;
use listing::{address, query::Wanted};
use storage::Error;
use web::{Frame, Outcome, Visitor, go, page, typed};

use super::{Desk, work};
use crate::message;

/// How many stand on a page.
const ON_A_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "pages/messages.html")]
struct MessagesPage<'a> {
    frame: Frame<'a>,
    messages: Vec<message::Shown>,
    unread: i64,
    before: String,
    after: String,
}

/// The page.
pub(super) async fn all(desk: &Desk, visitor: &Visitor, asked: &[(String, String)]) -> Outcome {
    if !visitor.who.is_known() {
        return Ok(go("/sign-in?next=%2Fmessages"));
    }
    let (reader, account) = (desk.house.reader(), visitor.who.account);
    let place = |name: &str| Some(typed(asked, name)).filter(|place| !place.is_empty()).map(str::to_owned);
    let wanted = Wanted { after: place("after"), before: place("before"), limit: ON_A_PAGE, ..Wanted::default() };
    let letters = message::of_account(reader, account, wanted).await?;
    let unread = match account {
        Some(account) => message::unread(reader, account).await?,
        None => 0,
    };
    let turned = |name: &str, cursor: Option<String>| {
        cursor.map_or(String::new(), |cursor| format!("/messages?{}", address::encode(&[(name.to_owned(), cursor)])))
    };
    page(&MessagesPage {
        frame: work::frame(desk, visitor, "消息").crumb("消息", ""),
        messages: letters.messages,
        unread,
        before: turned("before", letters.before),
        after: turned("after", letters.after),
    })
}

/// Marks messages as read: one, or all of them.
pub(super) async fn read(desk: &Desk, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    let Some(account) = visitor.who.account else { return Ok(go("/messages")) };
    let one: Option<i64> = match typed(pairs, "id") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound("没有这条消息".to_owned()))?),
    };
    let db = &desk.house.db;
    db.write(&visitor.actor(), &message::Read { db, account, one }).await?;
    Ok(go("/messages"))
}
