//! The self-check from end to end: a questionnaire in JSON and the day in, the answer out.

use serde::Serialize;
use serde_json::{Value, json};
use storage::Problem;
use vocabulary::Day;

use crate::assessment::{Answer, Assessment};
use crate::gap::Change;
use crate::question::Section;
use crate::reading::{self, problem};
use crate::{hnte, tsme};

pub use crate::reading::LONGEST;

/// Which self-check.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 高新技术企业.
    Hnte,
    /// 科技型中小企业.
    Tsme,
}

impl Kind {
    /// The words of the command line and of addresses.
    pub const WORDS: [(&'static str, Kind); 2] = [("hnte", Kind::Hnte), ("tsme", Kind::Tsme)];

    /// The kind of a word, or `None`.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::WORDS.into_iter().find(|(one, _)| *one == word).map(|(_, kind)| kind)
    }

    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Hnte => "hnte",
            Kind::Tsme => "tsme",
        }
    }

    /// What an enterprise wants to be.
    pub const fn title(self) -> &'static str {
        match self {
            Kind::Hnte => "高新技术企业",
            Kind::Tsme => "科技型中小企业",
        }
    }

    /// What is asked.
    pub const fn sections(self) -> &'static [Section] {
        match self {
            Kind::Hnte => hnte::questions::SECTIONS,
            Kind::Tsme => tsme::questions::SECTIONS,
        }
    }
}

/// What an enterprise says of itself, read and found possible.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Facts {
    /// For 高新技术企业.
    Hnte(Box<hnte::Facts>),
    /// For 科技型中小企业.
    Tsme(Box<tsme::Facts>),
}

impl Facts {
    /// The facts that a JSON text states, on `today`.
    ///
    /// # Errors
    /// Everything that is wrong with the text, each at its field.
    pub fn read(kind: Kind, json: &str, today: Day) -> Result<Facts, Vec<Problem>> {
        match kind {
            Kind::Hnte => hnte::read(json, today).map(|facts| Facts::Hnte(Box::new(facts))),
            Kind::Tsme => tsme::read(json, today).map(|facts| Facts::Tsme(Box::new(facts))),
        }
    }

    /// The answer with every condition and its reason.
    pub fn check(&self) -> Assessment {
        match self {
            Facts::Hnte(facts) => hnte::check(facts),
            Facts::Tsme(facts) => tsme::check(facts),
        }
    }

    /// The answer alone.
    pub fn verdict(&self) -> Answer {
        match self {
            Facts::Hnte(facts) => hnte::verdict(facts),
            Facts::Tsme(facts) => tsme::verdict(facts),
        }
    }

    /// The changes that together mend everything that fails; see [`hnte::plan`].
    pub fn plan(&self) -> Option<Vec<Change>> {
        match self {
            Facts::Hnte(facts) => hnte::plan(facts),
            Facts::Tsme(facts) => tsme::plan(facts),
        }
    }

    /// The enterprise after some changes.
    #[must_use]
    pub fn after(&self, changes: &[Change]) -> Facts {
        match self {
            Facts::Hnte(facts) => {
                Facts::Hnte(Box::new(changes.iter().fold(**facts, |facts, change| hnte::apply(&facts, *change))))
            }
            Facts::Tsme(facts) => {
                Facts::Tsme(Box::new(changes.iter().fold(**facts, |facts, change| tsme::apply(&facts, *change))))
            }
        }
    }
}

/// The assessment of what a JSON text states, on `today`.
///
/// # Errors
/// Everything that is wrong with the text, each at its field.
pub fn run(kind: Kind, json: &str, today: Day) -> Result<Assessment, Vec<Problem>> {
    Facts::read(kind, json, today).map(|facts| facts.check())
}

/// The text of a questionnaire that came as bytes.
///
/// # Errors
/// That it is too long, or not UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<&str, Vec<Problem>> {
    if bytes.len() > LONGEST {
        return Err(vec![reading::too_long()]);
    }
    std::str::from_utf8(bytes).map_err(|_| vec![problem("", "内容应为 UTF-8 编码的 JSON")])
}

/// What is wrong with a questionnaire, as the command line and the interface say it: `{"problems":[{"field","sentence"}]}`.
pub fn problems_in_json(problems: &[Problem]) -> Value {
    let one = |problem: &Problem| json!({ "field": problem.place, "sentence": problem.sentence });
    json!({ "problems": problems.iter().map(one).collect::<Vec<Value>>() })
}

#[cfg(test)]
mod tests {
    use vocabulary::day;

    use super::*;

    const SMALL: &str = r#"{"year":2026,"resident":true,"staff":40,"st_staff":2,"sales":30000000,"assets":20000000,
        "rd":1260000,"costs":7500000,"class1":1,"class2":3,"restricted_industry":false,"misconduct":false,"direct":[]}"#;

    #[test]
    fn a_questionnaire_goes_in_and_an_answer_comes_out() {
        let kind = Kind::from_word("tsme").unwrap();
        assert_eq!(run(kind, SMALL, day!(2026, 7, 1)).unwrap().qualifies, Answer::No);
        let facts = Facts::read(kind, SMALL, day!(2026, 7, 1)).unwrap();
        let changes = facts.plan().unwrap();
        assert_eq!(facts.after(&changes).verdict(), Answer::Yes);
        let told: Vec<String> = changes.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["科技人员再增加3人（职工总数同时增加）"]);
        assert_eq!(Kind::from_word("高企"), None);
    }

    #[test]
    fn the_questionnaires_are_told_apart() {
        let problems = run(Kind::Hnte, SMALL, day!(2026, 7, 1)).unwrap_err();
        let places: Vec<&str> = problems.iter().map(|one| one.place.as_str()).collect();
        assert!(places.starts_with(&["applied_on", "registered_on", "years"]), "{places:?}");
        assert_eq!(run(Kind::Tsme, SMALL, day!(2025, 7, 1)).unwrap_err()[0].place, "year");
    }
}
