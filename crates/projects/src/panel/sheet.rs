//! 评分表: the criteria of a call as the engine knows them, and the marks that experts have given.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use cases::{CaseFile, matching};
use review::{
    Ballot, Criterion, ExpertId, Hundredths, Mark, Merit, PanelScore, ScoreRules, ScoringSheet, Tenths, panel_score,
};
use storage::{Error, Reader, Result, digest};
use vocabulary::{Day, Wrong, format_scaled, parse_scaled};

use super::{ASSIGNMENTS, SCORES, gather::linked, score};
use crate::CRITERIA;

/// What is said when the criteria are no longer those on which marks were given.
pub(super) const CHANGED: &str = "评分指标在送审后有改动，已打的分不再对应。请按送审时的评分表恢复";

/// The criteria of a call, in their order.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// As they are kept.
    pub(super) criteria: Vec<CaseFile>,
    scoring: Result<ScoringSheet, Vec<String>>,
}

impl Sheet {
    /// Reads the criteria of a call.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn read(reader: Reader<'_>, call: i64) -> Result<Sheet> {
        let criteria = CaseFile::all(reader, &CRITERIA, matching(&CRITERIA, &[("call", call.into())])?).await?;
        let scoring = ScoringSheet::new(criteria.iter().map(criterion).collect());
        Ok(Sheet { criteria, scoring })
    }

    /// What is wrong with the sheet, a sentence each.
    pub(super) fn problems(&self) -> &[String] {
        self.scoring.as_ref().err().map_or(&[], Vec::as_slice)
    }

    /// A code that changes with every criterion, weight and kind: marks count only for the sheet they were given on.
    pub(super) fn code(&self) -> String {
        let line = |one: &CaseFile| {
            let weight = one.number("weight").unwrap_or_default();
            format!("{}\u{1f}{}\u{1f}{weight}\u{1f}{}", one.id(), one.text("name"), one.text("kind"))
        };
        let lines: Vec<String> = self.criteria.iter().map(line).collect();
        digest(lines.join("\u{1e}").as_bytes()).chars().take(16).collect()
    }

    /// What a set of marks comes to, once there is one for each criterion and not all are 不适用.
    pub(super) fn total(&self, given: &BTreeMap<i64, Given>) -> Option<Hundredths> {
        let ballot = Ballot { expert: ExpertId(0), marks: self.marks(given)? };
        let rules = ScoreRules { trim_from: usize::MAX, widest_spread: 100 };
        let score = panel_score(self.scoring.as_ref().ok()?, &[ballot], rules).ok()?;
        score.totals.first().map(|(_, total)| *total)
    }

    /// What a panel's marks come to.
    ///
    /// # Errors
    /// [`Error::Refused`] with everything that keeps them from being counted.
    pub(super) fn score(&self, ballots: &[Ballot], rules: ScoreRules) -> Result<PanelScore> {
        let sheet = self.scoring.as_ref().map_err(|problems| Error::Refused(problems.join("\n")))?;
        panel_score(sheet, ballots, rules).map_err(|problems| Error::Refused(problems.join("\n")))
    }

    /// Marks in the order of the criteria, once there is one for each.
    fn marks(&self, given: &BTreeMap<i64, Given>) -> Option<Vec<Mark>> {
        self.criteria.iter().map(|criterion| given.get(&criterion.id())?.mark()).collect()
    }
}

fn criterion(criterion: &CaseFile) -> Criterion {
    let weight = criterion.number("weight").and_then(|per_cent| u32::try_from(per_cent).ok()).unwrap_or_default();
    Criterion {
        name: criterion.text("name").to_owned(),
        weight: weight.saturating_mul(10),
        merit: match criterion.text("kind") {
            "技术" => Merit::Technical,
            "经济" => Merit::Economic,
            _ => Merit::Other,
        },
    }
}

/// By which marks become a score: the rules of the day, with the spread of the call.
///
/// # Errors
/// [`Error::Fault`] on a day for which there are no rules.
pub(super) fn rules(call: &CaseFile, day: Day) -> Result<ScoreRules> {
    let rules = ScoreRules::on(day).ok_or_else(|| Error::Fault(format!("no rules of scoring on {day}")))?;
    let spread = call.number("spread").and_then(|spread| u32::try_from(spread).ok());
    Ok(ScoreRules { widest_spread: spread.unwrap_or(rules.widest_spread), ..rules })
}

/// A mark as it is kept: tenths of a point, or nothing where the criterion does not apply.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Given(pub(super) Option<i64>);

impl Given {
    /// Reads what somebody wrote: `92`, `92.5` or `不适用`.
    ///
    /// # Errors
    /// As [`Mark::parse`].
    pub(super) fn parse(text: &str) -> Result<Given, Wrong> {
        match Mark::parse(text)? {
            Mark::NotApplicable => Ok(Given(None)),
            Mark::Scored(_) => Ok(Given(Some(parse_scaled(text, 1)?))),
        }
    }

    /// The mark of a row; nothing where it holds none.
    fn of(score: &CaseFile) -> Option<Given> {
        if score.text("not_applicable") == "是" {
            Some(Given(None))
        } else {
            score.number("score").map(|tenths| Given(Some(tenths)))
        }
    }

    /// For the engine.
    fn mark(self) -> Option<Mark> {
        match self.0 {
            None => Some(Mark::NotApplicable),
            Some(tenths) => u16::try_from(tenths).ok().and_then(Tenths::new).map(Mark::Scored),
        }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => out.write_str("不适用"),
            Some(tenths) => out.write_str(&format_scaled(tenths, 1)),
        }
    }
}

/// The marks of some rows, by criterion.
pub(super) fn given(scores: &[CaseFile]) -> BTreeMap<i64, Given> {
    scores.iter().filter_map(|score| Some((score.number("criterion")?, Given::of(score)?))).collect()
}

/// The sheets of one proposal that were handed in.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    /// The proposal.
    pub(super) proposal: i64,
    /// The assignments, by seat.
    pub(super) sheets: Vec<CaseFile>,
    /// The marks of each by criterion, in the same order.
    pub(super) given: Vec<BTreeMap<i64, Given>>,
    /// The same for the engine.
    pub(super) ballots: Vec<Ballot>,
}

/// Every sheet of a panel that was handed in, by proposal.
///
/// # Errors
/// [`Error::Refused`] if the criteria have changed since; what the database says.
pub(super) async fn judged(reader: Reader<'_>, panel: i64, sheet: &Sheet) -> Result<Vec<Judged>> {
    let all = CaseFile::all(reader, &ASSIGNMENTS, matching(&ASSIGNMENTS, &[("panel", panel.into())])?).await?;
    let counts = |one: &CaseFile| [score::GIVEN, score::LOCKED].contains(&one.text("state"));
    let handed_in: Vec<CaseFile> = all.into_iter().filter(counts).collect();
    let ids: BTreeSet<i64> = handed_in.iter().map(CaseFile::id).collect();
    let mut scores: BTreeMap<i64, Vec<CaseFile>> = BTreeMap::new();
    for score in linked(reader, &SCORES, "assignment", &ids).await? {
        scores.entry(score.number("assignment").unwrap_or_default()).or_default().push(score);
    }
    let mut judged: BTreeMap<i64, Judged> = BTreeMap::new();
    for assignment in handed_in {
        let own = given(scores.get(&assignment.id()).map_or(&[], Vec::as_slice));
        let marks = sheet.marks(&own).ok_or_else(|| Error::Refused(CHANGED.to_owned()))?;
        let expert = ExpertId(assignment.number("expert").unwrap_or_default());
        let proposal = assignment.number("proposal").unwrap_or_default();
        let of_proposal = judged.entry(proposal).or_insert_with(|| Judged {
            proposal,
            sheets: Vec::new(),
            given: Vec::new(),
            ballots: Vec::new(),
        });
        of_proposal.given.push(own);
        of_proposal.ballots.push(Ballot { expert, marks });
        of_proposal.sheets.push(assignment);
    }
    Ok(judged.into_values().collect())
}
