//! Six-digit codes of administrative divisions (GB/T 2260): province, city, county. Codes that were merged away stay
//! valid.

use std::fmt;

use crate::fold::{digits_value, folded_code};
use crate::wrong::{Wrong, quoted};

/// An administrative division by its code, e.g. 360313 (湘东区) in 360300 (萍乡市) in 360000 (江西省).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u32);

/// How far down a division stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 省级, `XX0000`.
    Province,
    /// 地级, `XXYY00`.
    City,
    /// 县级, `XXYYZZ`.
    County,
}

impl RegionLevel {
    /// The level's name: 省级, 地级 or 县级.
    pub const fn label(self) -> &'static str {
        match self {
            RegionLevel::Province => "省级",
            RegionLevel::City => "地级",
            RegionLevel::County => "县级",
        }
    }
}

impl Region {
    /// 100000: the code under which national offices register organisations.
    pub const NATIONAL: Region = Region(100_000);

    /// Reads a six-digit code.
    ///
    /// # Errors
    /// When it is not six digits, starts with 0, or names a county without a city (`XX00YY`).
    pub fn parse(text: &str) -> Result<Region, Wrong> {
        let code = folded_code(text);
        let Some(value) = digits_value(&code).filter(|_| code.len() == 6) else {
            return Err(Wrong::new(format!("行政区划代码应为6位数字，现为{}", quoted(text))));
        };
        let region = Region(value);
        if value < 100_000 || (region.level() == RegionLevel::County && value / 100 % 100 == 0) {
            return Err(Wrong::new(format!("没有行政区划代码{code}")));
        }
        Ok(region)
    }

    /// The division of six digits as they stand in another code, without asking whether it could exist.
    pub(crate) fn of_digits(six: &str) -> Option<Region> {
        digits_value(six).filter(|_| six.len() == 6).map(Region)
    }

    /// How far down the division stands.
    pub const fn level(self) -> RegionLevel {
        if self.0.is_multiple_of(10_000) {
            RegionLevel::Province
        } else if self.0.is_multiple_of(100) {
            RegionLevel::City
        } else {
            RegionLevel::County
        }
    }

    /// The division directly above, or `None` for a province.
    pub const fn parent(self) -> Option<Region> {
        match self.level() {
            RegionLevel::Province => None,
            RegionLevel::City => Some(Region(self.0 / 10_000 * 10_000)),
            RegionLevel::County => Some(Region(self.0 / 100 * 100)),
        }
    }

    /// Whether `other` is this division or lies in it.
    pub fn contains(&self, other: &Region) -> bool {
        match self.level() {
            RegionLevel::Province => self.0 / 10_000 == other.0 / 10_000,
            RegionLevel::City => self.0 / 100 == other.0 / 100,
            RegionLevel::County => self.0 == other.0,
        }
    }

    /// The digits that every code inside begins with: `"36"`, `"3603"` or `"360313"`.
    pub fn prefix(self) -> String {
        match self.level() {
            RegionLevel::Province => format!("{:02}", self.0 / 10_000),
            RegionLevel::City => format!("{:04}", self.0 / 100),
            RegionLevel::County => self.to_string(),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:06}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str) -> Region {
        Region::parse(code).unwrap()
    }

    #[test]
    fn a_county_lies_in_its_city_and_its_province() {
        let (county, city, province) = (region("360313"), region("360300"), region("360000"));
        assert_eq!(
            (county.level(), county.parent(), county.prefix().as_str()),
            (RegionLevel::County, Some(city), "360313")
        );
        assert_eq!((city.level(), city.parent(), city.prefix().as_str()), (RegionLevel::City, Some(province), "3603"));
        assert_eq!(
            (province.level(), province.parent(), province.prefix().as_str()),
            (RegionLevel::Province, None, "36")
        );
        assert!(province.contains(&county) && city.contains(&county) && county.contains(&county));
        assert!(!county.contains(&city) && !county.contains(&region("360302")) && !region("370000").contains(&city));
    }

    #[test]
    fn a_code_is_six_digits_that_make_sense() {
        assert_eq!(region("３６０３１３").to_string(), "360313");
        assert_eq!(Region::parse("36031").unwrap_err().said, "行政区划代码应为6位数字，现为“36031”");
        assert_eq!(Region::parse("360013").unwrap_err().said, "没有行政区划代码360013");
        for text in ["", "3603131", "36031X", "060313", "𠮷"] {
            assert!(Region::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn every_prefix_begins_the_code() {
        for code in ["110108", "360300", "650000", "100000"] {
            assert!(code.starts_with(&region(code).prefix()));
        }
    }
}
