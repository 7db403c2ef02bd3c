//! How few texts a shingle is in.

use super::letters::sorted_shingles;

/// A shingle that more texts have says nothing: it is a term, a phrase or the text of a form.
const FREQUENT: u8 = 40;

/// The same as a part of the corpus, for small ones: what one text in ten has is common to them.
const FREQUENT_PART: usize = 10;

/// Fewer than so many texts are never called many: two that share a passage, and a third that has it from both.
const FEW: usize = 3;

/// In how many texts each shingle is, by its number: a table that is not asked for the shingle itself. Where two fall on one
/// place they count together, which makes both look less rare: an error to the careful side.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarity {
    counts: Vec<u8>,
    frequent: u8,
}

impl Rarity {
    /// Counts the shingles of the texts, which have so many letters in all.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [u16]>, letters: usize) -> Self {
        // Half the shingles of a large corpus are repetitions, so this leaves two places in three empty.
        let mut counts = vec![0_u8; letters.max(1 << 12).next_power_of_two()];
        let length = counts.len();
        let (mut distinct, mut count) = (Vec::new(), 0);
        for text in texts {
            sorted_shingles(text, &mut distinct, |_| true);
            for shingle in &distinct {
                if let Some(known) = counts.get_mut(place(*shingle, length)) {
                    *known = known.saturating_add(1);
                }
            }
            count += 1;
        }
        let part = (count / FREQUENT_PART).max(FEW);
        Self { counts, frequent: u8::try_from(part).unwrap_or(FREQUENT).min(FREQUENT) }
    }

    /// What a shingle weighs, from 0 to 1: as little as there are many texts that have it, besides the one that asks if
    /// that is one of them.
    pub(super) fn weight(&self, shingle: u64, is_own: bool) -> f64 {
        let known = self.counts.get(place(shingle, self.counts.len())).copied().unwrap_or_default();
        match known.saturating_sub(u8::from(is_own)) {
            many if many > self.frequent => 0.0,
            few => 1.0 / f64::from(few.max(1)),
        }
    }
}

/// The place of a shingle in a table whose length is a power of two.
pub(super) fn place(shingle: u64, length: usize) -> usize {
    usize::try_from(shingle).unwrap_or_default() & length.saturating_sub(1)
}
