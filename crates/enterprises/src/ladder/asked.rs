//! What the address of the ladder asks for.

use listing::address;
use policies::check::Kind;
use procedure::Word;
use storage::{Error, Problem, Result};
use vocabulary::Day;
use web::typed;

use super::standing::Rung;

/// The word in the address for those of whom the records know too little.
pub(super) const UNKNOWN: &str = "unknown";

/// From this month on people plan for the next year's application.
const PLANNING_FROM: u8 = 10;

/// The filters of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) kind: Kind,
    /// The year of application of which the distance is told.
    pub(super) year: i32,
    pub(super) town: String,
    pub(super) sector: String,
    pub(super) rung: Option<Rung>,
    /// The code of a condition that fails, or [`UNKNOWN`].
    pub(super) lacks: String,
    /// Only what ends within so many months.
    pub(super) expires: Option<i32>,
    pub(super) page: usize,
}

impl Asked {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] for everything in it that makes no sense.
    pub(super) fn read(query: &str, today: Day) -> Result<Asked> {
        let pairs = address::pairs(query);
        let mut problems = Vec::new();
        let mut wrong = |place: &str, sentence: String| {
            problems.push(Problem { place: place.to_owned(), sentence });
        };
        let kind = match typed(&pairs, "kind") {
            "" => Kind::Hnte,
            word => Kind::from_word(word).unwrap_or_else(|| {
                wrong("kind", format!("“{word}”不是资质，请用 hnte（高企）或 tsme（科小）"));
                Kind::Hnte
            }),
        };
        let usual = usual_year(kind, today);
        let mut number = |name: &str, least: i32, most: i32| match typed(&pairs, name) {
            "" => None,
            text => match text.parse::<i32>() {
                Ok(number) if (least..=most).contains(&number) => Some(number),
                _ => {
                    wrong(name, format!("“{text}”应为 {least} 到 {most} 的整数"));
                    None
                }
            },
        };
        let year = number("year", 2017, today.year() + 1).unwrap_or(usual);
        let expires = number("expires", 1, 36);
        let page = number("page", 1, 100_000).and_then(|page| usize::try_from(page).ok()).unwrap_or(1);
        let rung = match typed(&pairs, "rung") {
            "" => None,
            word => Rung::of_label(word).or_else(|| {
                wrong("rung", format!("“{word}”不是阶梯上的一级，请用 {}", Rung::LABELS.join("、")));
                None
            }),
        };
        let text = |name: &str| typed(&pairs, name).to_owned();
        let asked =
            Asked { kind, year, town: text("town"), sector: text("sector"), rung, lacks: text("lacks"), expires, page };
        if problems.is_empty() { Ok(asked) } else { Err(Error::Invalid(problems)) }
    }

    /// The query of an address that asks the same.
    pub(super) fn query(&self) -> String {
        let pairs = [
            ("kind", self.kind.word().to_owned()),
            ("year", self.year.to_string()),
            ("town", self.town.clone()),
            ("sector", self.sector.clone()),
            ("rung", self.rung.map_or(String::new(), |rung| rung.label().to_owned())),
            ("lacks", self.lacks.clone()),
            ("expires", self.expires.map_or(String::new(), |months| months.to_string())),
            ("page", if self.page > 1 { self.page.to_string() } else { String::new() }),
        ];
        let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        address::encode(&filled.map(|(name, text)| (name.to_owned(), text)).collect::<Vec<_>>())
    }

    /// The address that asks the same but for something.
    pub(super) fn with(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut other = Asked { page: 1, ..self.clone() };
        change(&mut other);
        format!("{}?{}", super::page::PATH, other.query())
    }

    /// Whether a rung of this word is asked for.
    pub(super) fn is_on(&self, word: &str) -> bool {
        self.rung.is_some_and(|rung| rung.label() == word)
    }

    /// The day as of which the distance is told: today, or the first day of a year to come.
    pub(super) fn day(&self, today: Day) -> Day {
        if self.year == today.year() { today } else { Day::new(self.year, 1, 1).unwrap_or(today) }
    }
}

/// The year of application that matters on a day.
pub(super) fn usual_year(kind: Kind, today: Day) -> i32 {
    let is_late = kind == Kind::Hnte && today.month() >= PLANNING_FROM;
    today.year() + i32::from(is_late)
}
