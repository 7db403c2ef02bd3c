//! The resident identity number 公民身份号码 (GB 11643-1999). It is personal: it is never printed whole by accident.

use std::fmt;
use std::str::FromStr;

use crate::day::Day;
use crate::fold::{digits_value, folded_code, starred};
use crate::wrong::Wrong;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder of the weighted sum by eleven.
const CHECKS: &str = "10X98765432";

/// An identity number of eighteen characters whose birthday exists and whose check is right. `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    number: String,
    birth: Day,
    is_male: bool,
}

impl IdNumber {
    /// Reads a number; a small x, full-width characters and spaces are accepted and normalised.
    ///
    /// Residence permits of Hong Kong, Macao and Taiwan (81, 82, 83) follow the same rule; the foreigner's card is
    /// another document.
    ///
    /// # Errors
    /// When there are not eighteen characters, or the province, birthday or check is wrong. The sentence never
    /// repeats the number.
    pub fn parse(text: &str) -> Result<IdNumber, Wrong> {
        let number = folded_code(text);
        let length = number.chars().count();
        if length == 0 {
            return Err(Wrong::new("身份证号没有填写"));
        }
        if length != 18 {
            return Err(Wrong::new(format!("身份证号应为18位，现为{length}位")));
        }
        let Some((body, found)) =
            number.split_at_checked(17).filter(|(body, _)| body.bytes().all(|b| b.is_ascii_digit()))
        else {
            return Err(Wrong::new("身份证号前17位应为数字"));
        };
        if !number.get(..2).and_then(digits_value).is_some_and(is_province) {
            return Err(Wrong::new("身份证号前两位不是省级行政区划代码"));
        }
        let birth = birthday(&number)?;
        match check(body) {
            Some(expected) if found.starts_with(expected) => {}
            Some(expected) => {
                return Err(Wrong::new(format!("身份证号校验位应为 {expected}，现为 {found}，请核对全部数字")));
            }
            None => return Err(Wrong::new("身份证号无法识别")),
        }
        let is_male = body.bytes().last().is_some_and(|digit| digit % 2 == 1);
        Ok(IdNumber { number, birth, is_male })
    }

    /// The whole number. Whoever shows or stores it answers for that (个人信息保护法 art. 28).
    pub fn full(&self) -> &str {
        &self.number
    }

    /// The day of birth.
    pub const fn birth(&self) -> Day {
        self.birth
    }

    /// Whether the number was given to a man (its seventeenth digit is odd).
    pub const fn is_male(&self) -> bool {
        self.is_male
    }

    /// The first three and the last four characters: `360***********0018`.
    pub fn masked(&self) -> String {
        starred(&self.number, 3, 4)
    }

    /// The check character of the first seventeen digits, or `None` when they are not seventeen digits.
    pub fn compute_check(first17: &str) -> Option<char> {
        check(first17)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "IdNumber({})", self.masked())
    }
}

impl FromStr for IdNumber {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<IdNumber, Wrong> {
        IdNumber::parse(text)
    }
}

fn check(first17: &str) -> Option<char> {
    if first17.chars().count() != 17 {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first17.chars().zip(WEIGHTS) {
        sum += c.to_digit(10)? * weight;
    }
    CHECKS.chars().nth(sum as usize % 11)
}

/// The two digits of the provinces (GB/T 2260), and 81–83 for the residence permits.
const fn is_province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}

fn birthday(number: &str) -> Result<Day, Wrong> {
    let digits = |from: usize, to: usize| number.get(from..to).and_then(digits_value).unwrap_or(0);
    let (year, month, day) = (digits(6, 10), digits(10, 12), digits(12, 14));
    i32::try_from(year)
        .ok()
        .zip(u8::try_from(month).ok())
        .zip(u8::try_from(day).ok())
        .and_then(|((year, month), day)| Day::new(year, month, day))
        .ok_or_else(|| Wrong::new("身份证号第7至14位不是存在的出生日期"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;
    use proptest::prelude::*;

    const GOOD: [&str; 4] = ["11010519491231002X", "34052419800101001X", "360313199001010018", "36031319850615002X"];

    #[test]
    fn right_numbers_are_read() {
        for text in GOOD {
            assert_eq!(IdNumber::parse(text).unwrap().full(), text);
        }
        assert_eq!(IdNumber::parse(" 34052419800101001ｘ").unwrap().full(), "34052419800101001X");
    }

    #[test]
    fn birthday_and_sex_are_in_the_number() {
        let man = IdNumber::parse("360313199001010018").unwrap();
        assert_eq!((man.birth(), man.is_male()), (day!(1990, 1, 1), true));
        let woman = IdNumber::parse("36031319850615002X").unwrap();
        assert_eq!((woman.birth(), woman.is_male()), (day!(1985, 6, 15), false));
    }

    #[test]
    fn a_number_is_shown_masked_even_when_debugging() {
        let number = IdNumber::parse("360313199001010018").unwrap();
        assert_eq!(number.masked(), "360***********0018");
        assert_eq!(format!("{number:?}"), "IdNumber(360***********0018)");
    }

    #[test]
    fn a_wrong_number_is_never_repeated() {
        let cases = [
            ("", "身份证号没有填写"),
            ("340524800101001", "身份证号应为18位，现为15位"),
            ("340524198001010013", "身份证号校验位应为 X，现为 3，请核对全部数字"),
            ("3405241980010100𠮷X", "身份证号前17位应为数字"),
            ("990524198001010011", "身份证号前两位不是省级行政区划代码"),
            ("340524198002300011", "身份证号第7至14位不是存在的出生日期"),
        ];
        for (text, said) in cases {
            assert_eq!(IdNumber::parse(text).unwrap_err().said, said);
        }
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_caught(which in 0_usize..4, at in 0_usize..17, change in 1_u8..10) {
            let mut bytes = GOOD[which].as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + change) % 10;
            prop_assert!(IdNumber::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn a_wrong_check_is_always_caught(which in 0_usize..4, check in "[0-9X]") {
            let number = format!("{}{check}", &GOOD[which][..17]);
            prop_assert_eq!(IdNumber::parse(&number).is_ok(), number == GOOD[which]);
        }

        #[test]
        fn no_sentence_repeats_the_number(text in "[0-9X]{15,20}") {
            if let Err(wrong) = IdNumber::parse(&text) {
                prop_assert!(!wrong.said.contains(&text));
            }
        }
    }
}
