//! Opening accounts: the first three of a house, and the one-time links by which people set their passwords.

use listing::{
    Listing, Record,
    pages::{Answer, Conduct, House},
};
use storage::{Db, Error, Result, Row};
use vocabulary::Role;
use web::Who;

use crate::{
    ACCOUNTS, Moment, Watch,
    account::{OPEN, login_fault},
    deeds::{IssueLink, OpenFirst, Person},
    entry, random,
};

/// A one-time link, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The login name.
    pub login: String,
    /// Whose account it is.
    pub holder: String,
    /// The path of the link in this house.
    pub path: String,
}

/// Opens the accounts of the three administrators, in the order system, security, audit, and returns their links.
///
/// # Errors
/// [`Error::Refused`] if there are accounts already; [`Error::Invalid`] if the three are not three people. The places of
/// problems are `login0`, `holder0` and so on.
pub async fn open_first(db: &Db, people: &[Person; 3], now: Moment) -> Result<Vec<Link>> {
    let keys = [random::key()?, random::key()?, random::key()?];
    let digests = keys.each_ref().map(|key| storage::digest(key.as_bytes()));
    let ids = db.write(&Who::house().actor(), &OpenFirst { db, people, digests: &digests, now }).await?;
    let link = |((person, id), key): ((&Person, i64), &String)| Link {
        login: person.login.clone(),
        holder: person.holder.clone(),
        path: path(id, key),
    };
    Ok(people.iter().zip(ids).zip(&keys).map(link).collect())
}

/// A new one-time link for an account.
///
/// # Errors
/// [`Error::Forbidden`] unless `who` is a system administrator or the house itself; [`Error::Refused`] if the account is
/// stopped.
pub async fn new_link(db: &Db, who: &Who, account: i64, now: Moment) -> Result<Link> {
    let key = random::key()?;
    let digest = storage::digest(key.as_bytes());
    db.write(&who.actor(), &IssueLink { db, who, account, digest: &digest, now }).await?;
    let found = entry::of_id(db.reader(), db, &ACCOUNTS, account).await?;
    Ok(Link {
        login: found.text("name").to_owned(),
        holder: found.text("holder").to_owned(),
        path: path(account, &key),
    })
}

/// A new one-time link for the account with a login name, given by whoever can start the program.
///
/// # Errors
/// [`Error::NotFound`] if there is no such account; as [`new_link`].
pub async fn new_link_of(db: &Db, login: &str, now: Moment) -> Result<Link> {
    let found = entry::find(db.reader(), db, &ACCOUNTS, &[("name", login.into())]).await?;
    let missing = || Error::NotFound(format!("没有登录名为“{login}”的账号"));
    new_link(db, &Who::house(), found.ok_or_else(missing)?.id(), now).await
}

fn path(account: i64, key: &str) -> String {
    format!("/account/first?token={account}-{key}")
}

/// The account and the digest of the key that a token names.
pub(crate) fn read_token(token: &str) -> Option<(i64, String)> {
    let (account, key) = token.split_once('-')?;
    Some((account.parse().ok()?, storage::digest(key.as_bytes())))
}

/// How the system administrator opens an account and changes what is known of its holder: by the form of the listing.
#[derive(Debug)]
pub struct Opening;

impl Conduct for Opening {
    fn listing(&self) -> &'static Listing {
        &ACCOUNTS
    }

    fn begins(&self, who: &Who) -> Option<&'static str> {
        // In a house without accounts the first three come first, and together.
        (who.role == Some(Role::SystemAdministrator)).then_some("开立账号")
    }

    fn prefilled<'a>(
        &'a self,
        _house: &'a House,
        _who: &'a Who,
        _asked: &'a [(String, String)],
    ) -> Answer<'a, Vec<(String, String)>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn beginning<'a>(
        &'a self,
        house: &'a House,
        _who: &'a Who,
        typed: &'a [(String, String)],
    ) -> Answer<'a, Vec<(String, String)>> {
        Box::pin(async {
            if let Some(fault) = login_fault(web::typed(typed, "name")) {
                return Err(Error::invalid("name", fault));
            }
            let today = Watch::of(house.db.clock()).now().day().to_string();
            let given = [("state", OPEN), ("created_on", &today), ("enabled_on", &today), ("must_change", "是")];
            Ok(given.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec())
        })
    }

    fn opens<'a>(&'a self, _house: &'a House, who: &'a Who, _row: &'a Row) -> Answer<'a, ()> {
        Box::pin(async { who.require(&[Role::SystemAdministrator]) })
    }
}

/// The login name of a record of [`ACCOUNTS`].
pub(crate) fn login_of(record: &Record) -> &str {
    let position = ACCOUNTS.columns.iter().position(|column| column.name == "name");
    let cell = position.and_then(|position| record.cells.get(position));
    cell.and_then(|cell| cell.value.text()).unwrap_or_default()
}
