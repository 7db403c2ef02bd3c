//! Two rankings made one: by the words that texts share, and by what they mean.
//!
//! Each kind of score is stretched to one for the best candidate, and to nought for one without a word of the question or
//! with the meaning farthest from it; the two are added, each with its weight. The numbers below were measured on public
//! Chinese sets and are the same for everything; adding places in the rankings instead of scores was measured to lose.

/// How many of the best by their words are looked at for their meaning.
pub(crate) const CANDIDATES: usize = 400;

/// What meaning counts for; words count for the rest of one.
const MEANING: f32 = 0.45;

/// The scores of candidates, from 0 to 1, out of the score by words and the cosine of meanings of each. A candidate whose
/// meaning is not known yet is taken to mean as much as its words say.
#[must_use]
pub(crate) fn fused(candidates: &[(f32, Option<f32>)]) -> Vec<f32> {
    let words = Stretch::over(candidates.iter().map(|(words, _)| *words).chain([0.0]));
    let meaning = Stretch::over(candidates.iter().filter_map(|(_, cosine)| *cosine));
    let fuse = |(score, cosine): &(f32, Option<f32>)| {
        let by_words = words.of(*score);
        let by_meaning = cosine.map_or(by_words, |cosine| meaning.of(cosine));
        (1.0 - MEANING) * by_words + MEANING * by_meaning
    };
    candidates.iter().map(fuse).collect()
}

/// From the least score to the most.
struct Stretch {
    least: f32,
    range: f32,
}

impl Stretch {
    fn over(scores: impl Iterator<Item = f32> + Clone) -> Self {
        let least = scores.clone().fold(f32::INFINITY, f32::min);
        Self { least, range: scores.fold(f32::NEG_INFINITY, f32::max) - least }
    }

    /// Where a score lies. Where all are the same each is as good as can be.
    fn of(&self, score: f32) -> f32 {
        if self.range > 0.0 { (score - self.least) / self.range } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(candidates: &[(f32, Option<f32>)]) -> Vec<usize> {
        let scores = fused(candidates);
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]));
        order
    }

    #[test]
    fn meaning_lifts_what_words_put_second() {
        assert_eq!(order(&[(30.0, Some(0.80)), (28.0, Some(0.90)), (10.0, Some(0.81))]), [1, 0, 2]);
        assert_eq!(order(&[(30.0, Some(0.80)), (29.0, Some(0.79)), (18.0, Some(0.90))]), [2, 0, 1]);
    }

    #[test]
    fn a_match_in_words_that_stands_alone_stays_first() {
        assert_eq!(order(&[(90.0, Some(0.86)), (20.0, Some(0.90)), (19.0, Some(0.80))]), [0, 1, 2]);
    }

    #[test]
    fn without_meanings_the_order_is_that_of_the_words() {
        assert_eq!(order(&[(3.0, None), (9.0, None), (5.0, None)]), [1, 2, 0]);
        assert_eq!(order(&[(3.0, None), (9.0, None), (5.0, Some(0.8))]), [1, 2, 0]);
    }

    #[test]
    fn few_and_equal_candidates_are_no_trouble() {
        assert!(fused(&[]).is_empty());
        assert_eq!(fused(&[(2.0, Some(0.9))]), [1.0]);
        assert_eq!(order(&[(2.0, Some(0.9)), (2.0, Some(0.9))]), [0, 1]);
    }
}
