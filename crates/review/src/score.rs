//! 打分: marks by weighted criteria, a panel's score, and the order of applications.
//!
//! Marks are tenths of a point, weights thousandths; every sum is an exact fraction, and each figure that is shown is
//! rounded once, half up, to hundredths. A criterion that does not apply (不适用) is no zero: it leaves the mean, and the
//! weights of the others are taken of what remains. From five marks on the highest and the lowest are left out and the
//! mean is of the rest; below that it is of all. Marks far apart are to be discussed again before they count.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use vocabulary::{Day, Wrong, parse_scaled};

use crate::{ApplicationId, ExpertId, parameters};

mod ratio;

use ratio::{Ratio, TooFine};

/// What a criterion judges, for the order of equals.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Merit {
    /// 技术指标.
    Technical,
    /// 经济指标.
    Economic,
    /// Anything else.
    Other,
}

/// One line of a scoring sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What is judged.
    pub name: String,
    /// Its weight in thousandths.
    pub weight: u32,
    /// What kind of merit it is.
    pub merit: Merit,
}

/// 评分表: criteria whose weights are a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoringSheet {
    criteria: Vec<Criterion>,
}

/// The sum of all weights.
const WHOLE: u32 = 1000;

impl ScoringSheet {
    /// A sheet of these criteria.
    ///
    /// # Errors
    /// When there are none, one has no weight, two have the same name, or the weights do not add up; all at once.
    pub fn new(criteria: Vec<Criterion>) -> Result<ScoringSheet, Vec<String>> {
        let mut problems = Vec::new();
        let names: BTreeSet<&str> = criteria.iter().map(|criterion| criterion.name.trim()).collect();
        if names.len() < criteria.len() || names.contains("") {
            problems.push("评分指标应各有名称且不重复。".to_owned());
        }
        for criterion in criteria.iter().filter(|criterion| criterion.weight == 0) {
            problems.push(format!("指标“{}”的权重应大于 0。", criterion.name));
        }
        let sum: u64 = criteria.iter().map(|criterion| u64::from(criterion.weight)).sum();
        if sum != u64::from(WHOLE) {
            problems.push(format!("各指标权重合计应为 100%，现为 {}.{}%。", sum / 10, sum % 10));
        }
        if problems.is_empty() { Ok(ScoringSheet { criteria }) } else { Err(problems) }
    }

    /// The criteria, in the order of marks.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The weighted mean of the marks whose criteria are meant and apply, in tenths; `None` when none does.
    fn weighted(&self, marks: &[Mark], is_meant: impl Fn(Merit) -> bool) -> Option<Ratio> {
        let meant = self.criteria.iter().zip(marks).filter(|(criterion, _)| is_meant(criterion.merit));
        let (mut sum, mut weights) = (0, 0);
        for (criterion, mark) in meant {
            if let Mark::Scored(Tenths(tenths)) = mark {
                sum += i128::from(criterion.weight) * i128::from(*tenths);
                weights += i128::from(criterion.weight);
            }
        }
        Ratio::new(sum, weights)
    }
}

/// A mark in tenths of a point, 0 to 1000.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(u16);

impl Tenths {
    /// A mark of so many tenths, or `None` above 1000.
    pub const fn new(tenths: u16) -> Option<Tenths> {
        if tenths <= 1000 { Some(Tenths(tenths)) } else { None }
    }
}

/// What an expert says to one criterion.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A mark.
    Scored(Tenths),
    /// 不适用.
    NotApplicable,
}

impl Mark {
    /// Reads `92`, `92.5` or `不适用`.
    ///
    /// # Errors
    /// When it is anything else, has more than one decimal, or lies outside 0–100.
    pub fn parse(text: &str) -> Result<Mark, Wrong> {
        if text.trim() == "不适用" {
            return Ok(Mark::NotApplicable);
        }
        let tenths = u16::try_from(parse_scaled(text, 1)?).ok().and_then(Tenths::new);
        tenths.map(Mark::Scored).ok_or_else(|| Wrong::new("分数应在 0 至 100 之间"))
    }
}

/// One expert's marks, one for each criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Who marked.
    pub expert: ExpertId,
    /// The marks, in the order of the criteria.
    pub marks: Vec<Mark>,
}

/// Points to two decimals, as they are shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(pub i64);

impl fmt::Display for Hundredths {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The numbers by which marks become a score.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct ScoreRules {
    /// From so many marks on the highest and the lowest are left out; at least three, or nothing would remain.
    pub trim_from: usize,
    /// Marks further apart than so many points are to be discussed again.
    pub widest_spread: u32,
}

impl ScoreRules {
    /// The rules of a day, from [`crate::PARAMETERS`]; `None` on a day for which none are known.
    pub fn on(day: Day) -> Option<ScoreRules> {
        Some(ScoreRules {
            trim_from: usize::try_from(parameters::TRIM_FROM.on(day)?).ok()?,
            widest_spread: u32::try_from(parameters::WIDEST_SPREAD.on(day)?).ok()?,
        })
    }
}

/// What a panel's marks come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelScore {
    /// What each expert's marks come to, by expert.
    pub totals: Vec<(ExpertId, Hundredths)>,
    /// The expert with the highest and the one with the lowest total, where these are left out of the mean.
    pub left_out: Option<(ExpertId, ExpertId)>,
    /// 得分: the mean of what is left.
    pub mean: Hundredths,
    /// The median of all totals.
    pub median: Hundredths,
    /// The highest total less the lowest, of all.
    pub spread: Hundredths,
    /// Whether they are so far apart that the panel is to discuss again.
    pub needs_discussion: bool,
    /// The mean of the technical criteria, of those who are not left out; `None` when nobody marked any.
    pub technical: Option<Hundredths>,
    /// The mean of the economic criteria, of those who are not left out; `None` when nobody marked any.
    pub economic: Option<Hundredths>,
}

/// Computes a panel's score.
///
/// # Errors
/// When there is no ballot, an expert has two, one does not fit the sheet, or one says 不适用 to everything; all at once.
pub fn panel_score(sheet: &ScoringSheet, ballots: &[Ballot], rules: ScoreRules) -> Result<PanelScore, Vec<String>> {
    let problems = problems(sheet, ballots);
    if !problems.is_empty() {
        return Err(problems);
    }
    let total = |ballot: &'_ Ballot| sheet.weighted(&ballot.marks, |_| true);
    let mut rising: Vec<(Ratio, &Ballot)> = ballots.iter().filter_map(|one| Some((total(one)?, one))).collect();
    rising.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.expert.cmp(&other.1.expert)));
    score_of(sheet, &rising, rules)
        .map_err(|TooFine| vec!["各专家的“不适用”指标相差过多，无法精确计分，请核对评分表。".to_owned()])
}

/// What is wrong with ballots, a sentence each.
fn problems(sheet: &ScoringSheet, ballots: &[Ballot]) -> Vec<String> {
    let mut problems = Vec::new();
    if ballots.is_empty() {
        problems.push("还没有专家打分。".to_owned());
    }
    let experts: BTreeSet<ExpertId> = ballots.iter().map(|ballot| ballot.expert).collect();
    if experts.len() < ballots.len() {
        problems.push("同一专家有两份评分表。".to_owned());
    }
    for (number, ballot) in (1..).zip(ballots) {
        let (there, wanted) = (ballot.marks.len(), sheet.criteria.len());
        if there != wanted {
            problems.push(format!("第 {number} 份评分表有 {there} 项，应为 {wanted} 项。"));
        } else if ballot.marks.iter().all(|mark| *mark == Mark::NotApplicable) {
            problems.push(format!("第 {number} 份评分表各项都是“不适用”，无法计分。"));
        }
    }
    problems
}

/// The score of ballots from the lowest to the highest.
fn score_of(sheet: &ScoringSheet, rising: &[(Ratio, &Ballot)], rules: ScoreRules) -> Result<PanelScore, TooFine> {
    let (kept, left_out) = match rising {
        [(_, lowest), kept @ .., (_, highest)] if rising.len() >= rules.trim_from.max(3) => {
            (kept, Some((highest.expert, lowest.expert)))
        }
        all => (all, None),
    };
    let totals = |some: &[(Ratio, &Ballot)]| some.iter().map(|(total, _)| *total).collect::<Vec<_>>();
    let shown = |mean: Option<Ratio>| mean.map(Ratio::to_hundredths);
    let merit = |wanted| {
        let means: Vec<Ratio> =
            kept.iter().filter_map(|(_, ballot)| sheet.weighted(&ballot.marks, |merit| merit == wanted)).collect();
        Ratio::mean(&means).map(shown)
    };
    let middle = rising.get(rising.len().saturating_sub(1) / 2..=rising.len() / 2).unwrap_or_default();
    let (lowest, highest) =
        (rising.first().map_or(Ratio::ZERO, |one| one.0), rising.last().map_or(Ratio::ZERO, |one| one.0));
    let spread = highest.minus(lowest)?;
    let mut by_expert: Vec<_> = rising.iter().map(|(total, ballot)| (ballot.expert, total.to_hundredths())).collect();
    by_expert.sort_unstable();
    Ok(PanelScore {
        totals: by_expert,
        left_out,
        mean: Ratio::mean(&totals(kept))?.unwrap_or(Ratio::ZERO).to_hundredths(),
        median: Ratio::mean(&totals(middle))?.unwrap_or(Ratio::ZERO).to_hundredths(),
        spread: spread.to_hundredths(),
        needs_discussion: spread > Ratio::whole(i128::from(rules.widest_spread) * 10),
        technical: merit(Merit::Technical)?,
        economic: merit(Merit::Economic)?,
    })
}

/// An application with its score and when it was submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contender {
    /// The application.
    pub application: ApplicationId,
    /// What its panel's marks came to.
    pub score: PanelScore,
    /// The moment of submission, as `storage::Clock::moment` writes it.
    pub submitted_at: String,
}

/// The order of applications with the rank of each: by the score as it is shown, then the technical criteria, then the
/// economic ones, then who submitted earlier. Those equal in all of it share a rank.
pub fn ranked(contenders: &[Contender]) -> Vec<(usize, ApplicationId)> {
    let key = |one: &Contender| {
        let PanelScore { mean, technical, economic, .. } = one.score;
        (Reverse((mean, technical, economic)), one.submitted_at.clone())
    };
    let mut order: Vec<_> = contenders.iter().map(|one| (key(one), one.application)).collect();
    order.sort();
    let mut ranks: Vec<(usize, ApplicationId)> = Vec::with_capacity(order.len());
    for (place, (key, application)) in order.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| order.get(before).zip(ranks.get(before)));
        let shared = before.filter(|((other, _), _)| other == key).map(|(_, (rank, _))| *rank);
        ranks.push((shared.unwrap_or(place + 1), *application));
    }
    ranks
}

#[cfg(test)]
mod tests;
