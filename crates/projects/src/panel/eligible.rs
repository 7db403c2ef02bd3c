//! Whether an expert may sit on a panel that judges many proposals, from what the conflict engine says of each.

use review::{Conflict, ConflictRules, Eligibility, ExpertFacts, Gap, SubjectFacts, conflicts};
use vocabulary::Day;

/// How many proposals a reason names; the others are counted.
const NAMED: usize = 3;

/// A proposal by the number that people know.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) number: String,
    pub(super) facts: SubjectFacts,
}

/// What is said of some proposals, and of which.
struct Said<'s> {
    sentence: String,
    record: &'static str,
    numbers: Vec<&'s str>,
}

impl Said<'_> {
    /// The sentence, with the proposals where it is not said of all.
    fn told(self, all: usize) -> String {
        let count = self.numbers.len();
        if count == all {
            return self.sentence;
        }
        let named: Vec<&str> = self.numbers.into_iter().take(NAMED).collect();
        let more = if count > NAMED { format!(" 等 {count} 份") } else { String::new() };
        format!("{}{more}：{}", named.join("、"), self.sentence)
    }
}

/// Whether an expert may sit on the panel. Where everybody judges everything, one proposal that the expert may not judge is
/// enough to keep them out; elsewhere there must be one that they may judge, and assignment keeps them from the others.
pub(super) fn eligibility(
    expert: &ExpertFacts,
    subjects: &[Subject],
    judges_all: bool,
    today: Day,
    rules: &ConflictRules,
) -> Eligibility {
    let mut known: Vec<Said<'_>> = Vec::new();
    let mut unknown: Vec<Said<'_>> = Vec::new();
    let mut may_judge_one = false;
    for subject in subjects {
        let (against, gaps) = match conflicts(expert, &subject.facts, today, rules) {
            Eligibility::Eligible => {
                may_judge_one = true;
                continue;
            }
            Eligibility::Conflicted { conflicts, gaps } => (conflicts, gaps),
            Eligibility::Unknown(gaps) => (Vec::new(), gaps),
        };
        for one in against {
            say(&mut known, one.sentence, one.found_in, &subject.number);
        }
        for one in gaps {
            say(&mut unknown, one.sentence, one.missing_in, &subject.number);
        }
    }
    if (known.is_empty() && unknown.is_empty()) || (may_judge_one && !judges_all) {
        return Eligibility::Eligible;
    }
    let all = subjects.len();
    let gaps = unknown.into_iter().map(|said| Gap { missing_in: said.record, sentence: said.told(all) }).collect();
    let conflict = |said: Said<'_>| Conflict { found_in: said.record, sentence: said.told(all) };
    match known.is_empty() {
        true => Eligibility::Unknown(gaps),
        false => Eligibility::Conflicted { conflicts: known.into_iter().map(conflict).collect(), gaps },
    }
}

fn say<'s>(said: &mut Vec<Said<'s>>, sentence: String, record: &'static str, number: &'s str) {
    match said.iter_mut().find(|one| one.sentence == sentence && one.record == record) {
        Some(one) => one.numbers.push(number),
        None => said.push(Said { sentence, record, numbers: vec![number] }),
    }
}

#[cfg(test)]
mod tests {
    use review::{CallId, PersonId, UnitId};
    use vocabulary::day;

    use super::*;

    const TODAY: Day = day!(2022, 5, 9);

    fn expert(unit: Option<i64>) -> ExpertFacts {
        ExpertFacts {
            person: PersonId(1),
            is_active: true,
            unit: unit.map(UnitId),
            posts: Vec::new(),
            ties: Vec::new(),
            joint_works: Vec::new(),
            own_calls: Vec::new(),
            declared_on: Some(day!(2022, 1, 1)),
            bars: Vec::new(),
        }
    }

    fn subjects(units: &[i64]) -> Vec<Subject> {
        let subject = |(number, unit): (usize, &i64)| Subject {
            number: format!("SB-{number}"),
            facts: SubjectFacts {
                call: CallId(1),
                applicant: Some(UnitId(*unit)),
                partners: Vec::new(),
                leader: Some(PersonId(90)),
                members: Vec::new(),
                unidentified: 0,
                avoided: Vec::new(),
            },
        };
        (1..).zip(units).map(subject).collect()
    }

    fn reasons(unit: Option<i64>, units: &[i64], judges_all: bool) -> Vec<String> {
        let rules = ConflictRules::on(TODAY).unwrap();
        eligibility(&expert(unit), &subjects(units), judges_all, TODAY, &rules).reasons()
    }

    #[test]
    fn one_conflict_keeps_out_of_a_panel_that_judges_everything_and_of_no_other() {
        assert_eq!(reasons(Some(7), &[7, 8], true), ["SB-1：与申报单位同属一个法人单位（专家库）"]);
        assert_eq!(reasons(Some(7), &[7, 8], false), Vec::<String>::new());
        assert_eq!(reasons(Some(7), &[7, 7], false), ["与申报单位同属一个法人单位（专家库）"]);
        assert_eq!(
            reasons(Some(7), &[7, 7, 7, 7, 8], true),
            ["SB-1、SB-2、SB-3 等 4 份：与申报单位同属一个法人单位（专家库）"]
        );
    }

    #[test]
    fn what_is_not_known_of_an_expert_keeps_them_out_everywhere() {
        assert_eq!(reasons(None, &[7, 8], false), ["专家工作单位不明，请先查清（专家库）"]);
    }

    #[test]
    fn nothing_to_judge_keeps_nobody_out() {
        assert_eq!(reasons(Some(7), &[], true), Vec::<String>::new());
    }
}
