//! 集体研究: what is entered of the meeting that decided on a list, and whether it could decide.

use cases::{Act, Change};
use procedure::{Ask, AskKind};
use storage::{Error, Problem, Result};

use super::procedure::Ranking;
use crate::parameters;

const ENTITLED: Ask = Ask::new("entitled", "应到会", AskKind::Number("人"));
const PRESENT: Ask = Ask::new("present", "实到会", AskKind::Number("人"));
const IN_FAVOUR: Ask = Ask::new("in_favour", "赞成", AskKind::Number("人"));
const RECUSED: Ask = Ask::new("recused", "回避情况（没有的写“无”）", AskKind::Paragraph);
const RESOLUTION: Ask = Ask::new("resolution", "会议结论", AskKind::Paragraph);

/// What the step asks for besides the minutes and the day.
pub(super) const ASKS: &[Ask] = &[ENTITLED, PRESENT, IN_FAVOUR, RECUSED, RESOLUTION];

/// Who was at the meeting and who was for the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attendance {
    entitled: i64,
    present: i64,
    in_favour: i64,
}

impl Attendance {
    /// What keeps it from being a decision, at the field where it shows.
    fn problems(self) -> Vec<(Ask, String)> {
        let Attendance { entitled, present, in_favour } = self;
        let (part, whole) = parameters::QUORUM;
        let mut problems = Vec::new();
        if present > entitled {
            problems.push((PRESENT, format!("实到 {present} 人，多于应到 {entitled} 人")));
        } else if present * whole < entitled * part {
            problems.push((PRESENT, format!("实到 {present} 人，不足应到 {entitled} 人的半数，会议不能作出决定")));
        }
        if in_favour > present {
            problems.push((IN_FAVOUR, format!("赞成 {in_favour} 人，多于实到 {present} 人")));
        } else if in_favour * 2 <= entitled {
            let why = format!("赞成 {in_favour} 人，没有超过应到 {entitled} 人的半数，没有通过。请退回重编");
            problems.push((IN_FAVOUR, why));
        }
        problems
    }
}

/// The decision is entered.
///
/// # Errors
/// [`Error::Invalid`] with everything that keeps it from being one.
pub(super) fn entered(act: &Act<'_, Ranking>) -> Result<Vec<Change>> {
    let number = |ask: Ask| act.answers.number(ask.name).unwrap_or_default();
    let attendance = Attendance { entitled: number(ENTITLED), present: number(PRESENT), in_favour: number(IN_FAVOUR) };
    let mut problems = attendance.problems();
    let held_on = act.answers.day(Ask::HELD_ON.name).unwrap_or(act.today);
    if held_on > act.today {
        problems.push((Ask::HELD_ON, "会议日期在今天之后，请开会以后再登记".to_owned()));
    }
    if !problems.is_empty() {
        let told = problems.into_iter().map(|(ask, sentence)| Problem { place: ask.name.to_owned(), sentence });
        return Err(Error::Invalid(told.collect()));
    }
    Ok(vec![("minutes", act.answers.text(Ask::MINUTES.name).into()), ("decided_on", held_on.to_string().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(entitled: i64, present: i64, in_favour: i64) -> Vec<&'static str> {
        Attendance { entitled, present, in_favour }.problems().into_iter().map(|(ask, _)| ask.name).collect()
    }

    #[test]
    fn half_of_those_entitled_must_be_there_and_more_than_half_of_them_in_favour() {
        assert_eq!(places(7, 7, 7), [""; 0]);
        assert_eq!(places(7, 4, 4), [""; 0]);
        assert_eq!(places(6, 3, 3), ["in_favour"]);
        assert_eq!(places(7, 3, 3), ["present", "in_favour"]);
        assert_eq!(places(7, 8, 7), ["present"]);
        assert_eq!(places(7, 5, 6), ["in_favour"]);
        assert_eq!(places(0, 0, 0), ["in_favour"]);
    }
}
