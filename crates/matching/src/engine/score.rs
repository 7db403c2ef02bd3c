//! The points of an answer, and everything they come from.

use super::{
    Candidate, Need, Weight,
    constraint::{Finding, Verdict, constraints},
    likeness::{Likeness, Pool},
};
use crate::parameters::{LEAST, OTHER_WORKS, RANK};

/// What a text brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextScore {
    pub(crate) title: String,
    pub(crate) likeness: Likeness,
    /// What its place in the full-text ranking brings.
    pub(crate) rank: i64,
}

impl TextScore {
    /// What it brought altogether.
    pub(crate) fn points(&self) -> i64 {
        self.likeness.points + self.rank
    }
}

/// An answer with its points and what they rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scored {
    pub(crate) points: i64,
    pub(crate) findings: Vec<Finding>,
    /// Its texts, the best first.
    pub(crate) texts: Vec<TextScore>,
    /// What the texts besides the best bring.
    pub(crate) others: i64,
    pub(crate) weights: Vec<Weight>,
}

impl Scored {
    /// Whether its texts have anything in common with the demand; constraints alone make no answer.
    pub(crate) fn is_answer(&self) -> bool {
        self.texts.first().is_some_and(|best| best.likeness.points >= LEAST)
    }

    /// What speaks for it, each with its points: sentences, places in the ranking, constraints and weights.
    pub(crate) fn grounds(&self) -> Vec<(String, i64)> {
        let mut grounds = Vec::new();
        if let Some(best) = self.texts.first() {
            grounds.extend(best.likeness.passages.iter().map(|one| (format!("“{}”", one.text), one.points)));
            grounds.push(("全文检索名次".to_owned(), best.rank));
        }
        let titles: Vec<&str> = self.texts.iter().skip(1).map(|text| text.title.as_str()).collect();
        grounds.push((format!("其他成果：{}", titles.join("；")), self.others));
        grounds.extend(self.told(Verdict::Fits));
        let weights = self.weights.iter().filter(|weight| weight.points > 0);
        grounds.extend(weights.map(|weight| (format!("权重：{}", weight.reason), weight.points)));
        grounds.retain(|(_, points)| *points != 0);
        grounds
    }

    /// What speaks against it, each with its points.
    pub(crate) fn against(&self) -> Vec<(String, i64)> {
        let mut against: Vec<(String, i64)> = self.told(Verdict::Against).collect();
        let weights = self.weights.iter().filter(|weight| weight.points < 0);
        against.extend(weights.map(|weight| (format!("权重：{}", weight.reason), weight.points)));
        against
    }

    /// What nobody knows; it counts nothing.
    pub(crate) fn unknowns(&self) -> Vec<String> {
        self.told(Verdict::Unknown).map(|(says, _)| says).collect()
    }

    fn told(&self, verdict: Verdict) -> impl Iterator<Item = (String, i64)> {
        let told = self.findings.iter().filter(move |finding| finding.verdict == verdict);
        told.map(|finding| (format!("{}：{}", finding.about, finding.says), finding.points))
    }
}

/// Scores an answer. Its best text counts whole and the others a little, so that somebody with one work to the point comes
/// before somebody with many beside it.
pub(crate) fn score(need: &Need, candidate: &Candidate, pool: &Pool) -> Scored {
    let findings = constraints(need, candidate);
    let mut texts: Vec<TextScore> = candidate
        .texts
        .iter()
        .map(|text| TextScore {
            title: text.title.clone(),
            likeness: pool.likeness(&need.text, &[text.title.as_str(), &text.body].join("。")),
            rank: RANK * text.rank.clamp(0, 1000) / 1000,
        })
        .collect();
    texts.sort_by(|one, other| other.points().cmp(&one.points()).then_with(|| one.title.cmp(&other.title)));
    let best = texts.first().map_or(0, TextScore::points);
    let others = texts.iter().skip(1).map(|text| text.points() / 5).sum::<i64>().min(OTHER_WORKS);
    let weights = candidate.weights.clone();
    let points = best
        + others
        + findings.iter().map(|finding| finding.points).sum::<i64>()
        + weights.iter().map(|weight| weight.points).sum::<i64>();
    Scored { points, findings, texts, others, weights }
}
