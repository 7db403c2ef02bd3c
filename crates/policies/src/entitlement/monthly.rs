//! Living allowances: who gets how much for which month. 就高不重复: one allowance a month for one person, the highest.

use std::cmp::Reverse;

use vocabulary::{Day, Money};

use super::{Attainment, Basis, Benefit, Month, Monthly, Partial, Person, Spell, Terms};

procedure::words! {
    /// One thing that an allowance asks for.
    pub enum Condition {
        /// The degree or title.
        Class: "学位或职称",
        /// Public recruitment.
        Recruited: "公开引进",
        /// Being in post for enough of the month.
        InPost: "在岗时间",
        /// The months for which the allowance runs.
        WithinTerm: "享受期限",
        /// Nothing that stops it.
        NotStopped: "没有停发事项",
    }
}

impl Condition {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What an allowance says of a person in a month.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
struct Judged {
    /// The conditions that do not hold, one bit each.
    unmet: u8,
    /// What the month comes to if they did.
    amount: Money,
}

/// A month's allowance of a person: places in the lists from which it was computed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place of the person.
    pub person: usize,
    /// The month.
    pub month: Month,
    /// The place of the benefit.
    pub benefit: usize,
    /// How much.
    pub amount: Money,
}

/// Somebody who is one condition away from an allowance that they do not get at all.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The place of the person.
    pub person: usize,
    /// The place of the benefit.
    pub benefit: usize,
    /// What is missing.
    pub condition: Condition,
    /// How much it would be.
    pub amount: Money,
}

/// Somebody whom the articles of more than one policy would pay for the same month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The place of the person.
    pub person: usize,
    /// The places of the benefits and their amounts, the one that is paid first.
    pub benefits: Vec<(usize, Money)>,
}

/// The allowances of a policy library applied to people.
#[derive(Clone, Debug)]
pub struct Roll<'a> {
    people: &'a [Person],
    all: &'a [Benefit],
    /// The monthly allowances among the benefits, with their places.
    allowances: Vec<(usize, &'a Benefit, Monthly)>,
}

impl<'a> Roll<'a> {
    /// The roll of these people under these benefits.
    pub fn new(benefits: &'a [Benefit], people: &'a [Person]) -> Roll<'a> {
        let allowances = benefits.iter().enumerate().filter_map(|(place, benefit)| match benefit.terms {
            Terms::Monthly(monthly) => Some((place, benefit, monthly)),
            _ => None,
        });
        Roll { people, all: benefits, allowances: allowances.collect() }
    }

    /// The benefits, by place.
    pub const fn benefits(&self) -> &'a [Benefit] {
        self.all
    }

    /// The people, by place.
    pub const fn people(&self) -> &'a [Person] {
        self.people
    }

    /// What a person is owed for a month: the highest of what applies, or nothing. Of two equal ones the first in the
    /// library pays.
    pub fn due(&self, person: &Person, month: Month) -> Option<(usize, Money)> {
        let mut best: Option<(usize, Money)> = None;
        for (place, amount) in self.met(person, month) {
            if amount > Money::ZERO && best.is_none_or(|(_, most)| amount > most) {
                best = Some((place, amount));
            }
        }
        best
    }

    fn met<'p>(&'p self, person: &'p Person, month: Month) -> impl Iterator<Item = (usize, Money)> + 'p {
        self.in_force(month).filter_map(move |(place, benefit, monthly)| {
            met(benefit.amount, monthly, person, month).map(|amount| (*place, amount))
        })
    }

    fn in_force(&self, month: Month) -> impl Iterator<Item = &(usize, &'a Benefit, Monthly)> {
        self.allowances.iter().filter(move |(_, benefit, _)| benefit.holds_on(month.first()))
    }

    fn judged<'p>(&'p self, person: &'p Person, month: Month) -> impl Iterator<Item = (usize, Judged)> + 'p {
        self.in_force(month)
            .map(move |(place, benefit, monthly)| (*place, judge(benefit.amount, monthly, person, month)))
    }

    /// Every allowance of these months, person by person.
    pub fn lines(&self, from: Month, to: Month) -> impl Iterator<Item = Line> {
        (0..).zip(self.people).flat_map(move |(place, person)| {
            from.through(to).filter_map(move |month| {
                self.due(person, month).map(|(benefit, amount)| Line { person: place, month, benefit, amount })
            })
        })
    }

    /// What these months come to, in fen. Nothing is allocated.
    pub fn total(&self, from: Month, to: Month) -> i128 {
        self.lines(from, to).map(|line| i128::from(line.amount.fen())).sum()
    }

    /// The records from which a line follows: the post, and the degree or title that is highest for it.
    pub fn basis(&self, line: &Line) -> Vec<Basis> {
        let (Some(person), Some(benefit)) = (self.people.get(line.person), self.all.get(line.benefit)) else {
            return Vec::new();
        };
        let Terms::Monthly(terms) = benefit.terms else { return Vec::new() };
        let in_post = |spell: &&Spell| {
            spell.from <= line.month.last()
                && spell.to.is_none_or(|to| to >= line.month.first())
                && (spell.recruited || !terms.recruited)
        };
        let learned = |one: &&Attainment| one.class.meets(terms.class) && one.since <= line.month.last();
        let post = person.spells.iter().find(in_post).map(|spell| spell.basis);
        let class =
            person.attainments.iter().filter(learned).max_by_key(|one| (one.since, one.basis.id)).map(|one| one.basis);
        let mut basis: Vec<Basis> = post.into_iter().chain(class).collect();
        basis.dedup();
        basis
    }

    /// Who gets nothing for a month and lacks one condition only. Those whose term is over or whose entitlement was stopped
    /// are not near it: they had it.
    pub fn near(&self, month: Month) -> Vec<Miss> {
        let mut misses = Vec::new();
        for (place, person) in self.people.iter().enumerate() {
            if self.due(person, month).is_some() {
                continue;
            }
            let one_away = self.judged(person, month).filter_map(|(benefit, judged)| {
                let near = [Condition::Class, Condition::Recruited, Condition::InPost];
                let condition = near.into_iter().find(|condition| judged.unmet == condition.bit())?;
                Some(Miss { person: place, benefit, condition, amount: judged.amount })
            });
            misses.extend(one_away.max_by_key(|miss| (miss.amount, Reverse(miss.benefit))));
        }
        misses
    }

    /// Whom more than one policy would pay for a month.
    pub fn stacked(&self, month: Month) -> Vec<Stack> {
        let mut stacks = Vec::new();
        for (person, one) in self.people.iter().enumerate() {
            let mut benefits: Vec<(usize, Money)> = self.met(one, month).collect();
            benefits.sort_by_key(|(place, amount)| (Reverse(*amount), *place));
            let policy = |place: &usize| self.all.get(*place).map(|benefit| benefit.policy);
            let first = benefits.first().and_then(|(place, _)| policy(place));
            if benefits.iter().any(|(place, _)| policy(place) != first) {
                stacks.push(Stack { person, benefits });
            }
        }
        stacks
    }
}

/// What one allowance says of a person in a month, with everything that is missing.
fn judge(amount: Money, terms: &Monthly, person: &Person, month: Month) -> Judged {
    let days = share(terms, person, month);
    let conditions = [
        (Condition::Class, has_class(terms, person, month)),
        (Condition::Recruited, is_admitted(terms, person)),
        (Condition::InPost, days > 0),
        (Condition::WithinTerm, is_within_term(terms, person, month)),
        (Condition::NotStopped, !is_stopped(person, month)),
    ];
    let unmet = conditions.iter().filter(|(_, holds)| !holds).fold(0, |unmet, (condition, _)| unmet | condition.bit());
    Judged { unmet, amount: counted(amount, terms, days, month) }
}

/// The month's amount where nothing is missing: the same as [`judge`], told as soon as something is.
fn met(amount: Money, terms: &Monthly, person: &Person, month: Month) -> Option<Money> {
    let is_met = is_admitted(terms, person)
        && has_class(terms, person, month)
        && is_within_term(terms, person, month)
        && !is_stopped(person, month);
    let days = if is_met { share(terms, person, month) } else { 0 };
    (days > 0).then(|| counted(amount, terms, days, month))
}

/// What so many days of a month come to.
fn counted(amount: Money, terms: &Monthly, days: i32, month: Month) -> Money {
    match terms.partial {
        Partial::ByDay if days < month.days() => by_day(amount, days, month),
        _ => amount,
    }
}

/// A degree gained in post raises the rate from the month after; one that somebody came with counts at once.
fn has_class(terms: &Monthly, person: &Person, month: Month) -> bool {
    let came_with = |since: Day| {
        person.spells.iter().any(|spell| since <= spell.from && (month.first()..=month.last()).contains(&spell.from))
    };
    let counts = |one: &Attainment| one.class.meets(terms.class) && (one.since < month.first() || came_with(one.since));
    person.attainments.iter().any(counts)
}

fn is_admitted(terms: &Monthly, person: &Person) -> bool {
    !terms.recruited || person.spells.iter().any(|spell| spell.recruited)
}

/// The times in post that count: of those who were recruited the ones since then, where an allowance asks for it.
fn spells<'p>(terms: &Monthly, person: &'p Person) -> impl Iterator<Item = &'p Spell> {
    let only_recruited = terms.recruited && person.spells.iter().any(|spell| spell.recruited);
    person.spells.iter().filter(move |spell| spell.recruited || !only_recruited)
}

fn is_within_term(terms: &Monthly, person: &Person, month: Month) -> bool {
    let began = spells(terms, person).map(|spell| first_month(terms.partial, spell.from)).min();
    began.is_none_or(|began| month.since(began) < terms.months)
}

fn is_stopped(person: &Person, month: Month) -> bool {
    let first = month.first();
    person.stops.iter().any(|stop| stop.on < first && stop.lifted.is_none_or(|lifted| lifted >= first))
}

/// From how many days in post a month counts whole under [`Partial::FifteenDays`].
const WHOLE_FROM: i32 = 15;

/// The first month for which an allowance can run after an entry.
fn first_month(partial: Partial, entry: Day) -> Month {
    let month = Month::of(entry);
    let counts = match partial {
        Partial::NextMonth => false,
        Partial::FifteenDays => month.days() - i32::from(entry.day()) + 1 >= WHOLE_FROM,
        Partial::ByDay => true,
    };
    if counts { month } else { month.plus(1) }
}

/// How many days of a month count: all of them, those in post, or none.
fn share(terms: &Monthly, person: &Person, month: Month) -> i32 {
    let (first, last) = (month.first(), month.last());
    let mut days = 0;
    for spell in spells(terms, person) {
        if spell.from > last || spell.to.is_some_and(|to| to < first) {
            continue;
        }
        let began_before = spell.from < first;
        days += match terms.partial {
            Partial::NextMonth if began_before => month.days(),
            Partial::NextMonth => 0,
            // Within a month the numbers of days tell how many there are.
            Partial::FifteenDays | Partial::ByDay => {
                let from = if began_before { 1 } else { spell.from.day() };
                let to = spell.to.filter(|to| *to < last).unwrap_or(last).day();
                i32::from(to) - i32::from(from) + 1
            }
        };
    }
    match terms.partial {
        Partial::FifteenDays if days < WHOLE_FROM => 0,
        _ => days.min(month.days()),
    }
}

/// So many days of a month's amount, half a fen up.
fn by_day(amount: Money, days: i32, month: Month) -> Money {
    let all = i128::from(month.days().max(1));
    let fen = (i128::from(amount.fen()) * i128::from(days) * 2 + all) / (all * 2);
    Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX))
}
