//! 补贴对账: every month of a person in which what was paid is not what should have been, as a sentence each.

use std::collections::BTreeMap;

use policies::entitlement::Month;
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use crate::batch::Book;

/// What does not agree, and what does not yet because somebody is at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// A sentence for each month of a person in which nobody is at it.
    pub wrong: Vec<String>,
    /// A sentence for each month of a person for which a batch or a recovery is under way.
    pub under_way: Vec<String>,
}

/// Compares what was paid with what should have been, month by month, up to the last month that was paid.
///
/// # Errors
/// What the database says.
pub async fn reconcile(reader: Reader<'_>, today: Day) -> Result<Reconciled> {
    let book = Book::open(reader, None).await?;
    if book.library.benefits.is_empty() {
        // Without benefits nobody knows what was due.
        return Ok(Reconciled { wrong: book.library.incomplete, under_way: Vec::new() });
    }
    let Some(last) = book.facts.allowances.iter().map(|paid| paid.month).max() else {
        return Ok(Reconciled::default());
    };
    let numbers: BTreeMap<i64, &str> =
        book.facts.people.iter().map(|person| (person.id, person.number.as_str())).collect();
    let mut told = Reconciled { wrong: book.library.incomplete.clone(), under_way: Vec::new() };
    // Who was paid ahead was paid for months that are to come; these are compared when they have come.
    for (one, way) in book.differences(last.min(Month::of(today))) {
        let number = numbers.get(&one.person).map_or_else(|| format!("#{}", one.person), |number| (*number).to_owned());
        let (due, paid) = (one.due.grouped(), one.paid.grouped());
        let over = one.over();
        let (word, difference) =
            if over > Money::ZERO { ("多发", over) } else { ("少发", Money::from_fen(-over.fen())) };
        let sentence = format!(
            "{} {number} 应发 {due} 元，实发 {paid} 元，{word} {} 元",
            one.month.chinese(),
            difference.grouped()
        );
        if way.fen() == -over.fen() {
            let by = if over > Money::ZERO { "追回" } else { "发放批次" };
            told.under_way.push(format!("{sentence}，{by}在办"));
        } else {
            told.wrong.push(sentence);
        }
    }
    Ok(told)
}
