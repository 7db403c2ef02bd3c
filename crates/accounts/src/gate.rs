//! The gate of the house: what is shared by everything that asks who somebody is.

use std::{
    collections::HashMap,
    fmt,
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use listing::{Filter, pages::House, query};
use storage::{Db, Result};
use web::Who;

use crate::{
    ACCOUNTS, Hashing, Moment, SIGN_INS, Slowdown, Watch,
    deeds::EndSignIn,
    entry,
    session::{Ended, Ticket},
    sign_in,
    who::{self, Standing},
};

/// For how many seconds it is believed who somebody is before the records are asked again. What changes in this process is
/// known at once.
const BELIEVED: i64 = 5;

/// How many people are remembered.
const REMEMBERED: usize = 4_096;

/// A number that may have to be waited for.
pub type Count<'a> = Pin<Box<dyn Future<Output = Result<i64>> + Send + 'a>>;

/// What counts the messages that wait for somebody.
pub trait Unread: Send + Sync + fmt::Debug {
    /// How many messages wait for an account.
    fn unread<'a>(&'a self, db: &'a Db, account: i64) -> Count<'a>;
}

/// The gate of a house.
#[derive(Debug)]
pub struct Gate {
    /// The house.
    pub house: Arc<House>,
    /// Whether posts can be taken without a password: the demonstration.
    pub is_demonstration: bool,
    /// What tells the time.
    pub watch: Watch,
    /// What counts the messages that wait for somebody, where the house has messages.
    pub unread: Option<Box<dyn Unread>>,
    pub(crate) hashing: Hashing,
    pub(crate) slowdown: Slowdown,
    has_accounts: AtomicBool,
    known: Mutex<HashMap<(i64, Option<i64>), Known>>,
    shown: Mutex<Shown>,
}

/// The personas of the demonstration by post, with when the records were asked about them.
type Shown = HashMap<Option<i64>, (Moment, Arc<Who>)>;

/// Somebody as the records said they are.
#[derive(Clone, Debug)]
struct Known {
    asked_at: Moment,
    token: String,
    began: Moment,
    standing: Standing,
}

/// Who stands at the gate.
#[derive(Clone, Debug)]
pub(crate) enum Arrival {
    /// Somebody with a ticket that is good.
    SignedIn(Ticket, Standing),
    /// Somebody whose ticket is no longer good.
    Ended(Ended),
    /// Somebody without a ticket.
    Stranger,
}

impl Gate {
    /// The gate of a house.
    pub fn new(house: Arc<House>) -> Gate {
        Gate {
            watch: Watch::of(house.db.clock()),
            house,
            is_demonstration: false,
            unread: None,
            hashing: Hashing::default(),
            slowdown: Slowdown::default(),
            has_accounts: AtomicBool::new(false),
            known: Mutex::default(),
            shown: Mutex::default(),
        }
    }

    /// The database.
    pub(crate) fn db(&self) -> &Db {
        &self.house.db
    }

    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// What the database says.
    pub async fn is_open(&self) -> Result<bool> {
        if self.has_accounts.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let count = query::count(self.db().reader(), &ACCOUNTS, &Filter::default()).await?;
        self.has_accounts.store(count > 0, Ordering::Relaxed);
        Ok(count == 0)
    }

    /// Who carries this ticket.
    pub(crate) async fn arrival(&self, ticket: &str, now: Moment) -> Result<Arrival> {
        let Some(ticket) = Ticket::read(ticket, self.db().seal()) else { return Ok(Arrival::Stranger) };
        let known = match self.remembered(&ticket, now) {
            Some(known) => known,
            None => match self.asked(&ticket, now).await? {
                Some(known) => known,
                None => return Ok(Arrival::Ended(Ended::Elsewhere)),
            },
        };
        if known.token != storage::digest(ticket.key.as_bytes()) {
            return Ok(Arrival::Ended(Ended::Elsewhere));
        }
        match ticket.ended(known.began, now) {
            None => Ok(Arrival::SignedIn(ticket, known.standing)),
            Some(ended) => {
                let why = if ended == Ended::Idle { "闲置超时" } else { "满时结束" };
                self.end(&[ticket.sign_in], why, now).await?;
                Ok(Arrival::Ended(ended))
            }
        }
    }

    /// Somebody of the demonstration, in the post that is asked for.
    pub(crate) async fn shown(&self, asked: Option<i64>, now: Moment) -> Result<Arc<Who>> {
        let kept = self.shown.lock().unwrap_or_else(PoisonError::into_inner).get(&asked).cloned();
        if let Some((_, who)) = kept.filter(|(asked_at, _)| is_believed(*asked_at, now)) {
            return Ok(who);
        }
        let who = Arc::new(who::of_demonstration(self, asked).await?);
        let mut all = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(asked, (now, who.clone()));
        Ok(who)
    }

    /// Ends sign-ins, where they have not ended yet.
    pub(crate) async fn end(&self, sign_ins: &[i64], why: &'static str, now: Moment) -> Result<()> {
        self.db().write(&Who::house().actor(), &EndSignIn { db: self.db(), sign_ins, why, now }).await?;
        self.forget();
        Ok(())
    }

    /// Asks the records anew about everybody, because something about somebody changed.
    pub(crate) fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// How many messages wait for an account.
    pub(crate) async fn unread(&self, account: i64) -> Result<i64> {
        match &self.unread {
            Some(messages) => messages.unread(self.db(), account).await,
            None => Ok(0),
        }
    }

    fn remembered(&self, ticket: &Ticket, now: Moment) -> Option<Known> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(&(ticket.sign_in, ticket.post))?;
        is_believed(known.asked_at, now).then(|| known.clone())
    }

    /// What the records say of a ticket; nothing where its sign-in has ended.
    async fn asked(&self, ticket: &Ticket, now: Moment) -> Result<Option<Known>> {
        let reader = self.db().reader();
        let Some(found) = entry::find(reader, self.db(), &SIGN_INS, &[("id", ticket.sign_in.into())]).await? else {
            return Ok(None);
        };
        let (Some(account), Some(began)) = (found.number("account"), sign_in::at(&found)) else { return Ok(None) };
        if !found.text("ended_at").is_empty() {
            return Ok(None);
        }
        let Some(mut standing) = who::standing(self, account, ticket.post, now.day()).await? else { return Ok(None) };
        Arc::make_mut(&mut standing.who).unread = self.unread(account).await?;
        let known = Known { asked_at: now, token: found.text("token").to_owned(), began, standing };
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert((ticket.sign_in, ticket.post), known.clone());
        Ok(Some(known))
    }
}

/// Whether what the records said at one moment is still believed at another.
fn is_believed(asked_at: Moment, now: Moment) -> bool {
    (0..BELIEVED).contains(&now.since(asked_at))
}
