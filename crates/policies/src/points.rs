//! Points as experts give them: from the least to the most that the bands allow.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// From so many points to so many, both included; the least is never above the most.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Points {
    min: u8,
    max: u8,
}

impl Points {
    /// No points.
    pub const NONE: Points = Points::exactly(0);

    /// Exactly so many.
    pub const fn exactly(points: u8) -> Points {
        Points { min: points, max: points }
    }

    /// From one number to the other, in either order.
    pub const fn between(one: u8, other: u8) -> Points {
        if one <= other { Points { min: one, max: other } } else { Points { min: other, max: one } }
    }

    /// The least.
    pub const fn min(self) -> u8 {
        self.min
    }

    /// The most.
    pub const fn max(self) -> u8 {
        self.max
    }

    /// The same points where nothing above `most` counts.
    #[must_use]
    pub const fn capped(self, most: u8) -> Points {
        Points::between(if self.min < most { self.min } else { most }, if self.max < most { self.max } else { most })
    }

    /// From the lesser of the two least to the greater of the two most: one of the two, and it is not known which.
    #[must_use]
    pub const fn or(self, other: Points) -> Points {
        Points {
            min: if self.min < other.min { self.min } else { other.min },
            max: if self.max > other.max { self.max } else { other.max },
        }
    }

    /// Whichever of the two is better, each end by itself.
    #[must_use]
    pub const fn better(self, other: Points) -> Points {
        Points {
            min: if self.min > other.min { self.min } else { other.min },
            max: if self.max > other.max { self.max } else { other.max },
        }
    }

    /// Whether the points reach `least`: yes, no, or it depends on the experts.
    pub const fn reach(self, least: u8) -> Option<bool> {
        if self.min >= least {
            Some(true)
        } else if self.max < least {
            Some(false)
        } else {
            None
        }
    }
}

impl Add for Points {
    type Output = Points;

    fn add(self, other: Points) -> Points {
        Points { min: self.min.saturating_add(other.min), max: self.max.saturating_add(other.max) }
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(all: I) -> Points {
        all.fold(Points::NONE, Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max {
            write!(out, "{}分", self.min)
        } else {
            write!(out, "{}—{}分", self.min, self.max)
        }
    }
}

impl Serialize for Points {
    /// A number when there is only one, else `{"min":…,"max":…}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.min == self.max {
            return serializer.serialize_u8(self.min);
        }
        let mut both = serializer.serialize_struct("Points", 2)?;
        both.serialize_field("min", &self.min)?;
        both.serialize_field("max", &self.max)?;
        both.end()
    }
}

/// A step of a scale: from this value up, so many points.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least value (per cent, or a number of things) that earns the points.
    pub from: u8,
    /// The points.
    pub points: Points,
}

impl Band {
    /// A band with a range of points.
    pub const fn new(from: u8, min: u8, max: u8) -> Band {
        Band { from, points: Points::between(min, max) }
    }

    /// A band with a fixed number of points.
    pub const fn fixed(from: u8, points: u8) -> Band {
        Band { from, points: Points::exactly(points) }
    }
}

/// The points of the first band that is reached, in a scale from the highest down; none where no band is reached.
pub(crate) fn points_on(scale: &[Band], reaches: impl Fn(u8) -> bool) -> Points {
    scale.iter().find(|band| reaches(band.from)).map_or(Points::NONE, |band| band.points)
}

/// Everything a scale can give, from nothing to its highest band.
pub(crate) fn anything_on(scale: &[Band]) -> Points {
    scale.iter().fold(Points::NONE, |all, band| all.or(band.points))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ranges_never_cross(a in any::<u8>(), b in any::<u8>(), c in any::<u8>(), d in any::<u8>(), most in any::<u8>()) {
            let (one, other) = (Points::between(a, b), Points::between(c, d));
            for points in [one, one + other, one.capped(most), one.or(other), one.better(other), [one, other].into_iter().sum()] {
                prop_assert!(points.min() <= points.max());
            }
        }
    }

    #[test]
    fn one_number_is_written_as_a_number() {
        let written = |points: Points| serde_json::to_string(&points).unwrap();
        assert_eq!(written(Points::exactly(60)), "60");
        assert_eq!(written(Points::between(86, 51)), r#"{"min":51,"max":86}"#);
        assert_eq!(Points::between(51, 86).to_string(), "51—86分");
    }
}
