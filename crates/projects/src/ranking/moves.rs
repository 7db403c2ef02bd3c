//! What a ranked list does to the proposals on it. Each is a step of the proposal's own, taken by the house in the same
//! transaction.

use cases::{Act, Asked, Handling, move_case};
use procedure::Word;
use storage::{Db, Result, Work};
use vocabulary::{Day, Money, MoneyUnit::WanYuan};
use web::Who;

use super::{Disposition, list::Row};
use crate::proposal::{Stage, Step, procedure::Proposal};

/// On whose behalf, where and when proposals are moved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mover<'a> {
    pub(crate) db: &'a Db,
    pub(crate) who: &'a Who,
    pub(crate) today: Day,
}

impl<'a> Mover<'a> {
    /// Whoever takes a step of a list or of an objection.
    pub(crate) fn of<C: Handling>(act: &Act<'a, C>) -> Mover<'a> {
        Mover { db: act.db, who: act.who, today: act.today }
    }

    /// The step that puts a proposal where the list wants it while it is before the leaders; nothing where it is there.
    pub(crate) fn listing(row: &Row) -> Option<Step> {
        match (row.disposition, Stage::of_label(&row.stage)) {
            (Disposition::Fund, Some(Stage::Reviewed | Stage::Reserved)) => Some(Step::List),
            (Disposition::Reserve, Some(Stage::Reviewed)) => Some(Step::Reserve),
            _ => None,
        }
    }

    /// Takes a step of a proposal.
    ///
    /// # Errors
    /// What its own rules say.
    pub(crate) async fn moves(
        &self,
        work: &mut Work,
        proposal: i64,
        step: Step,
        typed: &[(String, String)],
    ) -> Result<()> {
        let asked = Asked { who: self.who, id: proposal, step: step.code(), typed, seen: None, today: self.today };
        move_case::<Proposal>(work, self.db, &asked).await.map(|_| ())
    }

    /// Takes proposals off the list again, those that are on it.
    ///
    /// # Errors
    /// What their own rules say.
    pub(crate) async fn unlists<'r>(
        &self,
        work: &mut Work,
        rows: impl Iterator<Item = &'r Row> + Send,
        reason: &str,
    ) -> Result<()> {
        let typed = [("reason".to_owned(), reason.to_owned())];
        for row in rows.filter(|row| matches!(Stage::of_label(&row.stage), Some(Stage::Listed | Stage::Reserved))) {
            self.moves(work, row.proposal, Step::Unlist, &typed).await?;
        }
        Ok(())
    }

    /// Approves a proposal with a grant.
    ///
    /// # Errors
    /// What its own rules say.
    pub(crate) async fn approves(&self, work: &mut Work, proposal: i64, granted: Money) -> Result<()> {
        let typed = [("granted".to_owned(), granted.exact(WanYuan))];
        self.moves(work, proposal, Step::Approve, &typed).await
    }
}
