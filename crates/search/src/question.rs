//! How a text is asked for and what a term of it is worth.
//!
//! BM25 over single ideographs, pairs and runs together. The numbers below were measured on public Chinese sets (titles,
//! keywords, problem sentences, general questions) and are the same for everything.

use std::collections::{HashMap, HashSet};

use wording::Kind;

/// How soon a term that is repeated stops adding (k1).
const SATURATION: f32 = 0.9;

/// How much a long text is held back (b).
const LENGTH: f32 = 0.95;

/// Rarity counts for more than its logarithm.
const RARITY: f32 = 1.2;

/// A run (a formula, a model, a standard) says more than a pair of ideographs of the same rarity.
const RUN: f32 = 2.0;

/// A single ideograph that is a word of its own in the question.
const ALONE: f32 = 3.0;

/// Single ideographs inside of words bridge what is worded differently. A short question needs that, a long one has pairs enough.
const WITHIN: f32 = 0.7;
const BRIDGE: f32 = 8.0;

/// The characters of a question that are read; more say nothing new.
const LONGEST: usize = 20_000;

/// The terms of a question that are looked for, the rarest first.
pub(crate) const MOST_TERMS: usize = 200;

/// A term of a question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) text: String,
    /// Whether it is one ideograph inside of words: it ranks, but finding it alone is not finding what was asked.
    pub(crate) only_ranks: bool,
    /// What it counts for, before rarity.
    pub(crate) weight: f32,
}

/// What is looked for, term by term.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Question {
    pub(crate) terms: Vec<Asked>,
}

impl Question {
    /// Reads a text as a question.
    pub(crate) fn of(text: &str) -> Question {
        let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let folded = wording::fold(text.get(..cut).unwrap_or_default());
        let alone = alone(&folded);
        let mut kinds: HashMap<&str, (Kind, u16)> = HashMap::new();
        let mut order: Vec<&str> = Vec::new();
        for term in wording::terms(&folded) {
            let entry = kinds.entry(term.text).or_insert_with(|| {
                order.push(term.text);
                (term.kind, 0)
            });
            entry.1 = entry.1.saturating_add(1);
        }
        let telling = kinds.values().filter(|(kind, _)| *kind != Kind::Single).count();
        let within = WITHIN + BRIDGE / (small(telling) + BRIDGE);
        let terms = order.iter().filter_map(|text| {
            let (kind, times) = kinds.get(text)?;
            let is_word = *kind != Kind::Single || alone.contains(text);
            let worth = match kind {
                Kind::Single if is_word => ALONE,
                Kind::Single => within,
                Kind::Pair => 1.0,
                Kind::Run | Kind::Part => RUN,
            };
            // Saying a thing twice asks for it a little more.
            let weight = worth * f32::midpoint(1.0, f32::from(*times).min(9.0));
            Some(Asked { text: (*text).to_owned(), only_ranks: !is_word, weight })
        });
        Question { terms: terms.collect() }
    }
}

/// The ideographs that stand alone somewhere in a folded text.
fn alone(folded: &str) -> HashSet<&str> {
    let mut paired_until = 0;
    let mut alone = HashSet::new();
    let mut terms = wording::terms(folded).peekable();
    while let Some(term) = terms.next() {
        match term.kind {
            Kind::Pair => paired_until = term.end,
            Kind::Single if term.end > paired_until => {
                if terms.peek().is_none_or(|next| next.kind != Kind::Pair || next.start != term.start) {
                    alone.insert(term.text);
                }
            }
            Kind::Single | Kind::Run | Kind::Part => {}
        }
    }
    alone
}

/// What a term is worth that stands in `having` of `all` texts.
pub(crate) fn rarity(having: u32, all: u32) -> f32 {
    let (having, all) = (real(having), real(all.max(having)));
    let most = (2.0 + all).ln();
    let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    most * (rarity / most).powf(RARITY)
}

/// What finding a term so many times adds, from nothing to a little under two; `burden` is of [`burden`].
pub(crate) fn saturated(times: f32, burden: f32) -> f32 {
    times * (SATURATION + 1.0) / (times + burden)
}

/// What a text of a length has to outweigh.
pub(crate) fn burden(length: f32, average: f32) -> f32 {
    SATURATION * (1.0 - LENGTH + LENGTH * length / average.max(1.0))
}

/// A count as a real number. Beyond sixteen million it is rounded, which no ranking feels.
pub(crate) fn real(count: u32) -> f32 {
    count as f32
}

pub(crate) fn small(count: usize) -> f32 {
    real(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let terms = Question::of(text).terms;
        terms.iter().map(|term| format!("{}{} {:.2}", if term.only_ranks { "." } else { "" }, term.text, term.weight)).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_question_is_terms_and_never_operators() {
        assert_eq!(told("膜"), "膜 3.00");
        assert_eq!(told("陶瓷 釉"), ".陶 1.59; 陶瓷 1.00; .瓷 1.59; 釉 3.00");
        assert_eq!(told("AND (\"VOC*"), "and 2.00; voc 2.00");
        assert_eq!(told("😀 — ( \" *"), "");
        assert_eq!(told("釉釉"), ".釉 2.38; 釉釉 1.00");
    }

    #[test]
    fn the_rarer_a_term_the_more_it_is_worth() {
        assert!(rarity(1, 1000) > rarity(10, 1000) && rarity(10, 1000) > rarity(1000, 1000));
        assert!(rarity(1000, 1000) > 0.0 && rarity(0, 0) >= 0.0);
    }
}
