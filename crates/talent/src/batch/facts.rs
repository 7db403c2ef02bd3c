//! What the guards of a batch look at: its lines, whether the records still say the same, accounts and objections.

use std::collections::{BTreeMap, BTreeSet};

use cases::{CaseFile, matching};
use listing::Filter;
use policies::entitlement::Month;
use procedure::Word;
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::{Book, ITEMS, Owing};
use crate::{BATCH_OBJECTIONS, PAYEES, allowance::KINDS, objection};

/// What its guards look at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(super) today: Option<Day>,
    /// The lines of the batch.
    pub(super) items: Vec<Owing>,
    /// The numbers of people whose lines are not what the records say now.
    pub(super) changed: Vec<String>,
    /// The numbers of people on the list without an account.
    pub(super) without_account: Vec<String>,
    pub(super) publicity: i64,
    pub(super) has_contact: bool,
    pub(super) notice_until: Option<Day>,
    /// Objections that are not decided, or were upheld while the list is as it was.
    pub(super) open_objections: Vec<String>,
}

impl Facts {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, case: &CaseFile, today: Day) -> Result<Facts> {
        let items = items(reader, case.id()).await?;
        let is_over = super::settled(case.text("stage")) || case.text("stage") == super::Stage::Void.label();
        let (changed, without_account) =
            if is_over { (Vec::new(), Vec::new()) } else { checked(reader, case, &items).await? };
        Ok(Facts {
            today: Some(today),
            changed,
            without_account,
            publicity: case.number("publicity").unwrap_or_default(),
            has_contact: case.has("contact"),
            notice_until: case.day("notice_until"),
            open_objections: open_objections(reader, case).await?,
            items,
        })
    }

    /// What the lines come to.
    pub(super) fn amount(&self) -> Money {
        Money::total(self.items.iter().map(|item| item.amount)).unwrap_or_default()
    }

    /// How many people are on the list.
    pub(super) fn people(&self) -> usize {
        self.items.iter().map(|item| item.person).collect::<BTreeSet<_>>().len()
    }
}

/// The lines of a batch.
pub(super) async fn items(reader: Reader<'_>, batch: i64) -> Result<Vec<Owing>> {
    let files = CaseFile::all(reader, &ITEMS, matching(&ITEMS, &[("batch", batch.into())])?).await?;
    let item = |file: &CaseFile| {
        Some(Owing {
            person: file.number("person")?,
            month: Month::of(file.day("month_from")?),
            benefit: file.number("benefit")?,
            is_more: KINDS.get(1).is_some_and(|word| *word == file.text("kind")),
            amount: file.money("amount")?,
        })
    };
    let mut items: Vec<Owing> = files.iter().filter_map(item).collect();
    items.sort_unstable();
    Ok(items)
}

/// Whose lines the records now say otherwise, and who has no account.
async fn checked(reader: Reader<'_>, case: &CaseFile, items: &[Owing]) -> Result<(Vec<String>, Vec<String>)> {
    let book = Book::open(reader, Some(case.id())).await?;
    let numbers: BTreeMap<i64, &str> =
        book.facts.people.iter().map(|person| (person.id, person.number.as_str())).collect();
    let told = |people: BTreeSet<i64>| {
        let number =
            |person: &i64| numbers.get(person).map_or_else(|| format!("#{person}"), |number| (*number).to_owned());
        people.iter().map(number).collect::<Vec<_>>()
    };
    let now = book.owing(Month::of(case.day("month").unwrap_or(Day::EARLIEST)));
    let (now, then): (BTreeSet<Owing>, BTreeSet<Owing>) = (now.into_iter().collect(), items.iter().copied().collect());
    let changed = now.symmetric_difference(&then).map(|item| item.person).collect();
    let payees = CaseFile::all(reader, &PAYEES, Filter::default()).await?;
    let with_account: BTreeSet<i64> = payees.iter().filter_map(|payee| payee.number("person")).collect();
    let without = items.iter().map(|item| item.person).filter(|person| !with_account.contains(person)).collect();
    Ok((told(changed), told(without)))
}

/// The numbers of objections that stand in the way: undecided ones, and upheld ones since the list was last made public.
async fn open_objections(reader: Reader<'_>, case: &CaseFile) -> Result<Vec<String>> {
    let of_batch = matching(&BATCH_OBJECTIONS, &[("batch", case.id().into())])?;
    let objections = CaseFile::all(reader, &BATCH_OBJECTIONS, of_batch).await?;
    let stands = |objection: &&CaseFile| {
        let is_upheld = objection.text("stage") == objection::Stage::Upheld.label();
        let is_of_this_notice = case.day("notice_from").is_some_and(|from| objection.day("raised_on") >= Some(from));
        objection.text("stage") == objection::Stage::Received.label() || is_upheld && is_of_this_notice
    };
    Ok(objections.iter().filter(stands).map(|objection| objection.text("number").to_owned()).collect())
}
