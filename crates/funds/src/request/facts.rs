//! What the guards of a request look at: the line, the contract and the project behind it, and the money before it.

use cases::{CaseFile, matching};
use listing::{Alternative, Filter, Fold, query};
use procedure::Word;
use projects::{Payable, payable};
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::{PAYMENT_REQUESTS, Stage};
use crate::{
    APPROPRIATIONS,
    balance::{Year, paid_from, total},
};

/// What its guards look at.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(super) is_own: bool,
    pub(super) is_of_contract: bool,
    pub(super) payable: Payable,
    pub(super) amount: Money,
    /// What other requests on the same line ask for and is not decided.
    pub(super) asked_besides: Money,
    /// What has not come back of what was paid.
    pub(super) left: Money,
    pub(super) appropriation: Option<Appropriation>,
}

/// An appropriation as it stands before the payment.
#[derive(Clone, Debug)]
pub(super) struct Appropriation {
    pub(super) number: String,
    pub(super) purpose: String,
    pub(super) amount: Money,
    pub(super) paid: Money,
    pub(super) year: Year,
}

impl Facts {
    /// Reads them for a request.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let line = case.number("plan").unwrap_or_default();
        let payable = payable(reader, line, today).await?;
        let appropriation = match case.number("appropriation") {
            Some(id) => Some(Appropriation::read(reader, id).await?),
            None => None,
        };
        let amount = case.money("amount").unwrap_or_default();
        let reversed = case.money("reversed").unwrap_or_default();
        Ok(Facts {
            is_own: payable.contract.number("unit") == case.number("owner"),
            is_of_contract: payable.line.number("contract") == case.number("contract"),
            asked_besides: asked_besides(reader, case, line).await?,
            payable,
            amount,
            left: amount.checked_sub(reversed).unwrap_or_default(),
            appropriation,
        })
    }

    /// What has not been paid of the line.
    pub(super) fn unpaid(&self) -> Money {
        let money = |column: &str| self.payable.line.money(column).unwrap_or_default();
        money("amount").checked_sub(money("paid")).unwrap_or_default()
    }
}

impl Appropriation {
    pub(super) async fn read(reader: Reader<'_>, id: i64) -> Result<Appropriation> {
        let file = CaseFile::read(reader, &APPROPRIATIONS, id).await?;
        Ok(Appropriation {
            number: file.text("number").to_owned(),
            purpose: file.text("purpose").to_owned(),
            amount: file.money("amount").unwrap_or_default(),
            paid: paid_from(reader, id).await?,
            year: Year::read(reader, file.number("year").unwrap_or_default()).await?,
        })
    }

    /// What can still be paid from it.
    pub(super) fn left(&self) -> Money {
        self.amount.checked_sub(self.paid).unwrap_or_default()
    }
}

/// The stages in which a request has been handed in and is not paid.
const PENDING: [Stage; 4] = [Stage::WithOfficer, Stage::WithFinance, Stage::WithLeader, Stage::ToPay];

async fn asked_besides(reader: Reader<'_>, case: &CaseFile, line: i64) -> Result<Money> {
    let stages = PENDING.iter().map(|stage| Alternative::Is(stage.label().into())).collect();
    let of_line = matching(&PAYMENT_REQUESTS, &[("plan", line.into())])?;
    let pending: Filter = match PAYMENT_REQUESTS.column("stage") {
        Some(stage) => of_line.with(stage, stages),
        None => of_line,
    };
    let all = total(query::fold(reader, &PAYMENT_REQUESTS, &pending, Fold::Sum("amount")).await?);
    let is_one_of_them = PENDING.iter().any(|stage| stage.label() == case.text("stage"));
    let own = if is_one_of_them { case.money("amount").unwrap_or_default() } else { Money::ZERO };
    Ok(all.checked_sub(own).unwrap_or_default())
}

#[cfg(test)]
impl Facts {
    /// Facts for the turns of a random walk: now everything is in order, now one thing after another is not.
    pub(crate) fn at_turn(&self, turn: u64) -> Facts {
        Facts {
            is_own: !turn.is_multiple_of(7),
            asked_besides: Money::from_fen(if turn.is_multiple_of(5) { 1 } else { 0 }),
            appropriation: self.appropriation.clone().filter(|_| !turn.is_multiple_of(3)),
            ..self.clone()
        }
    }
}
