//! 分配: applications to reviewers, at the highest total score, and provably so.
//!
//! Every application needs a panel ([`PanelNeed`]: size, class quotas, at most so many from one unit), every reviewer
//! takes between a least and a most, and only pairs that are listed may be made: whoever stands aside is not listed.
//!
//! Without a limit for units, or where the reviewers of one unit are of one class, all this is one network, and the
//! cheapest flow through it (`flow.rs`) is the answer. Where a unit has reviewers of several classes with quotas of their
//! own, classes and units cross and no network holds both: even with two classes and at most one from a unit this is the
//! problem of coloured grids (rows applications, columns units, colours classes), which is NP-hard (Dürr, Guíñez and
//! Matamala, arXiv:0904.3169). So the network then holds the quotas and, for each unit, the limit class by class; what that
//! lets through is priced (Lagrange), and where prices do not settle it, split into cases (branch and bound, `search.rs`).
//! The bound is exact at every step. Such units are few in practice, and then the first flow or a few more are enough;
//! [`Assignment::is_proven`] says whether the search came to its end.
//!
//! Among equally good assignments lots decide, drawn from the identities: the same at every run. They also keep searches
//! from wandering among ties, which would take ten times as long.

use std::collections::BTreeSet;
use std::fmt;

use storage::Error;

use crate::{ApplicationId, Class, ExpertId, PanelNeed, UnitId};

mod layout;
mod search;
mod shortage;

pub use shortage::Shortage;

/// An application that needs reviewers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The application.
    pub application: ApplicationId,
    /// The number by which people know it.
    pub number: String,
    /// Of whom its panel must consist.
    pub need: PanelNeed,
}

/// An expert who reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// The expert.
    pub expert: ExpertId,
    /// The number by which people know the expert.
    pub number: String,
    /// The class.
    pub class: Class,
    /// The unit.
    pub unit: UnitId,
    /// At least so many applications.
    pub least: u32,
    /// At most so many applications.
    pub most: u32,
}

/// A pair that may be made, and how good it is. Pairs that are not listed are not made.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The application.
    pub application: ApplicationId,
    /// The expert.
    pub expert: ExpertId,
    /// How well they go together, 0 to [`Match::HIGHEST`].
    pub score: u32,
}

impl Match {
    /// The highest score there is.
    pub const HIGHEST: u32 = 100_000;
}

/// What is to be assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentRequest {
    /// The applications.
    pub tasks: Vec<Task>,
    /// The experts.
    pub reviewers: Vec<Reviewer>,
    /// The pairs that may be made.
    pub matches: Vec<Match>,
}

/// Who reviews what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The pairs, by application and expert.
    pub pairs: Vec<(ApplicationId, ExpertId)>,
    /// The sum of their scores.
    pub total: i64,
    /// No assignment has a higher sum than this.
    pub bound: i64,
    /// How many times the network was solved.
    pub solved: u32,
}

impl Assignment {
    /// Whether no assignment is better. False only where classes and units cross so much that the search was cut short.
    pub const fn is_proven(&self) -> bool {
        self.total == self.bound
    }
}

/// Why there is no assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unassigned {
    /// The request contradicts itself, a sentence each.
    Wrong(Vec<String>),
    /// No assignment keeps every rule, and why.
    Short(Vec<Shortage>),
    /// The search was cut short before it found one.
    Unfinished,
}

/// How many reasons are written out; the others are counted.
const SHOWN: usize = 10;

impl fmt::Display for Unassigned {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sentences, advice): (Vec<&str>, _) = match self {
            Unassigned::Wrong(problems) => (problems.iter().map(String::as_str).collect(), "请更正后重新分配。"),
            Unassigned::Short(shortages) => (
                shortages.iter().map(|shortage| shortage.sentence.as_str()).collect(),
                "请增加专家、调整承担份数或放宽名额后重新分配。",
            ),
            Unassigned::Unfinished => {
                return out.write_str("类别名额与同一单位人数上限交叉过多，未能排出方案。请放宽其中一项后重新分配。");
            }
        };
        for sentence in sentences.iter().take(SHOWN) {
            out.write_str(sentence)?;
        }
        if let Some(more) = sentences.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            write!(out, "另有 {more} 项。")?;
        }
        out.write_str(advice)
    }
}

impl From<Unassigned> for Error {
    fn from(unassigned: Unassigned) -> Error {
        Error::Refused(unassigned.to_string())
    }
}

/// Assigns applications to reviewers.
///
/// # Errors
/// [`Unassigned`], with every reason that was found.
pub fn assign(request: &AssignmentRequest) -> Result<Assignment, Unassigned> {
    let problems = request.problems();
    if !problems.is_empty() {
        return Err(Unassigned::Wrong(problems));
    }
    search::solve(request)
}

/// The most seats of one request. Beyond, sums of scores would no longer fit.
const MOST_SEATS: u64 = 100_000;

impl AssignmentRequest {
    /// What contradicts itself, a sentence each.
    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let tasks: BTreeSet<ApplicationId> = self.tasks.iter().map(|task| task.application).collect();
        let experts: BTreeSet<ExpertId> = self.reviewers.iter().map(|reviewer| reviewer.expert).collect();
        let pairs: BTreeSet<_> = self.matches.iter().map(|one| (one.application, one.expert)).collect();
        if tasks.len() < self.tasks.len() {
            problems.push("申报书名单中有重复。".to_owned());
        }
        if experts.len() < self.reviewers.len() {
            problems.push("专家名单中有重复。".to_owned());
        }
        if pairs.len() < self.matches.len() {
            problems.push("可评关系中有重复。".to_owned());
        }
        if !pairs.iter().all(|(task, expert)| tasks.contains(task) && experts.contains(expert)) {
            problems.push("可评关系中有名单以外的申报书或专家。".to_owned());
        }
        if self.matches.iter().any(|one| one.score > Match::HIGHEST) {
            problems.push(format!("匹配分应在 0 至 {} 之间。", Match::HIGHEST));
        }
        if self.tasks.iter().map(|task| u64::from(task.need.size)).sum::<u64>() > MOST_SEATS {
            problems.push(format!("一次最多分配 {MOST_SEATS} 人次，请分批进行。"));
        }
        for task in &self.tasks {
            problems.extend(task.need.problems().iter().map(|problem| format!("申报书 {}：{problem}", task.number)));
        }
        for reviewer in self.reviewers.iter().filter(|reviewer| reviewer.least > reviewer.most) {
            let Reviewer { number, least, most, .. } = reviewer;
            problems.push(format!("专家 {number} 最少应评 {least} 份，多于最多可评 {most} 份。"));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
