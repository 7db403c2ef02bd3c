//! The numbers by which experts are kept apart, drawn and heard, each with its day, its source and how sure it is.
//!
//! There is no national text that fixes them; provinces and cities set their own. A bureau compares them with the rules
//! it works under before it relies on them, and pages show the source and the confidence beside the number.

use vocabulary::{Dated, Day, Since, day};

/// How sure a parameter is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// 通行做法: what most regions do; wordings differ.
    Customary,
    /// 待核: set here with caution, to be confirmed by a person.
    Unconfirmed,
}

impl Confidence {
    /// The word shown beside the number.
    pub const fn label(self) -> &'static str {
        match self {
            Confidence::Customary => "通行做法",
            Confidence::Unconfirmed => "待核",
        }
    }
}

/// One number of the rules of review.
#[derive(Debug)]
pub struct Parameter {
    /// What it is.
    pub name: &'static str,
    /// Of what it counts.
    pub unit: &'static str,
    /// Its value over time, with the source of each.
    pub values: Dated<i64>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Parameter {
    /// The value on a day; `None` before the first that is known.
    pub fn on(&self, day: Day) -> Option<i64> {
        self.values.on(day).copied()
    }
}

const HABIT: &str = "各地科技计划项目评审专家管理、回避办法的通行规定，表述不一，无统一的国家文号";
const HOUSE: &str = "本系统从严设定，请对照本级评审专家管理办法核定";

/// 合作成果回避年限: joint papers, patents and projects younger than this bar an expert.
pub(crate) static JOINT_WORK_YEARS: Parameter = Parameter {
    name: "合作成果、共同项目回避年限",
    unit: "年",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 3, HABIT)]),
    confidence: Confidence::Customary,
};

/// 曾任职单位回避年限: a post that ended less than this ago bars an expert from that unit's applications.
pub(crate) static PAST_UNIT_YEARS: Parameter = Parameter {
    name: "曾任职单位回避年限",
    unit: "年",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 3, HABIT)]),
    confidence: Confidence::Customary,
};

/// 申请回避人数上限: how many experts an applicant may name for avoidance.
pub(crate) static MOST_AVOIDED: Parameter = Parameter {
    name: "申报人要求回避的专家人数上限",
    unit: "名",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 3, HABIT)]),
    confidence: Confidence::Customary,
};

/// 利害关系申报有效期: after so many months an expert's declaration says nothing any more.
pub(crate) static DECLARATION_MONTHS: Parameter = Parameter {
    name: "利害关系申报有效期",
    unit: "个月",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 12, HOUSE)]),
    confidence: Confidence::Unconfirmed,
};

/// 评审组人数下限.
pub(crate) static PANEL_LEAST: Parameter = Parameter {
    name: "评审组人数下限",
    unit: "名",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 5, HABIT)]),
    confidence: Confidence::Customary,
};

/// 大额项目评审组人数下限.
pub(crate) static LARGE_PANEL_LEAST: Parameter = Parameter {
    name: "大额项目评审组人数下限",
    unit: "名",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 7, HABIT)]),
    confidence: Confidence::Customary,
};

/// 大额项目起点: from this grant on a project takes the larger panel.
pub(crate) static LARGE_GRANT: Parameter = Parameter {
    name: "大额项目财政资助起点",
    unit: "万元",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 100, HOUSE)]),
    confidence: Confidence::Unconfirmed,
};

/// 财务专家人数下限: where a panel judges money.
pub(crate) static FINANCIAL_LEAST: Parameter = Parameter {
    name: "涉及经费评审时财务专家人数下限",
    unit: "名",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 1, HABIT)]),
    confidence: Confidence::Customary,
};

/// 去掉最高最低分的人数起点: from so many marks on the highest and the lowest are left out.
pub(crate) static TRIM_FROM: Parameter = Parameter {
    name: "去掉一个最高分和一个最低分的起始人数",
    unit: "名",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 5, HABIT)]),
    confidence: Confidence::Customary,
};

/// 分差复议线: marks further apart than this are to be discussed again.
pub(crate) static WIDEST_SPREAD: Parameter = Parameter {
    name: "须复议的最高最低分差",
    unit: "分",
    values: Dated::new(&[Since::new(day!(1900, 1, 1), 20, HABIT)]),
    confidence: Confidence::Customary,
};

/// Every parameter of this crate, for the page that shows them.
pub static PARAMETERS: &[&Parameter] = &[
    &JOINT_WORK_YEARS,
    &PAST_UNIT_YEARS,
    &MOST_AVOIDED,
    &DECLARATION_MONTHS,
    &PANEL_LEAST,
    &LARGE_PANEL_LEAST,
    &LARGE_GRANT,
    &FINANCIAL_LEAST,
    &TRIM_FROM,
    &WIDEST_SPREAD,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_value_on_every_day_and_says_where_it_comes_from() {
        for parameter in PARAMETERS {
            assert!(parameter.on(Day::EARLIEST).is_some_and(|value| value > 0), "{}", parameter.name);
            for since in parameter.values.entries() {
                assert!(!since.source.is_empty(), "{}", parameter.name);
            }
        }
        assert_eq!(JOINT_WORK_YEARS.on(day!(2026, 8, 7)), Some(3));
        assert_eq!(LARGE_GRANT.confidence.label(), "待核");
    }
}
