//! Whole yuan, as the self-checks ask for them, kept within bounds in which no rule can overflow.

use std::fmt;

use serde::Serialize;
use vocabulary::grouped;

/// An amount in whole yuan from minus one hundred trillion (10^14) to one hundred trillion.
///
/// Three such amounts times ten thousand fit an `i64`, and two multiplied with one another times a thousand an `i128`.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Yuan(i64);

impl Yuan {
    /// No money.
    pub const ZERO: Yuan = Yuan(0);
    /// The largest amount, in yuan.
    pub const MOST: i64 = 100_000_000_000_000;

    /// An amount, or `None` outside the bounds.
    pub const fn new(yuan: i64) -> Option<Yuan> {
        if yuan < -Yuan::MOST || yuan > Yuan::MOST { None } else { Some(Yuan(yuan)) }
    }

    /// An amount of so many ten thousands 万元, for the tables of parameters.
    pub const fn wan(wan: u32) -> Yuan {
        Yuan(wan as i64 * 10_000)
    }

    /// The amount in yuan.
    pub const fn whole(self) -> i64 {
        self.0
    }

    /// The amount changed by `by` yuan, stopping at the bounds.
    #[must_use]
    pub const fn changed(self, by: i64) -> Yuan {
        let changed = self.0.saturating_add(by);
        if changed > Yuan::MOST {
            Yuan(Yuan::MOST)
        } else if changed < -Yuan::MOST {
            Yuan(-Yuan::MOST)
        } else {
            Yuan(changed)
        }
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}元", grouped(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_stay_within_their_bounds() {
        assert_eq!(Yuan::new(Yuan::MOST).map(|most| most.changed(1)), Yuan::new(Yuan::MOST));
        assert_eq!(Yuan::ZERO.changed(i64::MIN).whole(), -Yuan::MOST);
        assert_eq!(Yuan::new(Yuan::MOST + 1), None);
        assert_eq!(Yuan::wan(20_000).to_string(), "200,000,000元");
    }
}
