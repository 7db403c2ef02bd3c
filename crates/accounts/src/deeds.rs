//! What is done to accounts, posts and sign-ins: each deed in one transaction, with what must hold checked inside it.

mod attempt;
mod draft;
mod first;
mod grant;
mod link;
mod password;
mod second_factor;
mod state;

use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Role;
use web::Who;

use crate::{
    ACCOUNTS, Moment, POSTS, SIGN_INS,
    account::OPEN,
    entry::{self, Entry},
    sign_in::Ending,
};

pub(crate) use attempt::{Admitted, Attempt};
pub(crate) use draft::{DraftPlace, DropDraft, SaveDraft};
pub use first::Person;
pub(crate) use first::{OpenFirst, THREE, open as open_account};
pub(crate) use grant::{EndPost, Grant};
pub(crate) use link::{IssueLink, UseLink, of_link};
pub(crate) use password::{ChangePassword, used_before};
pub(crate) use second_factor::{ClearSecondFactor, SetSecondFactor};
pub(crate) use state::{Start, Stop, StopUnused, unused};

/// How many sign-ins of one account may be under way: more than anybody has browsers.
const SIGN_INS_AT_ONCE: i64 = 500;

/// Ends sign-ins.
pub(crate) struct EndSignIn<'a> {
    pub(crate) db: &'a Db,
    pub(crate) sign_ins: &'a [i64],
    pub(crate) why: &'static str,
    pub(crate) now: Moment,
}

impl Deed for EndSignIn<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        for id in self.sign_ins {
            let found = entry::of_id(work.reader(), self.db, &SIGN_INS, *id).await?;
            end(work, self.db, &found, self.why, self.now).await?;
        }
        Ok(())
    }
}

async fn end(work: &mut Work, db: &Db, sign_in: &Entry, why: &str, now: Moment) -> Result<()> {
    if sign_in.text("ended_at").is_empty() {
        let ended = [("ended_at", now.to_string().into()), ("ended_why", why.into())];
        entry::change(work, db, sign_in, &ended).await?;
    }
    Ok(())
}

/// The sign-ins of an account that have not ended.
async fn under_way(work: &Work, db: &Db, account: i64) -> Result<Vec<Entry>> {
    let open = [("account", account.into()), ("result", Ending::Success.label().into()), ("ended_at", Value::Null)];
    entry::latest(work.reader(), db, &SIGN_INS, &open, SIGN_INS_AT_ONCE).await
}

/// Ends all sign-ins of an account.
async fn end_all(work: &mut Work, db: &Db, account: i64, why: &str, now: Moment) -> Result<()> {
    for sign_in in under_way(work, db, account).await? {
        end(work, db, &sign_in, why, now).await?;
    }
    Ok(())
}

/// Signs somebody out everywhere.
pub(crate) struct EndEverywhere<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    pub(crate) now: Moment,
}

impl Deed for EndEverywhere<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        end_all(work, self.db, self.account, "在各处退出", self.now).await
    }
}

/// Refuses whoever does not hold a post of this role at this very moment, whatever the page believed.
async fn require_post(work: &Work, db: &Db, who: &Who, role: Role) -> Result<()> {
    if who.role == Some(Role::House) {
        return Ok(());
    }
    let refused = || Error::Forbidden(format!("这件事只能由{}来做", role.label()));
    let post = entry::of_id(work.reader(), db, &POSTS, who.post.ok_or_else(refused)?).await?;
    let account = entry::of_id(work.reader(), db, &ACCOUNTS, who.account.ok_or_else(refused)?).await?;
    let holds = post.text("role") == role.label()
        && post.text("ended_on").is_empty()
        && post.number("account") == Some(account.id())
        && account.text("state") == OPEN;
    if holds { Ok(()) } else { Err(refused()) }
}

/// The posts of an account that have not ended.
async fn live_posts(work: &Work, db: &Db, account: i64) -> Result<Vec<Entry>> {
    let live = [("account", account.into()), ("ended_on", Value::Null)];
    entry::latest(work.reader(), db, &POSTS, &live, SIGN_INS_AT_ONCE).await
}
