//! How proposals come onto a ranked list and off it, each in its place.

use std::collections::BTreeMap;

use cases::{CaseFile, add, matching, new_row};
use procedure::Word;
use storage::{Db, Error, Reader, Result, Work};
use vocabulary::{Day, Money};

use super::{
    Disposition, RANKING_ITEMS,
    order::{Standing, in_order},
    waiting::{Waiting, waiting},
};

/// Fills a new list with every proposal of its call that waits for one, and proposes to fund them in order as far as the
/// money goes, the others to be kept in reserve.
///
/// # Errors
/// [`Error::Refused`] if none waits.
pub(super) async fn filled(work: &mut Work, db: &Db, ranking: &CaseFile, call: &CaseFile, today: Day) -> Result<()> {
    let waiting = waiting(work.reader(), call.id()).await?;
    if waiting.is_empty() {
        let why = format!("“{}”还没有已评审的申报书。请先锁定评分，再编制名单", call.name());
        return Err(Error::Refused(why));
    }
    let order = in_order(work.reader(), call.id(), waiting.iter().map(Waiting::standing).collect(), today).await?;
    let by_id: BTreeMap<i64, &Waiting> = waiting.iter().map(|proposal| (proposal.id, proposal)).collect();
    let mut purse = Purse { left: ranking.money("budget").unwrap_or_default(), most: call.money("most") };
    let mut rows = Vec::new();
    for (place, proposal) in (1..).zip(order.iter().filter_map(|id| by_id.get(id))) {
        let mut line = proposal.line(ranking.id(), place);
        line.extend(match purse.pays(proposal.requested) {
            Some(amount) => {
                vec![("disposition", Disposition::Fund.label().into()), ("amount", amount.fen().into())]
            }
            None => vec![("disposition", Disposition::Reserve.label().into())],
        });
        rows.push(new_row(&RANKING_ITEMS, line)?);
    }
    work.insert(db.table(RANKING_ITEMS.table)?, rows).await.map(|_| ())
}

/// Puts one proposal on a list, in reserve and in its place.
///
/// # Errors
/// [`Error::Refused`] if it does not wait for a list.
pub(super) async fn put(
    work: &mut Work,
    db: &Db,
    ranking: &CaseFile,
    call: i64,
    proposal: i64,
    today: Day,
) -> Result<()> {
    let waiting = waiting(work.reader(), call).await?;
    let items = items(work.reader(), ranking.id()).await?;
    let is_there = items.iter().any(|item| item.number("proposal") == Some(proposal));
    let Some(proposal) = waiting.iter().find(|waiting| waiting.id == proposal && !is_there) else {
        return Err(Error::Refused("这份申报书已在名单上，或者不在等待列入名单。请刷新后重选".to_owned()));
    };
    let standings = items.iter().map(standing).chain([proposal.standing()]).collect();
    let order = in_order(work.reader(), call, standings, today).await?;
    for (place, id) in (1..).zip(order) {
        if id == proposal.id {
            let mut line = proposal.line(ranking.id(), place);
            line.push(("disposition", Disposition::Reserve.label().into()));
            add(work, db, &RANKING_ITEMS, line).await?;
        } else if let Some(item) = items.iter().find(|item| item.number("proposal") == Some(id)) {
            item.write(work, db, vec![("place", place.into())]).await?;
        }
    }
    Ok(())
}

/// Takes a row off a list and closes the ranks.
///
/// # Errors
/// [`Error::NotFound`] if the list has no such row.
pub(super) async fn removed(work: &mut Work, db: &Db, ranking: i64, row: i64) -> Result<()> {
    let mut items = items(work.reader(), ranking).await?;
    let Some(position) = items.iter().position(|item| item.id() == row) else {
        return Err(Error::NotFound("名单上没有这一行，请刷新后再看".to_owned()));
    };
    items.remove(position);
    work.delete(db.table(RANKING_ITEMS.table)?, row).await?;
    for (place, item) in (1_i64..).zip(items) {
        item.write(work, db, vec![("place", place.into())]).await?;
    }
    Ok(())
}

/// The lines of a list, the first place first.
async fn items(reader: Reader<'_>, ranking: i64) -> Result<Vec<CaseFile>> {
    CaseFile::all(reader, &RANKING_ITEMS, matching(&RANKING_ITEMS, &[("ranking", ranking.into())])?).await
}

fn standing(item: &CaseFile) -> Standing {
    let (score, submitted_on) = (item.number("score"), item.day("submitted_on"));
    Standing { proposal: item.number("proposal").unwrap_or_default(), score, submitted_on }
}

/// The money of a list while it is given out in order.
struct Purse {
    left: Money,
    most: Option<Money>,
}

impl Purse {
    /// What a request gets: all that the call allows of it. From the first for which the money does not reach on nobody
    /// gets anything, so that none is passed over.
    fn pays(&mut self, requested: Option<Money>) -> Option<Money> {
        let amount = requested.map(|asked| self.most.map_or(asked, |most| asked.min(most)));
        let rest = amount.and_then(|amount| self.left.checked_sub(amount)).filter(|rest| *rest >= Money::ZERO);
        match (amount.filter(|amount| *amount > Money::ZERO), rest) {
            (Some(amount), Some(rest)) => {
                self.left = rest;
                Some(amount)
            }
            _ => {
                self.left = Money::ZERO;
                None
            }
        }
    }
}
