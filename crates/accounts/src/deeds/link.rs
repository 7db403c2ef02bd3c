//! One-time links: how somebody sets a password when they have none yet or forgot it. The administrator sees the link once
//! and never a password.

use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Role;
use web::Who;

use super::{end_all, password::set_password, require_post};
use crate::{
    ACCOUNTS, Moment, SECRETS, SIGN_INS,
    account::OPEN,
    entry::{self, Entry},
    second_factor,
    sign_in::{self, Ending},
};

/// For how many seconds a link is good.
pub(crate) const LINK: i64 = 24 * 3_600;

/// Gives out a link for an account.
pub(crate) struct IssueLink<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) account: i64,
    /// The digest of the key in the link.
    pub(crate) digest: &'a str,
    pub(crate) now: Moment,
}

impl Deed for IssueLink<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        require_post(work, self.db, self.who, Role::SystemAdministrator).await?;
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, self.account).await?;
        if account.text("state") != OPEN {
            return Err(Error::Refused("账号已停用。请先启用，再生成一次性链接".to_owned()));
        }
        issue(work, self.db, &account, self.digest, self.now).await
    }
}

/// Notes a link in the secrets of an account, in place of any earlier one.
pub(super) async fn issue(work: &mut Work, db: &Db, account: &Entry, digest: &str, now: Moment) -> Result<()> {
    let link = [("link", Value::from(digest)), ("link_until", now.plus(LINK).to_string().into())];
    match entry::find(work.reader(), db, &SECRETS, &[("account", account.id().into())]).await? {
        Some(secrets) => entry::change(work, db, &secrets, &link).await.map(|_| ())?,
        None => {
            let [digest, until] = link;
            entry::add(work, db, &SECRETS, &[("account", account.id().into()), digest, until]).await?;
        }
    }
    entry::change(work, db, account, &[("must_change", "是".into())]).await?;
    Ok(())
}

/// The account and the secrets to which a link leads.
///
/// # Errors
/// [`Error::Refused`] if it leads nowhere any more.
pub(crate) async fn of_link(
    reader: storage::Reader<'_>,
    db: &Db,
    account: i64,
    digest: &str,
    now: Moment,
) -> Result<(Entry, Entry)> {
    let gone =
        || Error::Refused("这个链接已经用过或已过期（24 小时内有效，只能用一次）。请向系统管理员再要一个".to_owned());
    let found = entry::find(reader, db, &ACCOUNTS, &[("id", account.into())]).await?.ok_or_else(gone)?;
    let secrets = entry::find(reader, db, &SECRETS, &[("account", account.into())]).await?.ok_or_else(gone)?;
    let is_good = !digest.is_empty()
        && secrets.text("link") == digest
        && secrets.moment("link_until").is_some_and(|until| until > now)
        && found.text("state") == OPEN;
    if is_good { Ok((found, secrets)) } else { Err(gone()) }
}

/// Sets the password by a link.
pub(crate) struct UseLink<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    /// The digest of the key in the link.
    pub(crate) digest: &'a str,
    /// The hash of the new password.
    pub(crate) hash: &'a str,
    /// The code of the second factor, where the account has one.
    pub(crate) code: &'a str,
    pub(crate) address: &'a str,
    pub(crate) now: Moment,
}

impl Deed for UseLink<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let (account, secrets) = of_link(work.reader(), self.db, self.account, self.digest, self.now).await?;
        let mut secrets = secrets;
        if secrets.day("totp_on").is_some() {
            let last = secrets.number("totp_step");
            let step = second_factor::step_of(secrets.text("totp_key"), self.code, self.now, last)?;
            let step = step.ok_or_else(|| Error::invalid("code", "动态码不对或已用过，请等下一个再填"))?;
            secrets = entry::change(work, self.db, &secrets, &[("totp_step", step.into())]).await?;
        }
        let secrets =
            entry::change(work, self.db, &secrets, &[("link", Value::Null), ("link_until", Value::Null)]).await?;
        set_password(work, self.db, &account, &secrets, self.hash, self.now).await?;
        end_all(work, self.db, account.id(), "重设口令", self.now).await?;
        let noted = sign_in::values(Some(account.id()), Ending::Reset, self.address, self.now);
        entry::add(work, self.db, &SIGN_INS, &noted).await?;
        Ok(())
    }
}
