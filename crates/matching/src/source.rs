//! Where answers come from. A module may not name another's table: the house hands in each listing with the columns that say
//! what matching asks of it.

use listing::Listing;

procedure::words! {
    /// What kind of answer something is.
    pub enum AnswerKind {
        /// A result that would be handed on.
        Achievement: "科技成果",
        /// Somebody who has worked on it.
        Expert: "专家",
        /// A team that has come to the district.
        Team: "人才团队",
        /// An instrument that is free, and who works it.
        Equipment: "仪器设备",
        /// A project that has dealt with it before.
        Project: "往期项目",
        /// A commissioner in the villages.
        Commissioner: "科技特派员",
    }
}

impl AnswerKind {
    /// Its name in addresses and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            AnswerKind::Achievement => "achievement",
            AnswerKind::Expert => "expert",
            AnswerKind::Team => "team",
            AnswerKind::Equipment => "equipment",
            AnswerKind::Project => "project",
            AnswerKind::Commissioner => "commissioner",
        }
    }
}

/// A kind of answer and where it stands. Columns are named by paths: `unit.region` is the region of the unit that a record
/// links to. A path that is not given is a question that this kind is not asked.
#[derive(Copy, Clone, Debug)]
pub struct Source {
    /// What kind of answer its records are.
    pub kind: AnswerKind,
    /// Its records.
    pub listing: &'static Listing,
    /// Which of them are answers at all: the column has one of these words.
    pub only: &'static [(&'static str, &'static [&'static str])],
    /// What is written of them, and where.
    pub told: &'static [Told],
    /// The unit that would have to be asked.
    pub unit: Option<&'static str>,
    /// The person who would have to be asked.
    pub person: Option<&'static str>,
    /// Its fields of learning (GB/T 13745), of which one must fit.
    pub fields: &'static [&'static str],
    /// The code of the region where it is.
    pub region: Option<&'static str>,
    /// What it would cost, in fen.
    pub price: Option<&'static str>,
    /// Its maturity: a text that begins with the level, 1 to 9.
    pub maturity: Option<&'static str>,
    /// The last day on which it can be had.
    pub until: Option<&'static str>,
    /// Who works it.
    pub operator: Option<&'static str>,
    /// What it is used for already.
    pub used: Option<Used>,
}

impl Source {
    /// A source of which nothing is known, to be filled in by `..Source::of(…)`.
    pub const fn of(kind: AnswerKind, listing: &'static Listing) -> Source {
        Source {
            kind,
            listing,
            only: &[],
            told: &[],
            unit: None,
            person: None,
            fields: &[],
            region: None,
            price: None,
            maturity: None,
            until: None,
            operator: None,
            used: None,
        }
    }
}

/// A text that tells of an answer.
#[derive(Copy, Clone, Debug)]
pub struct Told {
    /// The listing in which it stands.
    pub listing: &'static Listing,
    /// Of whom it tells.
    pub of: Of,
    /// The path of its title.
    pub title: &'static str,
    /// The paths of the rest.
    pub texts: &'static [&'static str],
}

/// Of whom a text tells.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Of the record in which it stands.
    Itself,
    /// Of the answer that this column names.
    Answer(&'static str),
    /// Of the person that this column names.
    Person(&'static str),
    /// Of the person whose record it is.
    ThisPerson,
}

/// The record of uses of an instrument.
#[derive(Copy, Clone, Debug)]
pub struct Used {
    /// The listing of uses.
    pub listing: &'static Listing,
    /// The column that names the instrument.
    pub link: &'static str,
    /// The day of a use.
    pub day: &'static str,
    /// Its hours.
    pub hours: &'static str,
}
