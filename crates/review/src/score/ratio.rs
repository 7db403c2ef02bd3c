//! Exact fractions, so that a mean is rounded once and from what it really is.

use std::cmp::Ordering;

use super::Hundredths;

/// A fraction in lowest terms, of tenths of a point.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    above: i128,
    /// Above nothing.
    below: i128,
}

/// The fractions have too little in common: their sum has more digits than are kept.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct TooFine;

impl Ratio {
    pub(super) const ZERO: Ratio = Ratio { above: 0, below: 1 };

    /// `above` divided by `below`; `None` unless `below` is above nothing.
    pub(super) fn new(above: i128, below: i128) -> Option<Ratio> {
        let divisor = common_divisor(above.unsigned_abs(), below.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|_| below > 0)?;
        Some(Ratio { above: above / divisor, below: below / divisor })
    }

    /// A whole number.
    pub(super) const fn whole(number: i128) -> Ratio {
        Ratio { above: number, below: 1 }
    }

    /// The mean of fractions; `None` where there are none.
    pub(super) fn mean(some: &[Ratio]) -> Result<Option<Ratio>, TooFine> {
        let sum = some.iter().try_fold(Ratio::ZERO, |sum, one| sum.plus(*one))?;
        let count = i128::try_from(some.len()).map_err(|_| TooFine)?;
        Ok(Ratio::new(sum.above, sum.below.checked_mul(count).ok_or(TooFine)?))
    }

    pub(super) fn plus(self, other: Ratio) -> Result<Ratio, TooFine> {
        let sum = || {
            let divisor = i128::try_from(common_divisor(self.below.unsigned_abs(), other.below.unsigned_abs())).ok()?;
            let (mine, theirs) = (other.below / divisor, self.below / divisor);
            let above = self.above.checked_mul(mine)?.checked_add(other.above.checked_mul(theirs)?)?;
            Ratio::new(above, self.below.checked_mul(mine)?)
        };
        sum().ok_or(TooFine)
    }

    pub(super) fn minus(self, other: Ratio) -> Result<Ratio, TooFine> {
        self.plus(Ratio { above: -other.above, ..other })
    }

    /// In hundredths of a point, half up.
    pub(super) fn to_hundredths(self) -> Hundredths {
        let rounded = (self.above * 20 + self.below).div_euclid(self.below * 2);
        Hundredths(i64::try_from(rounded).unwrap_or(i64::MAX))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// By whole part, then by the whole part of what is left turned round, and so on: exact, and never too large.
    fn cmp(&self, other: &Ratio) -> Ordering {
        let split = |one: &Ratio| (one.above.div_euclid(one.below), one.above.rem_euclid(one.below));
        let ((whole, rest), (other_whole, other_rest)) = (split(self), split(other));
        whole.cmp(&other_whole).then_with(|| match (rest, other_rest) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => Ratio { above: other.below, below: other_rest }.cmp(&Ratio { above: self.below, below: rest }),
        })
    }
}

fn common_divisor(one: u128, other: u128) -> u128 {
    if other == 0 { one.max(1) } else { common_divisor(other, one % other) }
}
