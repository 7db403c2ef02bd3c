//! 查重: which texts were written off others. A text is read as its letters alone, in overlapping threes; each three counts
//! by how few texts have it, so that what every application says counts for nothing; and a three counts only as far as
//! its neighbours come from the same source, so that terms of the trade do not add up to a copy.
//!
//! What is found is a reason for a person to look, with the passages side by side, and never a verdict.

mod letters;
mod passages;
mod places;
mod rarity;

use self::{
    letters::{Letters, sorted_shingles},
    places::Places,
    rarity::Rarity,
};

pub use passages::Passage;

/// From this score on a person should look.
///
/// On the public set of 510 probes against 600 applications the least of the copies scores .060 (a fifth of the text, and a
/// short fifth), the next .086, and the highest of what is no copy .029.
pub const ALARM: f64 = 0.045;

/// How far on either side a shingle looks for company. Sixty letters are about two sentences: longer than any term or
/// phrase of the trade, shorter than a passage worth copying. With 15 letters the highest of what is no copy doubles.
const REACH: usize = 30;

/// The share of what stands within [`REACH`] that must come from the same source for a shingle to count in full; below,
/// it counts by the square. A passage in which two words of five were replaced keeps about a quarter of its shingles.
const COMPANY: f64 = 0.25;

/// A shorter text is weighed as if it had so many letters that nobody else has: three words in common are no copy of
/// anything, however short the text.
const LEAST_WEIGHT: f64 = 60.0;

/// How many candidates are compared letter by letter.
const CANDIDATES: usize = 16;

/// A text of the corpus that another resembles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Its place in the corpus, from zero.
    pub source: usize,
    /// How much of the shorter one of the two was copied, from 0 to 1: weighted by rarity, so that it is about the share of
    /// the text, less what was reworded.
    pub score: f64,
}

impl Likeness {
    /// Whether a person should look.
    #[must_use]
    pub fn alarms(&self) -> bool {
        self.score >= ALARM
    }
}

/// Texts to compare others with.
///
/// Takes about 3.5 bytes a letter: 100,000 applications of 1,000 letters take 350 MB.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    letters: Vec<u16>,
    /// Where each text ends in `letters`.
    ends: Vec<usize>,
    rarity: Rarity,
    places: Places,
}

impl Corpus {
    /// Reads the texts. What is found is named by its place among them.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut corpus = Self::default();
        for text in texts {
            corpus.letters.extend(Letters::of(text).units());
            corpus.ends.push(corpus.letters.len());
        }
        corpus.rarity = Rarity::of(corpus.texts(), corpus.letters.len());
        corpus.places = Places::of(&corpus);
        corpus
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What a text that is not in the corpus resembles, the most alike first; at most sixteen, some of which may be far from
    /// alarming.
    #[must_use]
    pub fn against(&self, text: &str) -> Vec<Likeness> {
        self.compare(&Letters::of(text).units().collect::<Vec<_>>(), None)
    }

    /// What a text of the corpus resembles among the others.
    #[must_use]
    pub fn among(&self, own: usize) -> Vec<Likeness> {
        self.compare(self.text(own), Some(own))
    }

    /// The passages that a text has from a source, in the order of the text, as ranges of bytes of both.
    #[must_use]
    pub fn passages(&self, text: &str, source: &str) -> Vec<Passage> {
        passages::passages(&self.rarity, text, source)
    }

    fn text(&self, place: usize) -> &[u16] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.letters.get(start..end).unwrap_or_default()
    }

    fn texts(&self) -> impl Iterator<Item = &[u16]> {
        (0..self.len()).map(|place| self.text(place))
    }

    fn compare(&self, text: &[u16], own: Option<usize>) -> Vec<Likeness> {
        let probe = Probe::of(self, text, own.is_some());
        let mut found: Vec<Likeness> = (self.places.candidates(&self.rarity, &probe, own).into_iter())
            .map(|source| Likeness { source, score: probe.score(self, self.text(source)) })
            .filter(|likeness| likeness.score > 0.0)
            .collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.source.cmp(&other.source)));
        found
    }
}

/// A text that is compared, with what each of its shingles weighs.
struct Probe {
    shingles: Vec<u64>,
    sorted: Vec<u64>,
    /// The weight of all shingles before each place, and of all of them at the end.
    weights: Vec<f64>,
    /// Whether the text is itself in the corpus, and counts in every rarity of its own.
    is_own: bool,
}

impl Probe {
    fn of(corpus: &Corpus, text: &[u16], is_own: bool) -> Self {
        let shingles: Vec<u64> = letters::shingles(text).collect();
        let weights = sums(shingles.iter().map(|shingle| corpus.rarity.weight(*shingle, is_own)));
        let mut sorted = Vec::new();
        sorted_shingles(text, &mut sorted, |_| true);
        Self { shingles, sorted, weights, is_own }
    }

    /// How much of the shorter one of this text and a source is in both.
    fn score(&self, corpus: &Corpus, source: &[u16]) -> f64 {
        let mut there = Vec::new();
        sorted_shingles(source, &mut there, |_| true);
        let shared: Vec<bool> = self.shingles.iter().map(|shingle| there.binary_search(shingle).is_ok()).collect();
        let weighs = |place: usize| between(&self.weights, place, place + 1);
        let matched = sums(shared.iter().enumerate().map(|(place, shared)| if *shared { weighs(place) } else { 0.0 }));
        let copied: f64 = (shared.iter().enumerate())
            .filter(|(_, shared)| **shared)
            .map(|(place, _)| {
                let (from, to) = (place.saturating_sub(REACH), (place + REACH + 1).min(shared.len()));
                let around = between(&self.weights, from, to);
                let company = if around > 0.0 { between(&matched, from, to) / around / COMPANY } else { 0.0 };
                weighs(place) * company.min(1.0).powi(2)
            })
            .sum();
        let of_source: f64 = letters::shingles(source)
            .map(|shingle| corpus.rarity.weight(shingle, self.is_own && self.sorted.binary_search(&shingle).is_ok()))
            .sum();
        let whole = between(&self.weights, 0, self.shingles.len()).min(of_source).max(LEAST_WEIGHT);
        (copied / whole).min(1.0)
    }
}

/// The sum of all before each number, and of all of them at the end.
fn sums(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(numbers.map(|number| {
            sum += number;
            sum
        }))
        .collect()
}

/// What stands between two places of such sums.
fn between(sums: &[f64], from: usize, to: usize) -> f64 {
    sums.get(to).copied().unwrap_or_default() - sums.get(from).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
