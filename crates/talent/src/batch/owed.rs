//! What is owed to people and in no payment yet: the entitlements of every month, less what was paid and what is under way.

use std::collections::BTreeMap;

use cases::CaseFile;
use listing::{Alternative, Filter};
use policies::{
    Library,
    entitlement::{Difference, Facts, Month, Roll, Source, reconcile},
};
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::Money;

use super::{ITEMS, Stage};
use crate::{RECOVERIES, TalentRecords, recovery};

/// The stages in which a batch is under way.
const OPEN: [Stage; 6] =
    [Stage::Draft, Stage::WithHead, Stage::WithLeader, Stage::Approved, Stage::OnNotice, Stage::ToPay];

/// The stages after the payment.
const SETTLED: [Stage; 2] = [Stage::Paid, Stage::Reconciled];

/// Whether a stage comes after the payment.
pub(crate) fn settled(stage: &str) -> bool {
    SETTLED.iter().any(|one| one.label() == stage)
}

/// A month of a person that is to be paid, wholly or in part.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Owing {
    /// The record of the person.
    pub(crate) person: i64,
    /// The month.
    pub(crate) month: Month,
    /// The record of the benefit.
    pub(crate) benefit: i64,
    /// Whether something was paid for the month before.
    pub(crate) is_more: bool,
    /// How much.
    pub(crate) amount: Money,
}

/// A month of a person in fen.
type Months = BTreeMap<(i64, Month), i64>;

/// The library, the facts, and what is under way.
pub(crate) struct Book {
    pub(crate) library: Library,
    pub(crate) facts: Facts,
    /// What batches under way will pay.
    pending: Months,
    /// What recoveries under way will bring back.
    returning: Months,
}

impl Book {
    /// Opens it; the lines of one batch do not count as under way.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn open(reader: Reader<'_>, but: Option<i64>) -> Result<Book> {
        let of_stages = |listing: &'static listing::Listing, words: Vec<Alternative>| match listing.column("stage") {
            Some(stage) => Filter::default().with(stage, words),
            None => Filter::default(),
        };
        let open = OPEN.iter().map(|stage| Alternative::Is(stage.label().into())).collect();
        let mut items = CaseFile::all(reader, &ITEMS, of_stages(&ITEMS, open)).await?;
        items.retain(|item| item.number("batch") != but);
        let notified = vec![Alternative::Is(recovery::Stage::Notified.label().into())];
        let recoveries = CaseFile::all(reader, &RECOVERIES, of_stages(&RECOVERIES, notified)).await?;
        Ok(Book {
            library: Library::read(reader).await?,
            facts: TalentRecords.facts(reader).await?,
            pending: by_month(&items),
            returning: by_month(&recoveries),
        })
    }

    /// The entitlements.
    pub(crate) fn roll(&self) -> Roll<'_> {
        Roll::new(&self.library.benefits, &self.facts.people)
    }

    /// The first month in which anybody was in post or paid.
    pub(crate) fn first(&self) -> Option<Month> {
        let spells = self.facts.people.iter().flat_map(|person| &person.spells).map(|spell| Month::of(spell.from));
        spells.chain(self.facts.allowances.iter().map(|paid| paid.month)).min()
    }

    /// What is owed up to a month and neither paid nor under way, in the order of people and months.
    pub(crate) fn owing(&self, to: Month) -> Vec<Owing> {
        let Some(first) = self.first() else { return Vec::new() };
        let mut paid = Months::new();
        for one in &self.facts.allowances {
            let sum = paid.entry((one.subject, one.month)).or_default();
            *sum = sum.saturating_add(one.amount.fen());
        }
        let roll = self.roll();
        let mut owing: Vec<Owing> = roll
            .lines(first, to)
            .filter_map(|line| {
                let person = roll.people().get(line.person)?.id;
                let key = (person, line.month);
                let before = paid.get(&key).copied().unwrap_or_default();
                let under_way = self.pending.get(&key).copied().unwrap_or_default();
                let amount = Money::from_fen(line.amount.fen() - before - under_way);
                let benefit = roll.benefits().get(line.benefit)?.id;
                let is_more = paid.contains_key(&key) || under_way > 0;
                (amount > Money::ZERO).then_some(Owing { person, month: line.month, benefit, is_more, amount })
            })
            .collect();
        owing.sort_unstable();
        owing
    }

    /// Every month up to `to` in which what was paid is not what was due, and of it what is under way: to be paid, or to
    /// come back as a negative amount.
    pub(crate) fn differences(&self, to: Month) -> Vec<(Difference, Money)> {
        let Some(first) = self.first() else { return Vec::new() };
        let found = reconcile(&self.roll(), &self.facts.allowances, first, to);
        let with_way = |one: Difference| {
            let at = |months: &Months| months.get(&(one.person, one.month)).copied().unwrap_or_default();
            (one, Money::from_fen(at(&self.pending) - at(&self.returning)))
        };
        found.into_iter().map(with_way).collect()
    }
}

fn by_month(files: &[CaseFile]) -> Months {
    let mut months = Months::new();
    for file in files {
        if let (Some(person), Some(day)) = (file.number("person"), file.day("month_from")) {
            let sum = months.entry((person, Month::of(day))).or_default();
            *sum = sum.saturating_add(file.number("amount").unwrap_or_default());
        }
    }
    months
}
