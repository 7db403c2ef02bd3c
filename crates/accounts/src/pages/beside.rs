//! What stands beside the facts on the page of an account and of a post: what the administrator who looks at it may do.

use askama::Template;
use listing::{
    Listing, Record,
    pages::{Answer, House, Panel},
};
use storage::Result;
use vocabulary::Role;
use web::{Visitor, Who};

use crate::{ACCOUNTS, POSTS, SECRETS, Watch, account::OPEN, entry, lockout, opening::login_of, sign_in};

/// The panels of accounts and posts.
#[derive(Debug)]
pub struct Beside;

#[derive(Template)]
#[template(path = "pages/account_panel.html")]
struct AccountPanel<'a> {
    who: &'a Who,
    id: i64,
    login: &'a str,
    is_open: bool,
    is_own: bool,
    has_password: bool,
    has_second: bool,
    /// Until when it is locked; otherwise empty.
    locked_until: String,
    is_system: bool,
    is_security: bool,
}

#[derive(Template)]
#[template(path = "pages/post_panel.html")]
struct PostPanel {
    id: i64,
}

impl listing::pages::Beside for Beside {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            match listing.table {
                table if table == ACCOUNTS.table => of_account(house, &visitor.who, record).await,
                table if table == POSTS.table => of_post(house, &visitor.who, record).await,
                _ => Ok(Vec::new()),
            }
        })
    }
}

async fn of_account(house: &House, who: &Who, record: &Record) -> Result<Vec<Panel>> {
    let (db, id) = (&house.db, record.id);
    let account = entry::of_id(db.reader(), db, &ACCOUNTS, id).await?;
    let secrets = entry::find(db.reader(), db, &SECRETS, &[("account", id.into())]).await?;
    let now = Watch::of(db.clock()).now();
    let locked = lockout::locked_until(&sign_in::attempts(db.reader(), id).await?).filter(|until| *until > now);
    let panel = AccountPanel {
        who,
        id,
        login: login_of(record),
        is_open: account.text("state") == OPEN,
        is_own: who.account == Some(id),
        has_password: secrets.as_ref().is_some_and(|secrets| !secrets.text("password").is_empty()),
        has_second: secrets.as_ref().is_some_and(|secrets| secrets.day("totp_on").is_some()),
        locked_until: locked.map_or(String::new(), crate::Moment::clock),
        is_system: who.role == Some(Role::SystemAdministrator),
        is_security: who.role == Some(Role::SecurityAdministrator),
    };
    Ok(vec![shown("state", "登录", &panel)?])
}

async fn of_post(house: &House, who: &Who, record: &Record) -> Result<Vec<Panel>> {
    let post = entry::of_id(house.db.reader(), &house.db, &POSTS, record.id).await?;
    let may_end = who.role == Some(Role::SecurityAdministrator)
        && post.text("ended_on").is_empty()
        && post.number("account") != who.account;
    if may_end { Ok(vec![shown("end", "终止", &PostPanel { id: record.id })?]) } else { Ok(Vec::new()) }
}

fn shown(anchor: &'static str, title: &str, template: &impl Template) -> Result<Panel> {
    let html = template.render().map_err(|error| storage::Error::Fault(error.to_string()))?;
    Ok(Panel { anchor, title: title.to_owned(), html, leads: true })
}
