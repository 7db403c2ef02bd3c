//! The numbers of a panel: how many experts of which class, and how many of them judge each proposal.

use cases::CaseFile;
use review::{Class, PanelNeed, PanelRules, Quota};
use vocabulary::Money;

/// The numbers of a panel as its record has them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Experts on the panel.
    pub(crate) size: u32,
    /// Financial experts among them.
    pub(crate) finance: u32,
    /// Investment experts among them.
    pub(crate) investment: u32,
    /// The most from one unit.
    pub(crate) most_of_unit: u32,
    /// Experts who judge one proposal.
    pub(crate) reviewers: u32,
    /// The fewest proposals of one expert.
    pub(crate) least: u32,
    /// The most proposals of one expert.
    pub(crate) most: u32,
}

impl Numbers {
    /// Of a panel.
    pub(crate) fn of(panel: &CaseFile) -> Numbers {
        let number = |column| panel.number(column).and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
        Numbers {
            size: number("size"),
            finance: number("finance"),
            investment: number("investment"),
            most_of_unit: number("most_of_unit"),
            reviewers: number("reviewers"),
            least: number("least"),
            most: number("most"),
        }
    }

    /// Whether every expert judges every proposal.
    pub(crate) fn judge_all(&self) -> bool {
        self.reviewers >= self.size
    }

    /// Of whom the panel must consist.
    pub(crate) fn panel(&self) -> PanelNeed {
        PanelNeed {
            size: self.size,
            quotas: vec![
                Quota::exactly(Class::Financial, self.finance),
                Quota::exactly(Class::Investment, self.investment),
            ],
            most_from_one_unit: Some(self.most_of_unit),
        }
    }

    /// Of whom the experts of one proposal must consist: of each class its share of the panel, and never nobody of a class
    /// that the panel has.
    pub(crate) fn of_one_proposal(&self) -> PanelNeed {
        let quotas = [(Class::Financial, self.finance), (Class::Investment, self.investment)]
            .map(|(class, count)| Quota::at_least(class, self.share(count)));
        PanelNeed { size: self.reviewers, quotas: quotas.to_vec(), most_from_one_unit: Some(self.most_of_unit) }
    }

    fn share(&self, count: u32) -> u32 {
        if self.judge_all() || count == 0 {
            return count;
        }
        let share = u64::from(count) * u64::from(self.reviewers) / u64::from(self.size.max(1));
        u32::try_from(share).unwrap_or(count).max(1)
    }

    /// What the rules have against these numbers for grants up to `largest`, a sentence each.
    pub(crate) fn problems(&self, rules: &PanelRules, largest: Money) -> Vec<String> {
        let judges_money = largest > Money::default();
        let mut problems = rules.problems(&self.panel(), largest, judges_money);
        if self.reviewers > self.size {
            problems.push(format!("每份由 {} 人评，多于专家人数 {} 人。", self.reviewers, self.size));
        } else if self.reviewers < self.size {
            let of_one = rules.problems(&self.of_one_proposal(), largest, judges_money);
            let new: Vec<String> = of_one.into_iter().filter(|problem| !problems.contains(problem)).collect();
            problems.extend(new.into_iter().map(|problem| format!("每份申报书的专家：{problem}")));
        }
        if self.least > self.most {
            problems.push(format!("每人至少评 {} 份，多于至多评 {} 份。", self.least, self.most));
        }
        problems
    }

    /// What is wrong with the loads for so many proposals; nothing when they can be shared out.
    pub(crate) fn load_problem(&self, proposals: i64) -> Option<String> {
        let reviews = proposals.saturating_mul(self.reviewers.into());
        let (least, most) = (i64::from(self.size) * i64::from(self.least), i64::from(self.size) * i64::from(self.most));
        if reviews > most {
            return Some(format!("{proposals} 份申报书共需评审 {reviews} 人次，全部专家至多承担 {most} 人次"));
        }
        for (class, count) in [(Class::Financial, self.finance), (Class::Investment, self.investment)] {
            let reviews = proposals.saturating_mul(self.share(count).into());
            let most = i64::from(count) * i64::from(self.most);
            if reviews > most {
                let label = class.label();
                return Some(format!(
                    "{proposals} 份申报书共需{label}专家评审 {reviews} 人次，{count} 名{label}专家至多承担 {most} 人次"
                ));
            }
        }
        let why = || format!("{proposals} 份申报书共需评审 {reviews} 人次，少于全部专家至少承担的 {least} 人次");
        (reviews < least).then(why)
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::day;

    use super::*;

    const NUMBERS: Numbers =
        Numbers { size: 15, finance: 3, investment: 1, most_of_unit: 2, reviewers: 5, least: 1, most: 20 };

    #[test]
    fn each_proposal_has_its_share_of_every_class() {
        let share = |numbers: Numbers| {
            let quotas = numbers.of_one_proposal().quotas;
            quotas.into_iter().map(|quota| quota.least).collect::<Vec<_>>()
        };
        assert_eq!(share(NUMBERS), [1, 1]);
        assert_eq!(share(Numbers { size: 10, finance: 5, investment: 0, ..NUMBERS }), [2, 0]);
        assert_eq!(share(Numbers { reviewers: 15, ..NUMBERS }), [3, 1]);
    }

    #[test]
    fn what_the_rules_have_against_a_panel_is_told_at_once() {
        let rules = PanelRules::on(day!(2022, 3, 7)).unwrap();
        let grant = Money::from_yuan(300_000).unwrap();
        assert_eq!(NUMBERS.problems(&rules, grant), Vec::<String>::new());
        let even = Numbers { size: 6, finance: 0, reviewers: 8, least: 9, most: 2, ..NUMBERS };
        expect_test::expect![[r#"
            评审组人数应为单数，现为 6 名。
            评审涉及经费，财务专家名额应至少 1 名，现为 0 名。
            每份由 8 人评，多于专家人数 6 人。
            每人至少评 9 份，多于至多评 2 份。"#]]
        .assert_eq(&even.problems(&rules, grant).join("\n"));
        let large = Money::from_yuan(1_000_000).unwrap();
        expect_test::expect!["每份申报书的专家：大额项目评审组至少 7 名，现为 5 名。"]
            .assert_eq(&NUMBERS.problems(&rules, large).join("\n"));
    }

    #[test]
    fn loads_fit_the_number_of_proposals() {
        assert_eq!(NUMBERS.load_problem(20), None);
        let told = NUMBERS.load_problem(21).unwrap();
        assert!(told.contains("共需投资专家评审 21 人次，1 名投资专家至多承担 20 人次"), "{told}");
        assert!(NUMBERS.load_problem(61).unwrap().contains("至多承担 300 人次"));
        assert!(NUMBERS.load_problem(2).unwrap().contains("至少承担的 15 人次"));
        assert!(NUMBERS.load_problem(i64::MAX).is_some());
    }
}
