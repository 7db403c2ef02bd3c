//! Which texts have a shingle: one shingle in four, which is enough to name the candidates.

use super::{
    CANDIDATES, Corpus, Probe,
    letters::sorted_shingles,
    rarity::{Rarity, place},
};

/// One shingle in so many is kept. A fifth of 1,000 letters with two words of five replaced still leaves five of them.
const SAMPLE: u64 = 4;

/// Lists of texts by shingle, all in one row. Several shingles may share a list: the comparison that follows is exact.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Where each list begins, and where the last one ends.
    starts: Vec<usize>,
    texts: Vec<u32>,
}

impl Places {
    /// Lists the texts of a corpus whose rarities are known.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let lists = (corpus.letters.len() / 8).max(1 << 8).next_power_of_two();
        let mut starts = vec![0; lists + 1];
        let mut distinct = Vec::new();
        let mut each = |take: &mut dyn FnMut(usize, usize)| {
            for (text, letters) in corpus.texts().enumerate() {
                sorted_shingles(letters, &mut distinct, |shingle| {
                    is_sampled(shingle) && corpus.rarity.weight(shingle, true) > 0.0
                });
                distinct.iter().for_each(|shingle| take(place(shingle / SAMPLE, lists), text));
            }
        };
        each(&mut |list, _| {
            if let Some(length) = starts.get_mut(list + 1) {
                *length += 1;
            }
        });
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let (mut texts, mut next) = (vec![0; end], starts.clone());
        each(&mut |list, text| {
            let slot = next.get_mut(list).map(|slot| std::mem::replace(slot, *slot + 1));
            if let (Some(place), Ok(text)) = (slot.and_then(|slot| texts.get_mut(slot)), u32::try_from(text)) {
                *place = text;
            }
        });
        Self { starts, texts }
    }

    /// The texts that share the most weight with a probe, without the probe itself.
    pub(super) fn candidates(&self, rarity: &Rarity, probe: &Probe, own: Option<usize>) -> Vec<usize> {
        let lists = self.starts.len().saturating_sub(1);
        let mut shared: Vec<(u32, f64)> = Vec::new();
        for shingle in probe.sorted.iter().filter(|shingle| is_sampled(**shingle)) {
            let weight = rarity.weight(*shingle, probe.is_own);
            let list = place(shingle / SAMPLE, lists);
            if let (true, Some([start, end])) = (weight > 0.0, self.starts.get(list..list + 2)) {
                shared.extend(self.texts.get(*start..*end).unwrap_or_default().iter().map(|text| (*text, weight)));
            }
        }
        shared.sort_unstable_by_key(|(text, _)| *text);
        let mut weights: Vec<(u32, f64)> = (shared.chunk_by(|(one, _), (other, _)| one == other))
            .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, weight)| weight).sum())))
            .filter(|(text, _)| usize::try_from(*text).ok() != own)
            .collect();
        weights.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        weights.iter().take(CANDIDATES).filter_map(|(text, _)| usize::try_from(*text).ok()).collect()
    }
}

fn is_sampled(shingle: u64) -> bool {
    shingle.is_multiple_of(SAMPLE)
}
