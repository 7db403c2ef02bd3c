//! What teams and firms are owed: yearly grants, percentages, awards, purchases, and being recommended first.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{Day, Money, Period};

use super::{Basis, Benefit, Event, Facts, Month, Programme, Standing, Terms, benefit};

/// Something that a team or firm is owed in the period asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The place of the benefit.
    pub benefit: usize,
    /// The record of the team or firm.
    pub subject: i64,
    /// Its name.
    pub name: String,
    /// For what: the project, the equipment, the year.
    pub matter: String,
    /// How much; nothing where the benefit is not money.
    pub amount: Option<Money>,
    /// The records it follows from.
    pub basis: Vec<Basis>,
}

/// What teams and firms are owed as of a month: grants of its year, awards and purchases of the year so far, percentages
/// where the month is a window.
pub fn claims(benefits: &[Benefit], facts: &Facts, month: Month) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (place, benefit) in benefits.iter().enumerate() {
        match benefit.terms {
            Terms::Monthly(_) | Terms::Percentage { .. } => {}
            Terms::Yearly { programme, years } => claims.extend(grants(place, benefit, facts, month, programme, years)),
            Terms::OneOff(event) => claims.extend(awards(place, benefit, facts, month, event)),
            Terms::Purchase { percent, cap } => claims.extend(purchases(place, benefit, facts, month, (percent, cap))),
            Terms::Priority => claims.extend(members(place, benefit, facts, month)),
        }
    }
    if let Some(half) = benefit::window(month) {
        claims.extend(percentages(benefits, facts, month, half));
    }
    claims
}

/// The day on which a team must be there to get the grant of its year.
fn cut_off(year: i32) -> Option<Day> {
    Day::new(year, 6, 30)
}

fn grants<'a>(
    place: usize,
    benefit: &'a Benefit,
    facts: &'a Facts,
    month: Month,
    programme: Programme,
    years: Option<i32>,
) -> impl Iterator<Item = Claim> + 'a {
    let year = month.first().year();
    let on = cut_off(year).filter(|on| benefit.holds_on(*on));
    facts.supports.iter().filter_map(move |support| {
        let on = on?;
        let is_there = support.from <= on && support.to.is_none_or(|to| on <= to);
        let entered = support.from.year();
        let first = if cut_off(entered).is_some_and(|on| support.from <= on) { entered } else { entered + 1 };
        let is_within = years.is_none_or(|years| year - first < years);
        (support.programme == programme && is_there && is_within).then(|| Claim {
            benefit: place,
            subject: support.team,
            name: support.name.clone(),
            matter: format!("{year}年"),
            amount: Some(benefit.amount),
            basis: vec![support.basis],
        })
    })
}

/// The days of the year so far.
fn year_so_far(month: Month) -> Period {
    Period { from: Some(month.first().first_of_year()), to: month.last() }
}

fn awards<'a>(
    place: usize,
    benefit: &'a Benefit,
    facts: &'a Facts,
    month: Month,
    event: Event,
) -> impl Iterator<Item = Claim> + 'a {
    let so_far = year_so_far(month);
    let counted = facts.happenings.iter().filter(move |one| one.event == event && so_far.contains(one.on));
    counted.filter(|one| benefit.holds_on(one.on)).map(move |one| Claim {
        benefit: place,
        subject: one.unit,
        name: one.name.clone(),
        matter: event_told(one.event),
        amount: Some(benefit.amount),
        basis: vec![one.basis],
    })
}

fn event_told(event: Event) -> String {
    procedure::Word::label(event).to_owned()
}

fn purchases<'a>(
    place: usize,
    benefit: &'a Benefit,
    facts: &'a Facts,
    month: Month,
    (percent, cap): (i64, Money),
) -> impl Iterator<Item = Claim> + 'a {
    let so_far = year_so_far(month);
    let bought = facts.purchases.iter().filter(move |one| so_far.contains(one.on) && benefit.holds_on(one.on));
    bought.filter_map(move |one| {
        let host = facts.hosts.iter().find(|host| host.unit == one.unit && host.holds_on(one.on))?;
        Some(Claim {
            benefit: place,
            subject: one.unit,
            name: one.name.clone(),
            matter: one.what.clone(),
            amount: Some(benefit::part(one.price, percent, cap)),
            basis: vec![one.basis, host.basis],
        })
    })
}

fn members<'a>(place: usize, benefit: &'a Benefit, facts: &'a Facts, month: Month) -> impl Iterator<Item = Claim> + 'a {
    let day = month.last();
    let holds = benefit.holds_on(day);
    facts.members.iter().filter(move |member| holds && member.holds_on(day)).map(move |member| Claim {
        benefit: place,
        subject: member.unit,
        name: member.name.clone(),
        matter: "优先推荐".to_owned(),
        amount: None,
        basis: vec![member.basis],
    })
}

/// One line for each firm and project of the half-year: the highest part alone, up to its cap, and no project twice.
fn percentages(benefits: &[Benefit], facts: &Facts, month: Month, half: Period) -> Vec<Claim> {
    let opens = month.first();
    let had: BTreeSet<(i64, &str)> = facts.subsidised.iter().map(|(unit, project)| (*unit, project.as_str())).collect();
    let mut projects: BTreeMap<(i64, &str), (Money, &str, Vec<Basis>)> = BTreeMap::new();
    for one in facts.uses.iter().filter(|one| half.contains(one.on) && !one.project.is_empty()) {
        let project = projects.entry((one.unit, one.project.as_str())).or_insert((Money::ZERO, &one.name, Vec::new()));
        project.0 = project.0.checked_add(one.fee).unwrap_or(project.0);
        project.2.push(one.basis);
    }
    projects.retain(|key, _| !had.contains(key));
    let mut claims = Vec::new();
    for ((unit, project), (fees, name, basis)) in projects {
        let holds = |standing: Standing| standing == Standing::Any || rank(facts, unit, standing, opens).is_some();
        let granted = benefits.iter().enumerate().filter(|(_, one)| one.holds_on(opens)).filter_map(|(place, one)| {
            match one.terms {
                Terms::Percentage { standing, percent, cap } if holds(standing) => {
                    Some((benefit::part(fees, percent, cap), standing, place))
                }
                _ => None,
            }
        });
        let Some((amount, standing, place)) = granted.max_by_key(|(amount, _, place)| (*amount, usize::MAX - place))
        else {
            continue;
        };
        if amount == Money::ZERO {
            continue;
        }
        let mut basis = basis;
        basis.extend(rank(facts, unit, standing, opens));
        claims.push(Claim {
            benefit: place,
            subject: unit,
            name: name.to_owned(),
            matter: project.to_owned(),
            amount: Some(amount),
            basis,
        });
    }
    claims
}

/// The record by which a firm is something on a day.
fn rank(facts: &Facts, unit: i64, standing: Standing, day: Day) -> Option<Basis> {
    let holds =
        |rank: &&super::Rank| rank.unit == unit && rank.standing == standing && rank.from <= day && day <= rank.to;
    facts.ranks.iter().find(holds).map(|rank| rank.basis)
}
