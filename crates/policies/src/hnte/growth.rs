//! 成长性: the rate of growth over three years, 195号 三（七）4, as an exact fraction.

use std::fmt;

use crate::points::Points;
use crate::ratio::write_percent;

use super::parameters::Scales;

/// How sales or net assets grew.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Growth {
    /// The last value as a fraction of the earlier ones: one means no growth.
    Rate(Rate),
    /// One accounting year alone: no growth can be seen, 0 points.
    OneYear,
    /// The second year is nothing: 0 points.
    SecondIsNothing,
    /// Divided by net assets below zero, of which the guide says nothing: 0 points, and a person decides.
    BelowZero,
}

/// A last value as a fraction of the earlier ones, with a positive whole.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    part: i128,
    whole: i128,
}

impl Growth {
    /// The growth over `count` years (1 to 3) of these values in yuan, oldest first.
    ///
    /// Of three years the mean of both yearly rates, `(Y2/Y1 + Y3/Y2) / 2 - 1`; with nothing in the first, or with two
    /// years, the one rate there is.
    pub fn over(values: [i64; 3], count: u8) -> Growth {
        match (count, values) {
            (3, [first, second, third]) => Growth::of_three(first.into(), second.into(), third.into()),
            (2, [first, second, _]) => Growth::of_two(first.into(), second.into()),
            _ => Growth::OneYear,
        }
    }

    fn of_three(first: i128, second: i128, third: i128) -> Growth {
        match (first, second) {
            (_, 0) => Growth::SecondIsNothing,
            (0, _) => Growth::of_two(second, third),
            (..0, _) | (_, ..0) => Growth::BelowZero,
            _ => Growth::Rate(Rate { part: second * second + first * third, whole: 2 * first * second }),
        }
    }

    fn of_two(before: i128, after: i128) -> Growth {
        match before {
            0 => Growth::SecondIsNothing,
            ..0 => Growth::BelowZero,
            _ => Growth::Rate(Rate { part: after, whole: before }),
        }
    }

    /// The points.
    pub fn points(self, scales: &Scales) -> Points {
        let Growth::Rate(rate) = self else { return Points::NONE };
        if rate.part <= rate.whole {
            return Points::NONE;
        }
        scales.growth.iter().find(|band| rate.reaches(band.from)).unwrap_or(&scales.growth_above_none).points
    }

    /// The least last value with which growth reaches `percent`, or with 0 is above nothing; `None` where growth is not
    /// computed from it or the value would be too large.
    pub fn least_last(values: [i64; 3], count: u8, percent: u8) -> Option<i64> {
        let [first, second, _] = values.map(i128::from);
        let factor = 100 + i128::from(percent);
        let (numerator, denominator) = match count {
            // (Y2² + Y1·Y3) / (2·Y1·Y2) at the factor, solved for Y3.
            3 if first > 0 && second > 0 => (factor * 2 * first * second - 100 * second * second, 100 * first),
            3 if first == 0 && second > 0 => (factor * second, 100),
            2 if first > 0 => (factor * first, 100),
            _ => return None,
        };
        let least = match percent {
            0 => numerator.div_euclid(denominator) + 1,
            _ => -(-numerator).div_euclid(denominator),
        };
        i64::try_from(least).ok()
    }
}

impl Rate {
    fn reaches(self, percent: u8) -> bool {
        self.part * 100 >= self.whole * (100 + i128::from(percent))
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Growth::Rate(rate) => write_percent(out, rate.part - rate.whole, rate.whole),
            Growth::OneYear => out.write_str("不足两年，按0分计"),
            Growth::SecondIsNothing => out.write_str("作分母的年度为零，按0分计"),
            Growth::BelowZero => out.write_str("作分母的净资产为负，暂按0分计，由专家核定"),
        }
    }
}
