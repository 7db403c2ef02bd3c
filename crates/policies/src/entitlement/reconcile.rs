//! What was paid against what should have been, person by person and month by month, to the fen.

use vocabulary::Money;

use super::{Month, Paid, Roll};

/// A month of a person in which both differ.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record of the person.
    pub person: i64,
    /// The month.
    pub month: Month,
    /// What should have been paid.
    pub due: Money,
    /// What was paid, less what came back.
    pub paid: Money,
}

impl Difference {
    /// What was paid too much; below zero where it was too little.
    pub fn over(&self) -> Money {
        self.paid.checked_sub(self.due).unwrap_or_default()
    }
}

/// Every month up to `to` in which what was paid is not what was due. Months before anything was paid to anybody count
/// from `from`; a payment outside is due to nobody.
pub fn reconcile(roll: &Roll<'_>, paid: &[Paid], from: Month, to: Month) -> Vec<Difference> {
    let mut due: Vec<(i64, Month, i64)> = Vec::new();
    for line in roll.lines(from, to) {
        if let Some(person) = roll.people().get(line.person) {
            due.push((person.id, line.month, line.amount.fen()));
        }
    }
    let mut paid: Vec<(i64, Month, i64)> =
        paid.iter().filter(|one| one.month <= to).map(|one| (one.subject, one.month, one.amount.fen())).collect();
    due.sort_unstable();
    paid.sort_unstable();
    let (mut due, mut paid) = (due.into_iter().peekable(), paid.into_iter().peekable());
    let mut differences = Vec::new();
    loop {
        let key = |next: Option<&(i64, Month, i64)>| next.map(|(person, month, _)| (*person, *month));
        let Some(next) = key(due.peek()).into_iter().chain(key(paid.peek())).min() else { return differences };
        let mut owed = 0_i64;
        while let Some((_, _, fen)) = due.next_if(|(person, month, _)| (*person, *month) == next) {
            owed = owed.saturating_add(fen);
        }
        let mut given = 0_i64;
        while let Some((_, _, fen)) = paid.next_if(|(person, month, _)| (*person, *month) == next) {
            given = given.saturating_add(fen);
        }
        if owed != given {
            let (person, month) = next;
            differences.push(Difference { person, month, due: Money::from_fen(owed), paid: Money::from_fen(given) });
        }
    }
}
