//! Saving what was typed and not sent, and dropping it.

use storage::{Db, Deed, Result, Value, Work};

use crate::{DRAFTS, Moment, entry};

/// How many drafts somebody may have in one post; the oldest goes first.
const DRAFTS_AT_MOST: i64 = 40;

/// Whose draft of which form.
#[derive(Copy, Clone, Debug)]
pub(crate) struct DraftPlace<'a> {
    pub(crate) account: i64,
    pub(crate) post: i64,
    pub(crate) address: &'a str,
}

impl DraftPlace<'_> {
    pub(crate) fn values(&self) -> [(&'static str, Value); 3] {
        [("account", self.account.into()), ("post", self.post.into()), ("address", self.address.into())]
    }
}

/// Saves a draft in place of the earlier one of the same form.
pub(crate) struct SaveDraft<'a> {
    pub(crate) db: &'a Db,
    pub(crate) place: DraftPlace<'a>,
    pub(crate) body: &'a str,
    pub(crate) now: Moment,
}

impl Deed for SaveDraft<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let saved = [("body", Value::from(self.body)), ("saved_at", self.now.to_string().into())];
        match entry::find(work.reader(), self.db, &DRAFTS, &self.place.values()).await? {
            Some(draft) if draft.text("body") == self.body => {}
            Some(draft) => entry::change(work, self.db, &draft, &saved).await.map(|_| ())?,
            None => {
                let values: Vec<_> = self.place.values().into_iter().chain(saved).collect();
                entry::add(work, self.db, &DRAFTS, &values).await?;
                self.make_room(work).await?;
            }
        }
        Ok(())
    }
}

impl SaveDraft<'_> {
    async fn make_room(&self, work: &mut Work) -> Result<()> {
        let [account, post, _] = self.place.values();
        let all = entry::latest(work.reader(), self.db, &DRAFTS, &[account, post], DRAFTS_AT_MOST + 1).await?;
        for draft in all.iter().skip(usize::try_from(DRAFTS_AT_MOST).unwrap_or(usize::MAX)) {
            work.delete(self.db.table(DRAFTS.table)?, draft.id()).await?;
        }
        Ok(())
    }
}

/// Drops a draft, where there is one.
pub(crate) struct DropDraft<'a> {
    pub(crate) db: &'a Db,
    pub(crate) place: DraftPlace<'a>,
}

impl DropDraft<'_> {
    /// Whether there is one.
    pub(crate) async fn is_there(db: &Db, place: DraftPlace<'_>) -> Result<bool> {
        Ok(entry::find(db.reader(), db, &DRAFTS, &place.values()).await?.is_some())
    }
}

impl Deed for DropDraft<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        if let Some(draft) = entry::find(work.reader(), self.db, &DRAFTS, &self.place.values()).await? {
            work.delete(self.db.table(DRAFTS.table)?, draft.id()).await?;
        }
        Ok(())
    }
}
