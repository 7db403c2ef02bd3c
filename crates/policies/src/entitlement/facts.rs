//! What the records know of those who may be entitled. Each fact names the record it was read from.

use vocabulary::{Day, Money};

use super::{Class, Event, Programme, Standing};

/// The record a fact was read from: the address of its listing, its id, and what it is called.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The path of the listing.
    pub path: &'static str,
    /// The id of the record.
    pub id: i64,
    /// What such a record is called.
    pub title: &'static str,
}

impl Basis {
    /// The address of the record.
    pub fn href(&self) -> String {
        format!("{}/{}", self.path, self.id)
    }
}

/// A degree or title that somebody gained.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Attainment {
    /// Which.
    pub class: Class,
    /// Since when; an allowance rises with the month after.
    pub since: Day,
    /// The record.
    pub basis: Basis,
}

/// A time in a post.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Whether the person came by public recruitment.
    pub recruited: bool,
    /// The first day in post.
    pub from: Day,
    /// The last day in post, where it has ended.
    pub to: Option<Day>,
    /// The record.
    pub basis: Basis,
}

/// What ends an entitlement with the month after: leaving, a failed assessment, a breach of contract.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// When it happened.
    pub on: Day,
    /// When it was lifted; the entitlement comes back with the month after.
    pub lifted: Option<Day>,
    /// The record.
    pub basis: Basis,
}

/// Somebody who may be entitled to an allowance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The record of the person.
    pub id: i64,
    /// The number by which the bureau knows them.
    pub number: String,
    /// The name.
    pub name: String,
    /// The unit where they work; empty where it is not known.
    pub unit: String,
    /// Degrees and titles.
    pub attainments: Vec<Attainment>,
    /// Times in post.
    pub spells: Vec<Spell>,
    /// What stopped their entitlement.
    pub stops: Vec<Stop>,
}

/// A team under an arrangement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// The record of the team or institute.
    pub team: i64,
    /// Its name.
    pub name: String,
    /// The arrangement.
    pub programme: Programme,
    /// Its first day there.
    pub from: Day,
    /// Its last day there.
    pub to: Option<Day>,
    /// The record.
    pub basis: Basis,
}

/// The use of an instrument by a firm for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The record of the firm.
    pub unit: i64,
    /// Its name.
    pub name: String,
    /// The project; a use without one earns nothing.
    pub project: String,
    /// When.
    pub on: Day,
    /// What was paid for it.
    pub fee: Money,
    /// The record.
    pub basis: Basis,
}

/// What a firm was for a time.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The record of the firm.
    pub unit: i64,
    /// What it was.
    pub standing: Standing,
    /// From this day.
    pub from: Day,
    /// To this day.
    pub to: Day,
    /// The record.
    pub basis: Basis,
}

/// Something that happened to a firm, for which awards are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The record of the firm.
    pub unit: i64,
    /// Its name.
    pub name: String,
    /// What happened.
    pub event: Event,
    /// When.
    pub on: Day,
    /// The record.
    pub basis: Basis,
}

/// Equipment that a firm bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// The record of the firm.
    pub unit: i64,
    /// Its name.
    pub name: String,
    /// What was bought.
    pub what: String,
    /// When.
    pub on: Day,
    /// For how much.
    pub price: Money,
    /// The record.
    pub basis: Basis,
}

/// A firm's belonging: to the alliance, or to those that brought in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The record of the firm.
    pub unit: i64,
    /// Its name.
    pub name: String,
    /// From this day.
    pub from: Day,
    /// To this day, where it has ended.
    pub to: Option<Day>,
    /// The record.
    pub basis: Basis,
}

impl Membership {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// What was paid to somebody for a period, less what came back.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The record of the benefit's value.
    pub standard: i64,
    /// The person, team or firm.
    pub subject: i64,
    /// The month, or the first month of the year.
    pub month: super::Month,
    /// How much; below zero for what came back.
    pub amount: Money,
    /// The record.
    pub basis: Basis,
}

/// Everything that is known.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// People.
    pub people: Vec<Person>,
    /// Teams under arrangements.
    pub supports: Vec<Support>,
    /// Uses of instruments.
    pub uses: Vec<Use>,
    /// What firms were.
    pub ranks: Vec<Rank>,
    /// What happened to firms.
    pub happenings: Vec<Happening>,
    /// What firms bought.
    pub purchases: Vec<Purchase>,
    /// Firms that brought in a team.
    pub hosts: Vec<Membership>,
    /// Members of the alliance.
    pub members: Vec<Membership>,
    /// What was paid to people by the month.
    pub allowances: Vec<Paid>,
    /// What was paid to teams by the year.
    pub grants: Vec<Paid>,
    /// Projects that have had a percentage: the firm and the project.
    pub subsidised: Vec<(i64, String)>,
}

impl Facts {
    /// With what another source knows.
    #[must_use]
    pub fn and(mut self, other: Facts) -> Facts {
        self.people.extend(other.people);
        self.supports.extend(other.supports);
        self.uses.extend(other.uses);
        self.ranks.extend(other.ranks);
        self.happenings.extend(other.happenings);
        self.purchases.extend(other.purchases);
        self.hosts.extend(other.hosts);
        self.members.extend(other.members);
        self.allowances.extend(other.allowances);
        self.grants.extend(other.grants);
        self.subsidised.extend(other.subsidised);
        self
    }
}
