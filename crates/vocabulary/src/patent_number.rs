//! The number of a Chinese patent application 专利申请号, which stays the patent's number once it is granted (ZC 0006-2003).

use std::fmt;
use std::str::FromStr;

use crate::fold::{digits_value, folded_code};
use crate::wrong::Wrong;

/// A patent application number whose check character is right, in the form of twelve digits (from 2003-10-01) or
/// eight (before).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatentNumber {
    digits: String,
    check: char,
    kind: PatentKind,
    year: i32,
}

/// What the number was given for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatentKind {
    /// 发明 (1).
    Invention,
    /// 实用新型 (2).
    UtilityModel,
    /// 外观设计 (3).
    Design,
    /// 发明, by way of an international (PCT) application (8).
    PctInvention,
    /// 实用新型, by way of an international (PCT) application (9).
    PctUtilityModel,
}

/// The class in which high-tech certification counts a patent (国科火发〔2016〕195号).
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatentClass {
    /// Ⅰ类: inventions.
    I,
    /// Ⅱ类: utility models and designs.
    II,
}

impl PatentKind {
    /// The kind's name: 发明, 实用新型 or 外观设计.
    pub const fn label(self) -> &'static str {
        match self {
            PatentKind::Invention | PatentKind::PctInvention => "发明",
            PatentKind::UtilityModel | PatentKind::PctUtilityModel => "实用新型",
            PatentKind::Design => "外观设计",
        }
    }

    /// The class it counts in.
    pub const fn class(self) -> PatentClass {
        match self {
            PatentKind::Invention | PatentKind::PctInvention => PatentClass::I,
            PatentKind::UtilityModel | PatentKind::Design | PatentKind::PctUtilityModel => PatentClass::II,
        }
    }

    const fn of_digit(digit: u32) -> Option<PatentKind> {
        match digit {
            1 => Some(PatentKind::Invention),
            2 => Some(PatentKind::UtilityModel),
            3 => Some(PatentKind::Design),
            8 => Some(PatentKind::PctInvention),
            9 => Some(PatentKind::PctUtilityModel),
            _ => None,
        }
    }
}

impl PatentClass {
    /// The class's name: Ⅰ类 or Ⅱ类.
    pub const fn label(self) -> &'static str {
        match self {
            PatentClass::I => "Ⅰ类",
            PatentClass::II => "Ⅱ类",
        }
    }
}

impl PatentNumber {
    /// Reads a number such as `201710601862.3` or `95115608.X`, with or without ZL or CN before it and the dot inside.
    ///
    /// # Errors
    /// When the length, kind or year is wrong, when the check character is missing or wrong, and when it is a
    /// publication number (which ends in a letter).
    pub fn parse(text: &str) -> Result<PatentNumber, Wrong> {
        let code: String = folded_code(text).chars().filter(|c| *c != '.').collect();
        let code = code.strip_prefix("ZL").or_else(|| code.strip_prefix("CN")).unwrap_or(&code);
        if code.is_empty() {
            return Err(Wrong::new("专利申请号没有填写"));
        }
        if code.ends_with(['A', 'B', 'C', 'U', 'Y', 'S']) {
            return Err(Wrong::new("这是公布号或公告号，请填写专利申请号"));
        }
        let length = code.chars().count();
        match length {
            9 | 13 => {}
            8 | 12 => return Err(Wrong::new("专利申请号缺少小数点后的校验位")),
            _ => {
                return Err(Wrong::new(format!("专利申请号连同校验位应为13位（2003年10月以前为9位），现为{length}位")));
            }
        }
        let digits: String = code.chars().take(length - 1).collect();
        let Some(expected) = PatentNumber::compute_check(&digits) else {
            return Err(Wrong::new("专利申请号除校验位外应全为数字"));
        };
        let kind = kind_of(&digits).ok_or_else(|| Wrong::new("专利申请号的种类位应为1、2、3、8或9"))?;
        let year = year_of(&digits).ok_or_else(|| Wrong::new("专利申请号开头的年份不对"))?;
        if !code.ends_with(expected) {
            let found: String = code.chars().skip(length - 1).collect();
            return Err(Wrong::new(format!("专利申请号校验位应为 {expected}，现为 {found}")));
        }
        Ok(PatentNumber { digits, check: expected, kind, year })
    }

    /// What the number was given for.
    pub const fn kind(&self) -> PatentKind {
        self.kind
    }

    /// The class in which high-tech certification counts it.
    pub const fn class(&self) -> PatentClass {
        self.kind.class()
    }

    /// The year of the application.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The check character of eight or twelve digits, or `None` when they are not that.
    pub fn compute_check(digits: &str) -> Option<char> {
        let length = digits.chars().count();
        if length != 8 && length != 12 {
            return None;
        }
        let mut sum = 0;
        for (c, weight) in digits.chars().zip((2..=9).cycle()) {
            sum += c.to_digit(10)? * weight;
        }
        match sum % 11 {
            10 => Some('X'),
            digit => char::from_digit(digit, 10),
        }
    }
}

impl fmt::Display for PatentNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.digits, self.check)
    }
}

impl FromStr for PatentNumber {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<PatentNumber, Wrong> {
        PatentNumber::parse(text)
    }
}

fn kind_of(digits: &str) -> Option<PatentKind> {
    let at = if digits.len() == 12 { 4 } else { 2 };
    digits.chars().nth(at)?.to_digit(10).and_then(PatentKind::of_digit)
}

/// The year a number begins with: four digits from 2003 on, or two digits from 1985 to 2003.
fn year_of(digits: &str) -> Option<i32> {
    let year = if digits.len() == 12 {
        digits.get(..4).and_then(digits_value).filter(|year| (2003..=2199).contains(year))?
    } else {
        match digits.get(..2).and_then(digits_value)? {
            short @ 85..=99 => 1900 + short,
            short @ 0..=3 => 2000 + short,
            _ => return None,
        }
    };
    i32::try_from(year).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn new_and_old_numbers_are_read_in_every_usual_dress() {
        for text in [
            "201710601862.3",
            "2017106018623",
            "ZL201710601862.3",
            "CN201710601862.3",
            "zl 2017 1 0601862.3",
            "ＺＬ２０１７１０６０１８６２．３",
        ] {
            let number = PatentNumber::parse(text).unwrap();
            assert_eq!(number.to_string(), "201710601862.3", "{text}");
            assert_eq!((number.kind(), number.class(), number.year()), (PatentKind::Invention, PatentClass::I, 2017));
        }
        let old = PatentNumber::parse("ZL95115608.x").unwrap();
        assert_eq!(old.to_string(), "95115608.X");
        assert_eq!((old.kind(), old.year()), (PatentKind::Invention, 1995));
    }

    #[test]
    fn the_class_follows_the_kind() {
        use PatentKind::*;
        let classes = [Invention, UtilityModel, Design, PctInvention, PctUtilityModel].map(|kind| kind.class().label());
        assert_eq!(classes, ["Ⅰ类", "Ⅱ类", "Ⅱ类", "Ⅰ类", "Ⅱ类"]);
        assert_eq!(Design.label(), "外观设计");
    }

    #[test]
    fn a_wrong_number_says_why() {
        let said = |text: &str| PatentNumber::parse(text).unwrap_err().said;
        assert_eq!(said("201710601862.4"), "专利申请号校验位应为 3，现为 4");
        assert_eq!(said("201710601862"), "专利申请号缺少小数点后的校验位");
        assert_eq!(said("CN107123456A"), "这是公布号或公告号，请填写专利申请号");
        assert_eq!(said("2017106018"), "专利申请号连同校验位应为13位（2003年10月以前为9位），现为10位");
        assert_eq!(said("2017X06018623"), "专利申请号除校验位外应全为数字");
        assert_eq!(said("2017406018623"), "专利申请号的种类位应为1、2、3、8或9");
        assert_eq!(said("199910601862.3"), "专利申请号开头的年份不对");
        assert_eq!(said("ZL"), "专利申请号没有填写");
        assert!(said("20171060186𠮷3").contains("校验位"));
    }

    proptest! {
        #[test]
        fn numbers_are_written_as_they_are_read(year in 2003_u32..2100, kind in "[12389]", serial in "[0-9]{7}") {
            let digits = format!("{year}{kind}{serial}");
            let written = format!("{digits}.{}", PatentNumber::compute_check(&digits).unwrap());
            prop_assert_eq!(PatentNumber::parse(&written).unwrap().to_string(), written);
        }

        #[test]
        fn one_changed_digit_is_always_caught(at in 0_usize..13, change in 1_u8..10, is_old in any::<bool>()) {
            let number = if is_old { "951156080" } else { "2017106018623" };
            let mut bytes = number.as_bytes().to_vec();
            let last = bytes.len() - 1;
            if is_old {
                bytes[last] = b'X';
            }
            let at = at.min(last - usize::from(is_old));
            bytes[at] = b'0' + (bytes[at] - b'0' + change) % 10;
            prop_assert!(PatentNumber::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }
}
