//! How far an enterprise is from the next rung: what the rules say of what the records know of it.

use std::cmp::Reverse;

use policies::{
    assessment::Answer,
    check::{self, Kind},
};
use vocabulary::Day;

use crate::known::Known;

/// A condition that is not met, or not surely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// Whether it fails; otherwise it depends on what nobody has told yet, or on experts.
    pub(crate) fails: bool,
    /// The nearest change that would pass it, as the rules compute it.
    pub(crate) nearest: String,
}

/// The distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    /// The records lack what the rules need first: each in a sentence.
    Unknown(Vec<String>),
    /// What the rules say.
    Known {
        answer: Answer,
        /// The least and the most points.
        score: (u8, u8),
        /// How many points are missing even if experts give the most.
        short: u8,
        lacks: Vec<Lack>,
    },
}

impl Distance {
    /// The distance of an enterprise that applies in a year, from the records as they are.
    pub(crate) fn of(kind: Kind, known: &Known, day: Day) -> Distance {
        let prefilled = match kind {
            Kind::Hnte => known.hnte(day),
            Kind::Tsme => known.tsme(day),
        };
        let assessment = match check::run(kind, &prefilled.questionnaire.to_string(), day) {
            Ok(assessment) => assessment,
            Err(problems) => {
                return Distance::Unknown(problems.into_iter().map(|problem| problem.sentence).collect());
            }
        };
        let lack = |condition: policies::assessment::Condition| {
            let nearest = condition.gap.map_or(String::new(), |gap| gap.to_string());
            Lack { code: condition.code, name: condition.name, fails: condition.met == Some(false), nearest }
        };
        let open = assessment.conditions.into_iter().filter(|condition| condition.met != Some(true));
        Distance::Known {
            answer: assessment.qualifies,
            score: (assessment.score.min(), assessment.score.max()),
            short: assessment.least.saturating_sub(assessment.score.max()),
            lacks: open.map(lack).collect(),
        }
    }

    /// What it is sorted by: the closest first, and those of whom nothing can be said last.
    pub(crate) fn order(&self) -> (usize, u8, usize, Reverse<u8>) {
        match self {
            Distance::Unknown(problems) => (usize::MAX, u8::MAX, problems.len(), Reverse(0)),
            Distance::Known { score, short, lacks, .. } => {
                let fails = lacks.iter().filter(|lack| lack.fails).count();
                (fails, *short, lacks.len(), Reverse(score.0))
            }
        }
    }

    /// The conditions that fail.
    pub(crate) fn fails(&self) -> impl Iterator<Item = &Lack> {
        let lacks = match self {
            Distance::Unknown(_) => &[],
            Distance::Known { lacks, .. } => lacks.as_slice(),
        };
        lacks.iter().filter(|lack| lack.fails)
    }
}
