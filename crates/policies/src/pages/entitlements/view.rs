//! The lists of a month as a page and a sheet show them.

use std::collections::BTreeMap;

use procedure::Word;
use vocabulary::Money;

use crate::{
    Library,
    entitlement::{Basis, Benefit, Difference, Facts, Line, Month, Roll, claims, reconcile},
};

/// How many rows a page shows of a list; the sheet has all.
pub(super) const MOST: usize = 500;

/// A policy that can be chosen.
pub(super) struct Choice {
    pub(super) id: i64,
    pub(super) says: String,
    pub(super) is_chosen: bool,
}

/// Somebody or something that is owed.
pub(super) struct Row {
    /// The address of the person, team or firm; empty where it has no page.
    pub(super) href: String,
    pub(super) name: String,
    /// The number of the person, or what it is for.
    pub(super) matter: String,
    pub(super) unit: String,
    pub(super) benefit: String,
    pub(super) benefit_id: i64,
    pub(super) document: String,
    /// How much; nothing where the benefit is not money.
    pub(super) amount: Option<Money>,
    pub(super) basis: Vec<Basis>,
}

/// Somebody who is one condition away.
pub(super) struct Near {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) unit: String,
    pub(super) benefit: String,
    pub(super) condition: &'static str,
    pub(super) amount: String,
}

/// Somebody whom more than one policy would pay.
pub(super) struct Double {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) paid: String,
    pub(super) withheld: String,
}

/// A person whose payment is not what was due.
pub(super) struct Unequal {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) due: String,
    pub(super) paid: String,
    pub(super) over: String,
    pub(super) basis: Vec<Basis>,
}

/// The lists of a month.
pub(super) struct View {
    pub(super) rows: Vec<Row>,
    pub(super) hidden: usize,
    pub(super) total: String,
    pub(super) near: Vec<Near>,
    pub(super) doubles: Vec<Double>,
    pub(super) unequal: Vec<Unequal>,
    pub(super) incomplete: Vec<String>,
    pub(super) month: String,
    pub(super) is_empty_library: bool,
}

impl View {
    /// The lists of a policy, or of all.
    pub(super) fn of(library: &Library, facts: &Facts, policy: Option<i64>, month: Month) -> View {
        let roll = Roll::new(&library.benefits, &facts.people);
        let is_asked = |place: usize| {
            library.benefits.get(place).is_some_and(|benefit| policy.is_none_or(|policy| benefit.policy == policy))
        };
        let mut rows: Vec<Row> = roll
            .lines(month, month)
            .filter(|line| is_asked(line.benefit))
            .filter_map(|line| Row::of_person(&roll, &line))
            .collect();
        let owed = claims(&library.benefits, facts, month).into_iter().filter(|claim| is_asked(claim.benefit));
        rows.extend(owed.filter_map(|claim| {
            let benefit = library.benefits.get(claim.benefit)?;
            Some(Row {
                href: String::new(),
                name: claim.name,
                matter: claim.matter,
                unit: String::new(),
                benefit: benefit.name.clone(),
                benefit_id: benefit.id,
                document: told(benefit),
                amount: claim.amount,
                basis: claim.basis,
            })
        }));
        let total = Money::total(rows.iter().filter_map(|row| row.amount)).unwrap_or_default();
        View {
            hidden: rows.len().saturating_sub(MOST),
            total: total.grouped(),
            near: near(&roll, month, is_asked),
            doubles: doubles(&roll, month, is_asked),
            unequal: unequal(&roll, facts, month),
            incomplete: library.incomplete.clone(),
            month: month.chinese(),
            is_empty_library: library.benefits.is_empty(),
            rows,
        }
    }

    /// The rows of the page.
    pub(super) fn first_rows(&self) -> &[Row] {
        self.rows.get(..MOST).unwrap_or(&self.rows)
    }
}

fn told(benefit: &Benefit) -> String {
    format!("{}{}", benefit.document, benefit.clause)
}

fn of_person(id: i64) -> String {
    format!("{}/{id}", directory::PEOPLE.path)
}

impl Row {
    fn of_person(roll: &Roll<'_>, line: &Line) -> Option<Row> {
        let (person, benefit) = (roll.people().get(line.person)?, roll.benefits().get(line.benefit)?);
        Some(Row {
            href: of_person(person.id),
            name: person.name.clone(),
            matter: person.number.clone(),
            unit: person.unit.clone(),
            benefit: benefit.name.clone(),
            benefit_id: benefit.id,
            document: told(benefit),
            amount: Some(line.amount),
            basis: roll.basis(line),
        })
    }

    /// The amount as shown; empty where it is no money.
    pub(super) fn shown(&self) -> String {
        self.amount.map_or_else(String::new, Money::grouped)
    }
}

fn near(roll: &Roll<'_>, month: Month, is_asked: impl Fn(usize) -> bool) -> Vec<Near> {
    let misses = roll.near(month).into_iter().filter(|miss| is_asked(miss.benefit));
    let view = |miss: crate::entitlement::Miss| {
        let (person, benefit) = (roll.people().get(miss.person)?, roll.benefits().get(miss.benefit)?);
        Some(Near {
            href: of_person(person.id),
            name: person.name.clone(),
            number: person.number.clone(),
            unit: person.unit.clone(),
            benefit: benefit.name.clone(),
            condition: miss.condition.label(),
            amount: miss.amount.grouped(),
        })
    };
    misses.filter_map(view).collect()
}

fn doubles(roll: &Roll<'_>, month: Month, is_asked: impl Fn(usize) -> bool) -> Vec<Double> {
    let stacks = roll.stacked(month).into_iter();
    let stacks = stacks.filter(|stack| stack.benefits.iter().any(|(place, _)| is_asked(*place)));
    let view = |stack: crate::entitlement::Stack| {
        let person = roll.people().get(stack.person)?;
        let mut told = stack.benefits.iter().filter_map(|(place, amount)| {
            let benefit = roll.benefits().get(*place)?;
            Some(format!("{}（{}）{} 元", benefit.name, benefit.document, amount.grouped()))
        });
        Some(Double {
            href: of_person(person.id),
            name: person.name.clone(),
            number: person.number.clone(),
            paid: told.next()?,
            withheld: told.collect::<Vec<_>>().join("；"),
        })
    };
    stacks.filter_map(view).collect()
}

/// Where the payments of a month are not what was due. A month of which nothing was paid yet has none: its turn comes.
fn unequal(roll: &Roll<'_>, facts: &Facts, month: Month) -> Vec<Unequal> {
    let paid: Vec<_> = facts.allowances.iter().filter(|paid| paid.month == month).copied().collect();
    if paid.is_empty() {
        return Vec::new();
    }
    let people: BTreeMap<i64, &crate::entitlement::Person> =
        roll.people().iter().map(|person| (person.id, person)).collect();
    let view = |one: Difference| {
        let person = people.get(&one.person);
        Unequal {
            href: of_person(one.person),
            name: person.map_or_else(String::new, |person| person.name.clone()),
            number: person.map_or_else(|| format!("#{}", one.person), |person| person.number.clone()),
            due: one.due.grouped(),
            paid: one.paid.grouped(),
            over: one.over().grouped(),
            basis: paid.iter().filter(|paid| paid.subject == one.person).map(|paid| paid.basis).collect(),
        }
    };
    reconcile(roll, &paid, month, month).into_iter().map(view).collect()
}
