//! 综合评价, 115号 Article 7: S&T staff 20, R&D expense 50, results 30.

use crate::points::{Points, anything_on, points_on};
use crate::ratio::Ratio;
use crate::yuan::Yuan;

use super::facts::Facts;
use super::parameters::Rules;

/// The three parts of the score. Each is one number unless something was not filled in.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// 科技人员指标, at most 20.
    pub staff: Points,
    /// 研发投入指标, at most 50.
    pub rd: Points,
    /// 科技成果指标, at most 30.
    pub results: Points,
}

impl Score {
    /// The whole.
    pub fn total(&self) -> Points {
        self.staff + self.rd + self.results
    }
}

/// The score of an enterprise. What was not filled in can give anything that the scale allows.
pub fn score(facts: &Facts, rules: &Rules) -> Score {
    Score {
        staff: staff(facts, rules),
        rd: rd_in_sales(facts, rules).better(rd_in_costs(facts, rules)),
        results: results(facts, rules),
    }
}

/// S&T staff in all staff.
pub(super) fn science_staff(facts: &Facts) -> Option<Ratio> {
    Ratio::of(facts.st_staff?.into(), facts.staff?.into())
}

/// R&D expense in another amount.
pub(super) fn rd_in(facts: &Facts, whole: Option<Yuan>) -> Option<Ratio> {
    Ratio::of(facts.rd?.whole(), whole?.whole())
}

pub(super) fn staff(facts: &Facts, rules: &Rules) -> Points {
    match science_staff(facts) {
        Some(ratio) => points_on(&rules.science_staff, |percent| ratio.reaches(percent)),
        None => anything_on(&rules.science_staff),
    }
}

fn rd_in_sales(facts: &Facts, rules: &Rules) -> Points {
    match rd_in(facts, facts.sales) {
        Some(ratio) => points_on(&rules.rd_in_sales, |percent| ratio.reaches(percent)),
        None => anything_on(&rules.rd_in_sales),
    }
}

fn rd_in_costs(facts: &Facts, rules: &Rules) -> Points {
    match rd_in(facts, facts.costs) {
        Some(ratio) => points_on(&rules.rd_in_costs, |percent| ratio.reaches(percent)),
        None => anything_on(&rules.rd_in_costs),
    }
}

fn results(facts: &Facts, rules: &Rules) -> Points {
    let by_class_one = match facts.class1 {
        Some(count) => points_on(&rules.class_one, |least| count >= u32::from(least)),
        None => anything_on(&rules.class_one),
    };
    let by_class_two = match facts.class2 {
        Some(count) => points_on(&rules.class_two, |least| count >= u32::from(least)),
        None => anything_on(&rules.class_two),
    };
    by_class_one.better(by_class_two)
}
