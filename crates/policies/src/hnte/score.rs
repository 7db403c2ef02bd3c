//! 企业创新能力评价, 195号 三（七）: every item with the points that experts may give it.

use crate::points::{Band, Points, anything_on, points_on};

use super::facts::{Facts, Grade, Mark};
use super::growth::Growth;
use super::parameters::Scales;

/// The points of every item.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The most that the block of intellectual property gives.
    ip_most: u8,
    /// 技术的先进程度.
    pub advancement: Points,
    /// 核心支持作用.
    pub support: Points,
    /// 知识产权数量.
    pub quantity: Points,
    /// 获得方式.
    pub acquisition: Points,
    /// Taking part in making a standard.
    pub standards: Points,
    /// 科技成果转化能力.
    pub conversions: Points,
    /// 研究开发组织管理水平: its four items.
    pub management: [Points; 4],
    /// Growth of net assets.
    pub net_assets: Points,
    /// Growth of sales.
    pub sales: Points,
}

impl Score {
    /// The block of intellectual property, capped.
    pub fn ip(&self) -> Points {
        (self.advancement + self.support + self.quantity + self.acquisition + self.standards).capped(self.ip_most)
    }

    /// The block of management.
    pub fn managed(&self) -> Points {
        self.management.into_iter().sum()
    }

    /// The block of growth.
    pub fn growth(&self) -> Points {
        self.net_assets + self.sales
    }

    /// The whole score.
    pub fn total(&self) -> Points {
        self.ip() + self.conversions + self.managed() + self.growth()
    }
}

/// The score of an enterprise. What was not filled in can give anything that the scale allows.
pub fn score(facts: &Facts, scales: &Scales) -> Score {
    let management = facts.management;
    let [rules, body, incentives, training] = scales.management;
    Score {
        ip_most: scales.ip_most,
        advancement: graded(facts, facts.ip.advancement, scales),
        support: graded(facts, facts.ip.support, scales),
        quantity: quantity(facts, scales),
        acquisition: acquisition(facts, scales),
        standards: flagged(facts.ip.standards, scales.standards.points),
        conversions: conversions(facts, scales),
        management: [
            marked(management.rules, rules),
            marked(management.body, body),
            marked(management.incentives, incentives),
            marked(management.training, training),
        ],
        net_assets: growth(facts.each_year(|year| year.net_assets), facts, scales),
        sales: growth(facts.each_year(|year| Some(year.sales)), facts, scales),
    }
}

/// What grades the rights themselves gives nothing where there are none.
fn of_rights(facts: &Facts, points: Points) -> Points {
    match facts.rights() {
        Some(0) => Points::NONE,
        Some(_) => points,
        None => points.or(Points::NONE),
    }
}

fn graded(facts: &Facts, grade: Option<Grade>, scales: &Scales) -> Points {
    let points = match grade {
        Some(grade) => points_on(&scales.grade, |rank| grade.rank() >= rank),
        None => anything_on(&scales.grade),
    };
    of_rights(facts, points)
}

/// A class I right counts alone; else the number of class II rights.
fn quantity(facts: &Facts, scales: &Scales) -> Points {
    let by_class_two = match facts.ip.class2 {
        Some(count) => points_on(&scales.class_two, |least| count >= u32::from(least)),
        None => anything_on(&scales.class_two),
    };
    match facts.ip.class1 {
        Some(0) => by_class_two,
        Some(_) => scales.class_one.points,
        None => by_class_two.or(scales.class_one.points),
    }
}

fn acquisition(facts: &Facts, scales: &Scales) -> Points {
    let points = match facts.ip.self_developed {
        Some(true) => scales.self_developed.points,
        Some(false) => scales.acquired.points,
        None => scales.self_developed.points.or(scales.acquired.points),
    };
    of_rights(facts, points)
}

fn flagged(flag: Option<bool>, points: Points) -> Points {
    match flag {
        Some(true) => points,
        Some(false) => Points::NONE,
        None => points.or(Points::NONE),
    }
}

/// By the yearly average over the years that count.
fn conversions(facts: &Facts, scales: &Scales) -> Points {
    let years = u64::from(facts.how_many_years().max(1));
    match facts.conversions {
        Some(count) => points_on(&scales.conversions, |average| u64::from(count) >= u64::from(average) * years),
        None => anything_on(&scales.conversions),
    }
}

fn marked(mark: Option<Mark>, most: u8) -> Points {
    match mark {
        Some(Mark::There(false)) => Points::NONE,
        Some(Mark::Points(points)) => Points::exactly(points).capped(most),
        Some(Mark::There(true)) | None => Points::between(0, most),
    }
}

/// Growth of a series of years. A year that is missing leaves it open; an enterprise without any year has no growth.
fn growth(series: Option<([i64; 3], u8)>, facts: &Facts, scales: &Scales) -> Points {
    match series {
        Some((values, count)) => Growth::over(values, count).points(scales),
        None if facts.how_many_years() < 2 => Points::NONE,
        None => anything_on(&scales.growth).or(scales.growth_above_none.points),
    }
}

/// The bands of the number of class II rights and of conversions, lowest first.
pub(super) fn edges_upward<const N: usize>(scale: &[Band; N]) -> [u8; N] {
    let mut edges = scale.map(|band| band.from);
    edges.reverse();
    edges
}
