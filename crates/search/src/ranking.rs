//! A ranking in memory: a few thousand texts that are at hand anyway, ranked as the index would rank them.

use std::{cmp::Ordering, collections::HashMap};

use crate::question::{MOST_TERMS, Question, burden, rarity, real, saturated, small};

/// Texts that can be asked.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// By term: which texts have it, and how often.
    having: HashMap<String, Vec<(usize, u32)>>,
    lengths: Vec<u32>,
}

impl Ranking {
    /// Takes up texts. A text is known by its place.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Ranking {
        let mut ranking = Ranking::default();
        for (place, text) in texts.into_iter().enumerate() {
            let folded = wording::fold(text);
            let mut length: u32 = 0;
            for term in wording::terms(&folded) {
                length = length.saturating_add(1);
                let places = match ranking.having.get_mut(term.text) {
                    Some(places) => places,
                    None => ranking.having.entry(term.text.to_owned()).or_default(),
                };
                match places.last_mut() {
                    Some((last, times)) if *last == place => *times += 1,
                    _ => places.push((place, 1)),
                }
            }
            ranking.lengths.push(length);
        }
        ranking
    }

    /// The texts that share anything with a question, the best first: each with its score, above zero.
    pub fn rank(&self, question: &str) -> Vec<(usize, f32)> {
        let all = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        let average = self.lengths.iter().map(|length| real(*length)).sum::<f32>() / real(all.max(1));
        let mut scores: HashMap<usize, f32> = HashMap::new();
        let mut terms: Vec<_> = Question::of(question)
            .terms
            .into_iter()
            .filter_map(|term| Some((self.having.get(&term.text)?, term.weight)))
            .collect();
        terms.sort_by_key(|(places, _)| places.len());
        for (places, weight) in terms.into_iter().take(MOST_TERMS) {
            let worth = weight * rarity(u32::try_from(places.len()).unwrap_or(u32::MAX), all);
            for (place, times) in places {
                let length = self.lengths.get(*place).copied().unwrap_or_default();
                *scores.entry(*place).or_default() += worth * saturated(real(*times), burden(real(length), average));
            }
        }
        let mut ranked: Vec<(usize, f32)> = scores.into_iter().collect();
        ranked.sort_by(|one, other| best_first((one.1, one.0), (other.1, other.0)));
        ranked
    }
}

/// The higher score first; of equal ones the earlier.
pub(crate) fn best_first<P: Ord>(one: (f32, P), other: (f32, P)) -> Ordering {
    other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1))
}

/// How well somebody is known by their works: the best one, and a little for the others.
///
/// One work that is about the very thing says more than ten that graze it.
pub fn of_works(mut scores: Vec<f32>) -> f32 {
    scores.sort_by(|one, other| other.total_cmp(one));
    let best = scores.first().copied().unwrap_or_default();
    let others: f32 = scores.iter().skip(1).sum();
    best + OTHER_WORKS * others / small(scores.len().max(1))
}

/// What the other works add, on average.
const OTHER_WORKS: f32 = 0.1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_the_thing_comes_first() {
        let texts = ["高温陶瓷釉料的制备", "企业管理制度的研究", "釉料白度的检测方法", ""];
        let ranking = Ranking::of(texts);
        let places = |question: &str| ranking.rank(question).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        assert_eq!(places("陶瓷釉料"), [0, 2]);
        assert_eq!(places("管理制度").first(), Some(&1));
        assert_eq!(places("量子计算"), Vec::<usize>::new());
        assert_eq!(places(""), Vec::<usize>::new());
        assert!(Ranking::default().rank("釉料").is_empty());
    }

    #[test]
    fn one_work_to_the_point_outweighs_many_beside_it() {
        assert!(of_works(vec![9.0]) > of_works(vec![5.0; 6]));
        assert!(of_works(vec![9.0, 4.0]) > of_works(vec![9.0, 1.0]));
        assert!(of_works(Vec::new()) == 0.0);
    }
}
