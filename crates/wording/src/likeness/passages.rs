//! Passages: where two texts say the same, in the words of each.

use std::{collections::HashMap, ops::Range};

use super::{
    letters::{Letters, SHINGLE, shingles},
    rarity::Rarity,
};

/// How many letters may differ before a passage ends: a word or two put in, left out or replaced.
const GAP: usize = 8;

/// What a passage weighs at least: shingles of as many letters that no third text has. Less is a term, not a passage.
const LEAST: f64 = 6.0;

/// A passage that stands in both texts, perhaps with a few words changed. Ranges are bytes of the texts as they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the text that was compared.
    pub here: Range<usize>,
    /// Where it stands in the source.
    pub there: Range<usize>,
}

/// A run of letters alike in both, as places among the letters.
struct Run {
    here: Range<usize>,
    there: Range<usize>,
    weight: f64,
}

/// The passages that a text has from a source.
pub(super) fn passages(rarity: &Rarity, text: &str, source: &str) -> Vec<Passage> {
    let (text, source) = (Letters::of(text), Letters::of(source));
    let (here, there): (Vec<u16>, Vec<u16>) = (text.units().collect(), source.units().collect());
    let (here_ranges, there_ranges) = (text.ranges(), source.ranges());
    let shown = |letters: &Letters, ranges: &[Range<usize>], run: &Range<usize>| {
        let (first, last) = (ranges.get(run.start)?, ranges.get(run.end.checked_sub(1)?)?);
        Some(letters.original(first.start..last.end))
    };
    (runs(rarity, &here, &there).iter().filter(|run| run.weight >= LEAST))
        .filter_map(|run| {
            let here = shown(&text, &here_ranges, &run.here)?;
            Some(Passage { here, there: shown(&source, &there_ranges, &run.there)? })
        })
        .collect()
}

/// Walks the text: at each shingle that the source has the longest run begins that can, and it goes on past small gaps.
fn runs(rarity: &Rarity, here: &[u16], there: &[u16]) -> Vec<Run> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, shingle) in shingles(there).enumerate() {
        places.entry(shingle).or_default().push(place);
    }
    let wanted: Vec<u64> = shingles(here).collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(shingle) = wanted.get(at) {
        let starts = places.get(shingle).map(Vec::as_slice).unwrap_or_default();
        let longest = starts.iter().take(MOST_STARTS).map(|start| run(here, there, at, *start));
        match longest.max_by_key(|run| run.here.len()) {
            Some(mut run) => {
                run.weight = (wanted.get(run.here.start..run.here.end + 1 - SHINGLE).unwrap_or_default().iter())
                    .filter(|shingle| places.contains_key(shingle))
                    .map(|shingle| rarity.weight(*shingle, false).max(rarity.weight(*shingle, true)))
                    .sum();
                at = run.here.end + 1 - SHINGLE;
                runs.push(run);
            }
            None => at += 1,
        }
    }
    runs
}

/// A shingle that a source has more often is tried only so many times.
const MOST_STARTS: usize = 16;

/// The run that begins at these places.
fn run(here: &[u16], there: &[u16], at: usize, start: usize) -> Run {
    let alike = |at: usize, start: usize| {
        let pairs = here.iter().skip(at).zip(there.iter().skip(start));
        pairs.take_while(|(one, other)| one == other).count()
    };
    let (mut end, mut end_there) = (at, start);
    loop {
        let same = alike(end, end_there);
        (end, end_there) = (end + same, end_there + same);
        let mut skips = (1..=2 * GAP)
            .flat_map(|both| (both.saturating_sub(GAP)..=both.min(GAP)).map(move |skip| (skip, both - skip)));
        match skips.find(|(skip, skip_there)| alike(end + skip, end_there + skip_there) >= SHINGLE) {
            Some((skip, skip_there)) => (end, end_there) = (end + skip, end_there + skip_there),
            None => return Run { here: at..end, there: start..end_there, weight: 0.0 },
        }
    }
}
