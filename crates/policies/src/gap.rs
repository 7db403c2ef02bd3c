//! What is missing: the least changes that would make a condition pass, computed from the rule itself.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct};
use vocabulary::{Day, grouped};

use crate::item::Item;
use crate::points::Points;
use crate::yuan::Yuan;

/// The least change of one item that does something for a condition.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// So many more.
    More(Item, i64),
    /// So many fewer.
    Less(Item, i64),
    /// What is not there yet is set up.
    Begin(Item),
    /// So many days pass, until this day.
    Wait(i32, Day),
}

impl Change {
    /// The item that changes.
    pub const fn item(self) -> Item {
        match self {
            Change::More(item, _) | Change::Less(item, _) | Change::Begin(item) => item,
            Change::Wait(..) => Item::AppliedOn,
        }
    }

    /// By how much: negative for fewer, days for waiting, 1 for what begins.
    pub const fn by(self) -> i64 {
        match self {
            Change::More(_, by) => by,
            Change::Less(_, by) => -by,
            Change::Begin(_) => 1,
            Change::Wait(days, _) => days as i64,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Change::More(item, by) => {
                write!(out, "{}再增加{}{}{}", item.name(), grouped(by), item.unit(), item.along())
            }
            Change::Less(item, by) => write!(out, "{}需减少{}{}", item.name(), grouped(by), item.unit()),
            Change::Begin(Item::Standards) => out.write_str(Item::Standards.name()),
            Change::Begin(item) => write!(out, "建立{}", item.name()),
            Change::Wait(days, until) => write!(out, "再过{days}天，到{}", until.chinese()),
        }
    }
}

impl Serialize for Change {
    /// `{"item","by","sentence"}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Change", 3)?;
        fields.serialize_field("item", self.item().code())?;
        fields.serialize_field("by", &self.by())?;
        fields.serialize_field("sentence", &Shown(self))?;
        fields.end()
    }
}

/// One step up a scale, and the points that it adds.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What has to change.
    pub change: Change,
    /// How many points it adds.
    pub points: u8,
}

/// Why a condition does not pass, or not surely, and the nearest changes that would let it pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Changes that each suffice alone; each is the least of its kind.
    pub ways: Vec<Change>,
    /// How many points are missing, where the condition is a score.
    pub points: Option<u8>,
    /// Where no change of one item suffices: the next step of each item, and what it adds.
    pub steps: Vec<Step>,
    /// What was not filled in and has to be known.
    pub unknown: Vec<Item>,
    /// What is to be said where no number helps.
    pub remark: Option<&'static str>,
}

impl Gap {
    /// One change does it.
    pub fn one(change: Change) -> Gap {
        Gap { ways: vec![change], ..Gap::default() }
    }

    /// These have to be filled in first.
    pub fn unknown(items: impl IntoIterator<Item = Item>) -> Gap {
        Gap { unknown: items.into_iter().collect(), ..Gap::default() }
    }

    /// No number helps, only this.
    pub fn remark(sentence: &'static str) -> Gap {
        Gap { remark: Some(sentence), ..Gap::default() }
    }
}

impl fmt::Display for Gap {
    /// One Chinese sentence without a closing full stop.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Parts { out, any: false };
        if let Some(points) = self.points {
            parts.say(format_args!("还差{points}分"))?;
        }
        for (index, way) in self.ways.iter().enumerate() {
            parts.say(format_args!("{}{way}", if index == 0 { "" } else { "或者" }))?;
        }
        if !self.steps.is_empty() {
            parts.say("单靠一项不够，可以同时努力的有")?;
            for (index, step) in self.steps.iter().enumerate() {
                let opening = if index == 0 { "：" } else { "，" };
                write!(parts.out, "{opening}{}（加{}分）", step.change, step.points)?;
            }
        }
        if !self.unknown.is_empty() {
            parts.say("补充填写")?;
            for (index, item) in self.unknown.iter().enumerate() {
                write!(parts.out, "{}“{}”", if index == 0 { "" } else { "、" }, item.name())?;
            }
            parts.out.write_str("后可以进一步判断")?;
        }
        if let Some(remark) = self.remark {
            parts.say(remark)?;
        }
        Ok(())
    }
}

impl Serialize for Gap {
    /// `{"sentence","ways","points","steps","unknown"}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Gap", 5)?;
        fields.serialize_field("sentence", &Shown(self))?;
        fields.serialize_field("ways", &self.ways)?;
        fields.serialize_field("points", &self.points)?;
        fields.serialize_field("steps", &self.steps)?;
        fields.serialize_field("unknown", &self.unknown)?;
        fields.end()
    }
}

/// Clauses with a semicolon between them.
struct Parts<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    any: bool,
}

impl Parts<'_, '_> {
    fn say(&mut self, clause: impl fmt::Display) -> fmt::Result {
        if std::mem::replace(&mut self.any, true) {
            self.out.write_str("；")?;
        }
        write!(self.out, "{clause}")
    }
}

/// Written as the text that it shows.
struct Shown<T>(T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The most bands that the scale of one item has.
pub(crate) const EDGES: usize = 5;

/// One item that can be raised, and by how much to each higher band of its scale, nearest first.
#[derive(Copy, Clone)]
pub(crate) struct Lever {
    /// What is done, by so much.
    pub(crate) change: fn(i64) -> Change,
    /// The steps; the places behind the last are `None`.
    pub(crate) edges: [Option<i64>; EDGES],
}

/// What brings a score to `least`: the change of each single item that suffices, or else the next step of each item.
///
/// A score that cannot be reached yet is measured by the most that experts may give, one that depends on them by the
/// least, so that the change makes it possible or certain.
pub(crate) fn climb(now: Points, least: u8, levers: &[Lever], after: impl Fn(Change) -> Points) -> Gap {
    let side = |points: Points| if now.max() < least { points.max() } else { points.min() };
    let mut gap = Gap { points: Some(least.saturating_sub(side(now))), ..Gap::default() };
    let mut steps = Vec::new();
    for lever in levers {
        let mut edges = lever.edges.iter().flatten().map(|by| (lever.change)(*by));
        let Some(top) = edges.clone().next_back() else { continue };
        if side(after(top)) >= least {
            gap.ways.extend(edges.find(|change| side(after(*change)) >= least));
            continue;
        }
        let first = edges.map(|change| Step { change, points: side(after(change)).saturating_sub(side(now)) });
        steps.extend(first.into_iter().find(|step| step.points > 0));
    }
    if gap.ways.is_empty() {
        gap.steps = steps;
    }
    gap
}

/// Changes a count that is known, not below nothing.
pub(crate) fn add(count: &mut Option<u32>, by: i64) {
    *count = count.map(|count| u32::try_from(i64::from(count).saturating_add(by).max(0)).unwrap_or(u32::MAX));
}

/// Changes an amount that is known.
pub(crate) fn add_yuan(amount: &mut Option<Yuan>, by: i64) {
    *amount = amount.map(|amount| amount.changed(by));
}
