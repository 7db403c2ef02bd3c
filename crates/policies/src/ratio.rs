//! Ratios as the rules use them: compared by multiplying crosswise, rounded only to be shown.

use std::fmt;

/// A part of a whole. The whole is positive.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    part: i64,
    whole: i64,
}

impl Ratio {
    /// The ratio of two numbers, or `None` when the whole is not positive.
    pub const fn of(part: i64, whole: i64) -> Option<Ratio> {
        if whole > 0 { Some(Ratio { part, whole }) } else { None }
    }

    /// Whether the part is at least so many per cent of the whole.
    pub const fn reaches(self, percent: u8) -> bool {
        self.lacking(percent) <= 0
    }

    /// How much is missing to `percent` when whatever is added counts in the part and in the whole: the least `added`
    /// with (part + added) / (whole + added) at `percent`; 0 when it is reached, `None` when it never will be.
    pub fn short_of(self, percent: u8) -> Option<i64> {
        let per_unit = 100 - i128::from(percent);
        let lacking = self.lacking(percent);
        if lacking <= 0 {
            return Some(0);
        }
        (per_unit > 0).then(|| (lacking + per_unit - 1) / per_unit).and_then(|added| i64::try_from(added).ok())
    }

    /// How much is missing to `percent` when what is added counts in the part alone; 0 when it is reached.
    pub fn part_short_of(self, percent: u8) -> Option<i64> {
        i64::try_from((self.lacking(percent).max(0) + 99) / 100).ok()
    }

    /// A hundred times what is missing to `percent`; negative when there is more.
    const fn lacking(self, percent: u8) -> i128 {
        self.whole as i128 * percent as i128 - self.part as i128 * 100
    }
}

impl fmt::Display for Ratio {
    /// In per cent with two decimals, half up: `13.95%`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_percent(out, i128::from(self.part), i128::from(self.whole))
    }
}

/// Writes a fraction in per cent with two decimals, halves away from zero.
pub(crate) fn write_percent(out: &mut fmt::Formatter<'_>, part: i128, whole: i128) -> fmt::Result {
    let hundredths = (part.abs() * 20_000 + whole) / (2 * whole);
    let sign = if part < 0 && hundredths > 0 { "-" } else { "" };
    write!(out, "{sign}{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(part: i64, whole: i64) -> Ratio {
        Ratio::of(part, whole).unwrap()
    }

    #[test]
    fn a_ratio_is_compared_exactly_and_shown_rounded() {
        assert!(ratio(8, 80).reaches(10));
        assert!(!ratio(79_999, 800_000).reaches(10));
        assert_eq!(ratio(12, 86).to_string(), "13.95%");
        assert_eq!(ratio(79_999, 800_000).to_string(), "10.00%");
        assert_eq!(ratio(1, 800).to_string(), "0.13%");
        assert_eq!(ratio(-1, 1_000_000).to_string(), "0.00%");
        assert_eq!(Ratio::of(1, 0), None);
        assert_eq!(Ratio::of(1, -5), None);
    }

    #[test]
    fn a_share_of_all_cannot_be_reached_by_adding() {
        assert_eq!(ratio(1, 2).short_of(100), None);
        assert_eq!(ratio(1, 2).part_short_of(100), Some(1));
        assert_eq!(ratio(2, 2).short_of(100), Some(0));
    }

    proptest! {
        #[test]
        fn what_is_short_is_the_least_that_helps(part in 0_i64..10_000_000, whole in 1_i64..10_000_000, percent in 1_u8..100) {
            let (both, alone) = (ratio(part, whole).short_of(percent).unwrap(), ratio(part, whole).part_short_of(percent).unwrap());
            prop_assert!(ratio(part + both, whole + both).reaches(percent));
            prop_assert!(ratio(part + alone, whole).reaches(percent));
            prop_assert!(alone <= both);
            if both > 0 {
                prop_assert!(!ratio(part + both - 1, whole + both - 1).reaches(percent));
                prop_assert!(!ratio(part + alone - 1, whole).reaches(percent));
            }
        }
    }
}
