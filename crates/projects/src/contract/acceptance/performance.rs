//! 绩效: four parts with their most points, and the grade of their sum (财预〔2020〕10号).

use procedure::{Ask, AskKind};
use storage::{Error, Problem, Result};

use crate::parameters::{GRADES, MOST_FOR_BENEFIT, MOST_FOR_EXECUTION, MOST_FOR_OUTPUT, MOST_FOR_SATISFACTION};

/// The four parts as a step asks for them.
pub(super) const EXECUTION: Ask = Ask::new("execution", "预算执行得分（满分 10）", AskKind::Number("分"));
/// The second.
pub(super) const OUTPUT: Ask = Ask::new("output", "产出得分（满分 50）", AskKind::Number("分"));
/// The third.
pub(super) const BENEFIT: Ask = Ask::new("benefit", "效益得分（满分 30）", AskKind::Number("分"));
/// The fourth.
pub(super) const SATISFACTION: Ask = Ask::new("satisfaction", "满意度得分（满分 10）", AskKind::Number("分"));

/// Each part with the most points that it can have.
const PARTS: [(Ask, i64); 4] = [
    (EXECUTION, MOST_FOR_EXECUTION),
    (OUTPUT, MOST_FOR_OUTPUT),
    (BENEFIT, MOST_FOR_BENEFIT),
    (SATISFACTION, MOST_FOR_SATISFACTION),
];

/// The points of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Performance {
    /// Each part by the name of its column.
    pub(super) parts: Vec<(&'static str, i64)>,
    /// 优, 良, 中 or 差.
    pub(super) grade: &'static str,
}

impl Performance {
    /// Takes the points that `given` has for each part.
    ///
    /// # Errors
    /// [`Error::Invalid`] at every part that has too many.
    pub(super) fn of(given: impl Fn(&str) -> Option<i64>) -> Result<Performance> {
        let mut problems = Vec::new();
        let mut parts = Vec::new();
        for (ask, most) in PARTS {
            match given(ask.name) {
                Some(points) if (0..=most).contains(&points) => parts.push((ask.name, points)),
                _ => problems
                    .push(Problem { place: ask.name.to_owned(), sentence: format!("应为 0 到 {most} 的整数") }),
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let points = parts.iter().map(|(_, points)| points).sum::<i64>();
        let grade = GRADES.iter().find(|(from, _)| points >= *from).map_or("差", |(_, grade)| grade);
        Ok(Performance { parts, grade })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(points: [i64; 4]) -> &'static str {
        let named = PARTS.map(|(ask, _)| ask.name);
        Performance::of(|name| named.iter().position(|one| *one == name).map(|at| points[at])).unwrap().grade
    }

    #[test]
    fn the_grade_changes_at_ninety_eighty_and_sixty() {
        assert_eq!(grade([10, 50, 30, 10]), "优");
        assert_eq!((grade([10, 45, 25, 10]), grade([10, 45, 25, 9])), ("优", "良"));
        assert_eq!((grade([10, 40, 20, 10]), grade([10, 40, 20, 9])), ("良", "中"));
        assert_eq!((grade([10, 30, 10, 10]), grade([10, 30, 10, 9])), ("中", "差"));
        assert_eq!(grade([0; 4]), "差");
    }

    #[test]
    fn a_part_beyond_its_most_is_told_and_so_is_one_that_is_missing() {
        let Err(Error::Invalid(problems)) = Performance::of(|name| (name != "benefit").then_some(11)) else {
            panic!("eleven points of ten were taken")
        };
        let places: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
        assert_eq!(places, ["execution", "benefit", "satisfaction"]);
    }
}
