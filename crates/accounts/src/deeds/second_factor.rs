//! Setting up a second factor and taking it away.

use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Role;
use web::Who;

use super::{end_all, require_post};
use crate::{
    Moment, SECRETS,
    entry::{self, Entry},
    second_factor,
};

/// Somebody sets up a second factor, with a code that proves that their phone has the key.
pub(crate) struct SetSecondFactor<'a> {
    pub(crate) db: &'a Db,
    pub(crate) account: i64,
    pub(crate) key: &'a str,
    pub(crate) code: &'a str,
    pub(crate) now: Moment,
}

impl Deed for SetSecondFactor<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let secrets = secrets_of(work, self.db, self.account).await?;
        if secrets.day("totp_on").is_some() {
            return Err(Error::Refused("已经启用了动态码。要换手机，请先停用再启用".to_owned()));
        }
        let step = second_factor::step_of(self.key, self.code, self.now, None)?;
        let step = step.ok_or_else(|| Error::invalid("code", "动态码不对。请看手机上现在的六位数字再填一次"))?;
        let set =
            [("totp_key", self.key.into()), ("totp_on", self.now.day().to_string().into()), ("totp_step", step.into())];
        entry::change(work, self.db, &secrets, &set).await?;
        Ok(())
    }
}

/// A second factor is taken away: by its owner, with a code; or by the security administrator, for somebody who lost the
/// phone. Neither the security nor the system administrator can get into an account alone: the one takes away the second
/// factor, the other gives out the link for a new password.
pub(crate) struct ClearSecondFactor<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) account: i64,
    pub(crate) code: &'a str,
    pub(crate) now: Moment,
}

impl Deed for ClearSecondFactor<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let secrets = secrets_of(work, self.db, self.account).await?;
        if self.who.account == Some(self.account) {
            let last = secrets.number("totp_step");
            let step = second_factor::step_of(secrets.text("totp_key"), self.code, self.now, last)?;
            step.ok_or_else(|| Error::invalid("code", "动态码不对或已用过，请等下一个再填"))?;
        } else {
            require_post(work, self.db, self.who, Role::SecurityAdministrator).await?;
            end_all(work, self.db, self.account, "解除动态码", self.now).await?;
        }
        let cleared = [("totp_key", Value::Null), ("totp_on", Value::Null), ("totp_step", Value::Null)];
        entry::change(work, self.db, &secrets, &cleared).await?;
        Ok(())
    }
}

async fn secrets_of(work: &Work, db: &Db, account: i64) -> Result<Entry> {
    entry::find(work.reader(), db, &SECRETS, &[("account", account.into())])
        .await?
        .ok_or_else(|| Error::Refused("这个账号还没有设口令，不能启用或解除动态码".to_owned()))
}
