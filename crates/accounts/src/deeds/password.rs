//! Setting a password.

use storage::{Db, Deed, Error, Result, Value, Work};

use super::end_all;
use crate::{
    ACCOUNTS, Moment, SECRETS,
    entry::{self, Entry},
    password::HISTORY,
};

/// The hashes of the passwords that may not come back: the one in use and those before it.
pub(crate) fn used_before(secrets: &Entry) -> Vec<String> {
    let all = std::iter::once(secrets.text("password")).chain(secrets.text("earlier").lines());
    all.filter(|hash| !hash.is_empty()).take(HISTORY).map(str::to_owned).collect()
}

/// Puts the hash of a new password in place of the one in use.
pub(super) async fn set_password(
    work: &mut Work,
    db: &Db,
    account: &Entry,
    secrets: &Entry,
    hash: &str,
    now: Moment,
) -> Result<()> {
    let earlier = used_before(secrets).join("\n");
    let earlier = if earlier.is_empty() { Value::Null } else { earlier.into() };
    entry::change(work, db, secrets, &[("password", hash.into()), ("earlier", earlier)]).await?;
    let noted = [("password_set_on", now.day().to_string().into()), ("must_change", "否".into())];
    entry::change(work, db, account, &noted).await?;
    Ok(())
}

/// Somebody changes their own password. All their sign-ins end: whoever else had the old one is out.
pub(crate) struct ChangePassword<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    /// The hash of the password that they typed as the one in use.
    pub(crate) before: &'a str,
    /// The hash of the new one.
    pub(crate) hash: &'a str,
    pub(crate) now: Moment,
}

impl Deed for ChangePassword<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, self.account).await?;
        let secrets = entry::find(work.reader(), self.db, &SECRETS, &[("account", self.account.into())]).await?;
        let same = secrets.filter(|secrets| secrets.text("password") == self.before);
        let secrets = same.ok_or_else(|| Error::Refused("口令刚在别处改过，请用新口令重新登录".to_owned()))?;
        set_password(work, self.db, &account, &secrets, self.hash, self.now).await?;
        end_all(work, self.db, self.account, "改口令", self.now).await
    }
}
