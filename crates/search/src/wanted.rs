//! What is asked of the index and what it answers.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

/// A question to the index.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What is looked for: words, a sentence, a whole text. Nothing in it is an operator.
    pub text: String,
    /// Records of these tables only; nothing means all. The counts by table leave this out.
    pub tables: Option<Vec<&'static str>>,
    /// Of these records only, by table and id.
    pub ids: Option<Arc<HashSet<(&'static str, i64)>>>,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits are passed over first.
    pub offset: usize,
    /// What the reader may see.
    pub reach: Arc<Reach>,
    /// How much of the question a record must contain.
    pub breadth: Breadth,
    /// Whether the hits carry their passages; a ranking alone is faster.
    pub with_passages: bool,
}

impl Wanted {
    /// The best ten of everything that shares anything with a text.
    pub fn like(text: &str, reach: Arc<Reach>) -> Wanted {
        Wanted {
            text: text.to_owned(),
            tables: None,
            ids: None,
            limit: 10,
            offset: 0,
            reach,
            breadth: Breadth::Any,
            with_passages: true,
        }
    }
}

/// How much of a question a record must contain to be found.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// Most of it, by weight: what somebody who typed a few words expects.
    Most,
    /// Anything of it: the ranking decides. For sentences and whole texts.
    Any,
}

/// What somebody may see of the house.
#[derive(Clone, Debug)]
pub struct Reach {
    /// By table; a table that is not named is not there for them. Nothing at all means that nothing is hidden.
    pub(crate) tables: Option<HashMap<&'static str, Seen>>,
    /// Whether they see what is for the bureau alone.
    pub(crate) inner: bool,
}

/// Which records of a table somebody may see.
#[derive(Clone, Debug)]
pub(crate) enum Seen {
    /// Every one.
    All,
    /// These.
    Only(HashSet<i64>),
    /// All but these.
    Except(HashSet<i64>),
}

impl Seen {
    pub(crate) fn has(&self, id: i64) -> bool {
        match self {
            Seen::All => true,
            Seen::Only(ids) => ids.contains(&id),
            Seen::Except(ids) => !ids.contains(&id),
        }
    }
}

impl Reach {
    /// All there is: for what the house does by itself, and for texts that are nobody's.
    pub fn everything() -> Reach {
        Reach { tables: None, inner: true }
    }

    /// What they see of a table; nothing where it is not there for them.
    pub(crate) fn of(&self, table: &str) -> Option<&Seen> {
        match &self.tables {
            None => Some(&Seen::All),
            Some(tables) => tables.get(table),
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many records in all, in the tables asked for.
    pub total: usize,
    /// How many records of each table, the most first, whatever tables were asked for.
    pub by_table: Vec<(String, usize)>,
    /// Whether what the texts mean had a part in the order, and not their words alone.
    pub by_meaning: bool,
    /// The hits of this page, the best first.
    pub hits: Vec<Hit>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its table.
    pub table: String,
    /// Its id.
    pub id: i64,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// What it is called, with what was found in that.
    pub title: Passage,
    /// The sentences that answer best, in the order of the text.
    pub passages: Vec<Passage>,
}

/// A piece of text with what was found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// What was found, as ranges of bytes in order that do not touch.
    pub marks: Vec<Range<usize>>,
    /// The weight of the terms found.
    pub points: f32,
}

impl Passage {
    /// The text in pieces, each with whether it is marked.
    pub fn pieces(&self) -> Vec<(&str, bool)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for mark in &self.marks {
            pieces.extend([(self.text.get(at..mark.start), false), (self.text.get(mark.clone()), true)]);
            at = mark.end;
        }
        pieces.push((self.text.get(at..), false));
        pieces.into_iter().filter_map(|(text, marked)| Some((text.filter(|text| !text.is_empty())?, marked))).collect()
    }
}
