//! Stopping accounts and starting them again.

use storage::{Db, Deed, Error, Reader, Result, Work};
use vocabulary::{Day, Role};
use web::Who;

use super::{end_all, require_post};
use crate::{
    ACCOUNTS, Moment,
    account::{OPEN, STOPPED, is_unused},
    entry::{self, Entry},
};

/// How many accounts a bureau may have.
const ACCOUNTS_AT_MOST: i64 = 10_000;

/// Stops an account: its sign-ins end, and nobody can sign in with it.
pub(crate) struct Stop<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) account: i64,
    pub(crate) now: Moment,
}

impl Deed for Stop<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        require_post(work, self.db, self.who, Role::SystemAdministrator).await?;
        if self.who.account == Some(self.account) {
            return Err(Error::Refused("不能停用自己的账号".to_owned()));
        }
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, self.account).await?;
        stop(work, self.db, &account, self.now).await
    }
}

async fn stop(work: &mut Work, db: &Db, account: &Entry, now: Moment) -> Result<()> {
    entry::change(work, db, account, &[("state", STOPPED.into())]).await?;
    end_all(work, db, account.id(), "停用账号", now).await
}

/// Starts an account again. Its 90 days begin anew.
pub(crate) struct Start<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) account: i64,
    pub(crate) now: Moment,
}

impl Deed for Start<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        require_post(work, self.db, self.who, Role::SystemAdministrator).await?;
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, self.account).await?;
        let today = self.now.day().to_string();
        entry::change(work, self.db, &account, &[("state", OPEN.into()), ("enabled_on", today.into())]).await?;
        Ok(())
    }
}

/// Stops every account that has lain unused for too long, and says how many.
pub(crate) struct StopUnused<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) now: Moment,
}

impl Deed for StopUnused<'_> {
    type Outcome = usize;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<usize> {
        require_post(work, self.db, self.who, Role::SystemAdministrator).await?;
        let unused = unused(work.reader(), self.db, self.now.day()).await?;
        for account in &unused {
            stop(work, self.db, account, self.now).await?;
        }
        Ok(unused.len())
    }
}

/// The accounts that have lain unused for too long and are not stopped.
pub(crate) async fn unused(reader: Reader<'_>, db: &Db, today: Day) -> Result<Vec<Entry>> {
    let open = entry::latest(reader, db, &ACCOUNTS, &[("state", OPEN.into())], ACCOUNTS_AT_MOST).await?;
    Ok(open.into_iter().filter(|account| is_unused(account, today)).collect())
}
