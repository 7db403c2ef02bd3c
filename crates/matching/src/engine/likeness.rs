//! What two texts have in common, in words that are rare among the texts compared; and the sentences in which they stand.

use std::collections::{BTreeMap, BTreeSet};

use wording::Kind;

use crate::parameters::TEXT;

/// The texts that are compared, for how common a word is among them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    texts: u64,
    holding: BTreeMap<String, u64>,
}

/// A sentence on which a suggestion rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) text: String,
    pub(crate) points: i64,
}

/// What a text has in common with the demand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// 0 to [`TEXT`]; the passages add up to it.
    pub(crate) points: i64,
    /// The sentences that hold the words in common, the fullest first.
    pub(crate) passages: Vec<Passage>,
}

/// Letters that join words and name nothing.
const JOINING: &str = "的了和与及或在是有为对等其之以可能使将并而从由被把";

/// The pairs of ideographs and the runs of letters and digits. A single ideograph says too little to rest a suggestion on.
fn terms(text: &str) -> BTreeSet<String> {
    let folded = wording::fold(text);
    let says = |term: &wording::Term<'_>| match term.kind {
        Kind::Pair => !term.text.chars().any(|letter| JOINING.contains(letter)),
        Kind::Run => term.text.len() > 1,
        Kind::Single | Kind::Part => false,
    };
    wording::terms(&folded).filter(says).map(|term| term.text.to_owned()).collect()
}

impl Pool {
    /// The pool of these texts.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Pool {
        let mut pool = Pool::default();
        for text in texts {
            pool.texts += 1;
            for term in terms(text) {
                *pool.holding.entry(term).or_default() += 1;
            }
        }
        pool
    }

    /// How much a word says: the fewer texts hold it, the more.
    fn weight(&self, term: &str) -> u64 {
        let holding = self.holding.get(term).copied().unwrap_or(0);
        let rarity = (self.texts + 1) * 4 / (holding + 1);
        u64::from(rarity.max(1).ilog2()) + 1
    }

    fn total<'a>(&self, terms: impl IntoIterator<Item = &'a String>) -> u64 {
        terms.into_iter().map(|term| self.weight(term)).sum()
    }

    /// What a text has in common with what is wanted: twice the weight in common over the geometric mean of the weights of
    /// both, so that a name of four words can answer as well as a page. Another word in common never makes it less.
    pub(crate) fn likeness(&self, wanted: &str, text: &str) -> Likeness {
        let (wanted, own) = (terms(wanted), terms(text));
        let held: BTreeSet<&String> = wanted.intersection(&own).collect();
        let shared = self.total(held.iter().copied());
        let mean = (self.total(&wanted) * self.total(&own)).isqrt().max(1);
        let points = i64::try_from(2 * TEXT.unsigned_abs() * shared / mean).unwrap_or(TEXT).min(TEXT);
        Likeness { points, passages: self.passages(text, &held, points, shared) }
    }

    /// The sentences that hold the words in common; a word counts for the fullest sentence in which it stands.
    fn passages(&self, text: &str, wanted: &BTreeSet<&String>, points: i64, shared: u64) -> Vec<Passage> {
        let mut sentences: Vec<(String, BTreeSet<String>)> = wording::sentences(text)
            .filter_map(|range| text.get(range))
            .map(|sentence| (sentence.to_owned(), terms(sentence)))
            .collect();
        let mut left: BTreeSet<&String> = wanted.clone();
        let mut passages: Vec<Passage> = Vec::new();
        let mut given = 0;
        while !left.is_empty() {
            let held = |own: &BTreeSet<String>| self.total(left.iter().copied().filter(|term| own.contains(*term)));
            let fullest = (0..sentences.len()).rev().max_by_key(|at| sentences.get(*at).map(|one| held(&one.1)));
            let Some((sentence, own)) = fullest.map(|at| sentences.swap_remove(at)) else { break };
            let weight = held(&own);
            if weight == 0 {
                break;
            }
            left.retain(|term| !own.contains(*term));
            let part = i64::try_from(points.unsigned_abs() * weight / shared.max(1)).unwrap_or(0);
            given += part;
            passages.push(Passage { text: sentence, points: part });
        }
        // What rounding left over belongs to the fullest.
        if let Some(first) = passages.first_mut() {
            first.points += points - given;
        }
        passages
    }
}
