//! 收支核对: what was paid from each appropriation, written down beside it, and where ledgers and balances differ.
//!
//! The ledger of payments (拨付支出) is what counts: it also holds what was paid for other purposes and what came in by
//! sheet. The balance beside an appropriation is written down anew from its lines whenever a request is paid, and for all of
//! them by [`settle`].

use cases::{CaseFile, matching};
use listing::{Filter, Fold, FoldValue, query};
use storage::{Db, Deed, Reader, Result, Value, Work};
use vocabulary::{Day, Money};

use crate::{APPROPRIATIONS, BUDGETS, PAYMENTS, parameters};

/// An amount that was added up.
pub(crate) fn total(sum: FoldValue) -> Money {
    match sum {
        FoldValue::Number(fen) => Money::from_fen(fen),
        _ => Money::ZERO,
    }
}

/// What was paid from an appropriation, less what came back.
pub(crate) async fn paid_from(reader: Reader<'_>, appropriation: i64) -> Result<Money> {
    let lines = matching(&PAYMENTS, &[("appropriation", appropriation.into())])?;
    query::fold(reader, &PAYMENTS, &lines, Fold::Sum("amount")).await.map(total)
}

/// The budget of a year with its adjustments, and what was appropriated of it.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Year {
    /// The year.
    pub(crate) year: i64,
    /// Its budget.
    pub(crate) budget: Money,
    /// What was appropriated.
    pub(crate) appropriated: Money,
}

impl Year {
    pub(crate) async fn read(reader: Reader<'_>, year: i64) -> Result<Year> {
        let of_year = |listing| matching(listing, &[("year", year.into())]);
        let budget = query::fold(reader, &BUDGETS, &of_year(&BUDGETS)?, Fold::Sum("amount")).await?;
        let appropriated =
            query::fold(reader, &APPROPRIATIONS, &of_year(&APPROPRIATIONS)?, Fold::Sum("amount")).await?;
        Ok(Year { year, budget: total(budget), appropriated: total(appropriated) })
    }
}

/// Writes down beside an appropriation what was paid from it, and says whether anything was new.
///
/// # Errors
/// What the database says; it refuses a balance beyond the appropriation.
pub(crate) async fn write_down(work: &mut Work, db: &Db, appropriation: i64) -> Result<bool> {
    let file = CaseFile::read(work.reader(), &APPROPRIATIONS, appropriation).await?;
    let paid = paid_from(work.reader(), appropriation).await?;
    let before = file.row();
    let changes = balance(&file, paid);
    let is_new =
        file.placed(changes.clone())?.iter().any(|(position, value)| before.values.get(*position) != Some(value));
    file.write(work, db, changes).await?;
    Ok(is_new)
}

/// The columns of a balance.
fn balance(appropriation: &CaseFile, paid: Money) -> Vec<(&'static str, Value)> {
    let unspent = appropriation.money("amount").unwrap_or_default().checked_sub(paid).unwrap_or_default();
    let lapses_on = appropriation
        .number("year")
        .and_then(|year| Day::new(i32::try_from(year + parameters::LAPSES_AFTER).ok()?, 1, 1));
    vec![
        ("paid", paid.fen().into()),
        ("unspent", unspent.fen().into()),
        ("lapses_on", lapses_on.map_or(Value::Null, |day| day.to_string().into())),
    ]
}

struct Settle<'a> {
    db: &'a Db,
}

impl Deed for Settle<'_> {
    type Outcome = usize;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<usize> {
        let mut settled = 0;
        for appropriation in CaseFile::all(work.reader(), &APPROPRIATIONS, Filter::default()).await? {
            let paid = paid_from(work.reader(), appropriation.id()).await?;
            let most = appropriation.money("amount").unwrap_or_default();
            // What was overpaid is no balance: `reconcile` tells it.
            let is_sound = (Money::ZERO..=most).contains(&paid);
            if is_sound && write_down(work, self.db, appropriation.id()).await? {
                settled += 1;
            }
        }
        Ok(settled)
    }
}

/// Writes down the balance beside every appropriation: once a day, and after payments came in by sheet. It answers how many
/// were new.
///
/// # Errors
/// What the database says.
pub async fn settle(db: &Db, actor: &str) -> Result<usize> {
    db.write(actor, &Settle { db }).await
}
