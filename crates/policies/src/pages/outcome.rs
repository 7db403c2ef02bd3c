//! The answer below the form: the verdict, what is missing, and every condition and point.

use listing::address;
use storage::Problem;
use vocabulary::Day;

use super::bar::{PartBar, ScoreBar};
use super::sheet;
use super::trial::{self, Trial};
use crate::assessment::{Answer, Assessment, Condition};
use crate::check::{Facts, Kind};
use crate::gap::Change;
use crate::item::Item;
use crate::source::Confidence;

/// What stands beside and below the form; of a form that nobody has filled in, nothing.
pub(super) struct Report {
    /// What is wrong with what was typed.
    pub(super) problems: Vec<Problem>,
    /// The answer, where one can be given.
    pub(super) told: Option<Told>,
    /// What was tried, to be kept until an answer can be given.
    pub(super) moves: Vec<(String, String)>,
}

/// The answer.
pub(super) struct Told {
    pub(super) assessment: Assessment,
    pub(super) verdict: Mark,
    pub(super) sentence: String,
    pub(super) bar: ScoreBar,
    pub(super) conditions: Vec<Line>,
    pub(super) parts: Vec<PartLine>,
    pub(super) missing: Vec<Missing>,
    pub(super) plan: Option<Plan>,
    pub(super) trial: Trial,
    /// The day of the answer.
    pub(super) today: String,
    /// The questionnaire in JSON, as the command line and the interface take it.
    pub(super) json: String,
}

/// A word with the sign that goes before it: colour is never the only signal.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The class that gives the sign.
    pub(super) class: &'static str,
    pub(super) says: &'static str,
}

impl Mark {
    pub(super) const fn of_answer(answer: Answer) -> Mark {
        let class = match answer {
            Answer::Yes => "done",
            Answer::No => "stopped",
            Answer::Possible => "moving",
        };
        Mark { class, says: answer.label() }
    }

    pub(super) const fn of_condition(met: Option<bool>) -> Mark {
        match met {
            Some(true) => Mark { class: "done", says: "符合" },
            Some(false) => Mark { class: "stopped", says: "不符合" },
            None => Mark { class: "moving", says: "待定" },
        }
    }
}

/// A condition with its mark.
pub(super) struct Line {
    pub(super) condition: Condition,
    pub(super) mark: Mark,
    pub(super) gap: String,
    /// What is to be said of how sure the wording is; empty where it was read.
    pub(super) caveat: &'static str,
}

/// A part of the score with its picture.
pub(super) struct PartLine {
    pub(super) name: &'static str,
    pub(super) by: String,
    pub(super) points: String,
    pub(super) most: u8,
    pub(super) bar: PartBar,
}

/// A condition that is not met, or not surely, and what would meet it.
pub(super) struct Missing {
    pub(super) name: &'static str,
    pub(super) mark: Mark,
    pub(super) have: String,
    pub(super) need: String,
    pub(super) points: Option<u8>,
    pub(super) ways: Vec<Way>,
    pub(super) steps: Vec<Way>,
    pub(super) unknown: Vec<Unknown>,
    pub(super) remark: &'static str,
}

/// A change, and where it is tried; nowhere where it cannot be.
pub(super) struct Way {
    pub(super) says: String,
    pub(super) href: String,
}

/// Something that was not filled in, and its field.
pub(super) struct Unknown {
    pub(super) name: &'static str,
    pub(super) field: String,
}

/// Several changes that together leave nothing failed.
pub(super) struct Plan {
    pub(super) changes: Vec<String>,
    pub(super) href: String,
}

impl Report {
    /// The answer to what was typed on `today`.
    pub(super) fn of(kind: Kind, pairs: &[(String, String)], today: Day) -> Report {
        if pairs.iter().all(|(_, value)| value.trim().is_empty()) {
            return Report { problems: Vec::new(), told: None, moves: Vec::new() };
        }
        match sheet::facts(kind, pairs, today) {
            Ok(facts) => {
                Report { problems: Vec::new(), told: Some(told(kind, &facts, pairs, today)), moves: Vec::new() }
            }
            Err(problems) => Report { problems, told: None, moves: trial::moves(pairs) },
        }
    }
}

fn told(kind: Kind, facts: &Facts, pairs: &[(String, String)], today: Day) -> Told {
    let assessment = facts.check();
    let changes = if assessment.qualifies == Answer::No { facts.plan() } else { None };
    let trial = Trial::of(kind, facts, &assessment, changes.as_deref().unwrap_or_default(), pairs);
    let several = changes.filter(|changes| changes.len() > 1);
    let plan = several.map(|changes| Plan {
        href: trial.try_all(&changes).unwrap_or_default(),
        changes: changes.iter().map(Change::to_string).collect(),
    });
    let places = Places { kind, last_year: sheet::years(pairs, today)[2] };
    Told {
        verdict: Mark::of_answer(assessment.qualifies),
        sentence: sentence(&assessment),
        bar: ScoreBar::of(assessment.score, assessment.least),
        conditions: assessment.conditions.iter().map(line).collect(),
        parts: parts(&assessment),
        missing: missing(&assessment, &trial, places),
        plan,
        trial,
        today: today.chinese(),
        json: serde_json::to_string_pretty(facts).unwrap_or_default(),
        assessment,
    }
}

/// The verdict in a sentence.
fn sentence(assessment: &Assessment) -> String {
    let count = |met: Option<bool>| assessment.conditions.iter().filter(|one| one.met == met).count();
    let (all, failed, open) = (assessment.conditions.len(), count(Some(false)), count(None));
    let is_blank = |one: &Condition| one.met.is_none() && one.gap.as_ref().is_some_and(|gap| !gap.unknown.is_empty());
    let blank = assessment.conditions.iter().filter(|one| is_blank(one)).count();
    match (failed, open) {
        (0, 0) => format!("{all}项条件全部符合。"),
        (0, open) if blank == 0 => format!("没有不符合的条件，还有{open}项要看专家评分。"),
        (0, open) if blank == open => format!("没有不符合的条件，还有{open}项要补充填写才能判断。"),
        (0, open) => format!("没有不符合的条件，还有{open}项要看专家评分，或者要补充填写。"),
        (failed, 0) => format!("{all}项条件中有{failed}项不符合。"),
        (failed, open) => format!("{all}项条件中有{failed}项不符合，{open}项待定。"),
    }
}

fn line(condition: &Condition) -> Line {
    Line {
        mark: Mark::of_condition(condition.met),
        gap: condition.gap.as_ref().map(ToString::to_string).unwrap_or_default(),
        caveat: match condition.source.confidence {
            Confidence::Official | Confidence::Agreeing => "",
            Confidence::Known => "依通行做法",
            Confidence::Unconfirmed => "待核实",
        },
        condition: condition.clone(),
    }
}

fn parts(assessment: &Assessment) -> Vec<PartLine> {
    let part = |part: &crate::assessment::Part| PartLine {
        name: part.name,
        by: part.by.clone(),
        points: part.points.to_string(),
        most: part.most,
        bar: PartBar::of(part.points, part.most),
    };
    assessment.parts.iter().map(part).collect()
}

/// The conditions that fail, then those that are open.
fn missing(assessment: &Assessment, trial: &Trial, places: Places) -> Vec<Missing> {
    let of = |met: Option<bool>| assessment.conditions.iter().filter(move |condition| condition.met == met);
    let way = |says: String, change: Change| Way { says, href: trial.try_all(&[change]).unwrap_or_default() };
    of(Some(false))
        .chain(of(None))
        .map(|condition| {
            let gap = condition.gap.clone().unwrap_or_default();
            Missing {
                name: condition.name,
                mark: Mark::of_condition(condition.met),
                have: condition.have.clone(),
                need: condition.need.clone(),
                points: gap.points,
                ways: gap.ways.iter().map(|change| way(change.to_string(), *change)).collect(),
                steps: gap
                    .steps
                    .iter()
                    .map(|step| way(format!("{}，加{}分", step.change, step.points), step.change))
                    .collect(),
                unknown: gap.unknown.iter().map(|item| places.unknown(*item)).collect(),
                remark: gap.remark.unwrap_or_default(),
            }
        })
        .collect()
}

/// Where the fields of a form are.
#[derive(Copy, Clone)]
struct Places {
    kind: Kind,
    last_year: i32,
}

impl Places {
    fn unknown(self, item: Item) -> Unknown {
        let found = self.kind.sections().iter().find_map(|section| {
            let question = section.questions.iter().find(|question| question.item == item)?;
            Some(if section.is_yearly { sheet::yearly(question, self.last_year) } else { question.place() })
        });
        Unknown { name: item.name(), field: found.unwrap_or_default() }
    }
}

/// The address of a form with these fields filled in.
pub(super) fn href(kind: Kind, pairs: &[(String, String)], anchor: &str) -> String {
    let kept: Vec<(String, String)> = pairs.iter().filter(|(_, value)| !value.trim().is_empty()).cloned().collect();
    format!("/check/{}?{}#{anchor}", kind.word(), address::encode(&kept))
}
