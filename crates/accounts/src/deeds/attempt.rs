//! An attempt to sign in: whatever comes of it is on the record.

use storage::{Db, Deed, Result, Work};

use super::{end, under_way};
use crate::{
    ACCOUNTS, Moment, SECRETS, SIGN_INS,
    account::{OPEN, STOPPED, is_unused},
    entry::{self, Entry},
    lockout, second_factor,
    session::LONGEST,
    sign_in::{self, Ending},
};

/// Somebody typed a login name and a password.
pub(crate) struct Attempt<'a> {
    pub(crate) db: &'a Db,
    /// The account of that name, where there is one.
    pub(crate) account: Option<i64>,
    /// The hash that the password fits, where it fits.
    pub(crate) fits: Option<&'a str>,
    /// The code that was typed.
    pub(crate) code: &'a str,
    /// From where.
    pub(crate) address: &'a str,
    /// The digest of the key that the browser gets if it is let in.
    pub(crate) token: &'a str,
    pub(crate) now: Moment,
}

/// What came of it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Admitted {
    /// Let in, by this sign-in.
    Yes(i64),
    /// Not let in.
    No,
}

impl Deed for Attempt<'_> {
    type Outcome = Admitted;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<Admitted> {
        // What is read of an account that is not there is nothing, but it takes as long.
        let attempts = sign_in::attempts(work.reader(), self.account.unwrap_or(0)).await?;
        let ending = match self.account {
            Some(id) => self.judged(work, id, &attempts).await?,
            None => Ending::Unknown,
        };
        let mut values = sign_in::values(self.account, ending, self.address, self.now);
        if ending == Ending::Success {
            values.push(("token", self.token.into()));
        }
        let id = entry::add(work, self.db, &SIGN_INS, &values).await?;
        Ok(if ending == Ending::Success { Admitted::Yes(id) } else { Admitted::No })
    }
}

impl Attempt<'_> {
    /// What comes of it for an account that is there. The lock comes first: who guesses learns nothing from a locked one.
    async fn judged(&self, work: &mut Work, id: i64, attempts: &[lockout::Attempt]) -> Result<Ending> {
        if lockout::locked_until(attempts).is_some_and(|until| until > self.now) {
            return Ok(Ending::Locked);
        }
        let account = entry::of_id(work.reader(), self.db, &ACCOUNTS, id).await?;
        let secrets = entry::find(work.reader(), self.db, &SECRETS, &[("account", id.into())]).await?;
        let Some(secrets) = secrets.filter(|secrets| self.fits.is_some_and(|hash| hash == secrets.text("password")))
        else {
            return Ok(Ending::WrongPassword);
        };
        let step = match secrets.day("totp_on") {
            None => None,
            Some(_) => {
                let last = secrets.number("totp_step");
                match second_factor::step_of(secrets.text("totp_key"), self.code, self.now, last)? {
                    None => return Ok(Ending::WrongCode),
                    step => step,
                }
            }
        };
        if account.text("state") != OPEN {
            return Ok(Ending::Stopped);
        }
        if is_unused(&account, self.now.day()) {
            entry::change(work, self.db, &account, &[("state", STOPPED.into())]).await?;
            return Ok(Ending::Stopped);
        }
        if let Some(step) = step {
            entry::change(work, self.db, &secrets, &[("totp_step", step.into())]).await?;
        }
        self.let_in(work, &account).await?;
        Ok(Ending::Success)
    }

    /// Notes the use of the account, and closes what was never signed out.
    async fn let_in(&self, work: &mut Work, account: &Entry) -> Result<()> {
        let today = self.now.day().to_string();
        entry::change(work, self.db, account, &[("last_used_on", today.into())]).await?;
        for left in under_way(work, self.db, account.id()).await? {
            if let Some(over) = sign_in::at(&left).map(|began| began.plus(LONGEST)).filter(|over| *over < self.now) {
                end(work, self.db, &left, "满时结束", over).await?;
            }
        }
        Ok(())
    }
}
