//! The self-check from end to end: a questionnaire in JSON and the day in, the answer out.

use storage::Problem;
use vocabulary::Day;

use crate::assessment::Assessment;
use crate::gap::Change;
use crate::{hnte, tsme};

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
}

/// The assessment of what a JSON text states, on `today`.
///
/// # Errors
/// Everything that is wrong with the text, each at its field.
pub fn run(kind: Kind, json: &str, today: Day) -> Result<Assessment, Vec<Problem>> {
    match kind {
        Kind::Hnte => hnte::read(json, today).map(|facts| hnte::check(&facts)),
        Kind::Tsme => tsme::read(json, today).map(|facts| tsme::check(&facts)),
    }
}

/// The changes that together mend everything that fails, of what a JSON text states; see [`hnte::plan`].
///
/// # Errors
/// As [`run`].
pub fn plan(kind: Kind, json: &str, today: Day) -> Result<Option<Vec<Change>>, Vec<Problem>> {
    match kind {
        Kind::Hnte => hnte::read(json, today).map(|facts| hnte::plan(&facts)),
        Kind::Tsme => tsme::read(json, today).map(|facts| tsme::plan(&facts)),
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::day;

    use super::*;
    use crate::assessment::Answer;

    const SMALL: &str = r#"{"year":2026,"resident":true,"staff":40,"st_staff":2,"sales":30000000,"assets":20000000,
        "rd":1260000,"costs":7500000,"class1":1,"class2":3,"restricted_industry":false,"misconduct":false,"direct":[]}"#;

    #[test]
    fn a_questionnaire_goes_in_and_an_answer_comes_out() {
        let kind = Kind::from_word("tsme").unwrap();
        assert_eq!(run(kind, SMALL, day!(2026, 7, 1)).unwrap().qualifies, Answer::No);
        let changes = plan(kind, SMALL, day!(2026, 7, 1)).unwrap().unwrap();
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
