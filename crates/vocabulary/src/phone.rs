//! A telephone number of the mainland: a mobile number or a landline with its area code.

use std::fmt;
use std::str::FromStr;

use crate::fold::{folded_code, starred};
use crate::wrong::Wrong;

/// A telephone number. `Debug` shows it masked; there is no `Display`, so that showing it whole is always written out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// The area code with its leading zero, or nothing for a mobile number.
    area: String,
    number: String,
}

impl Phone {
    /// Reads a mobile number (1[3-9] and nine digits, +86 before it allowed) or a landline (area code and seven or
    /// eight digits).
    ///
    /// # Errors
    /// When it is neither. The sentence never repeats the number.
    pub fn parse(text: &str) -> Result<Phone, Wrong> {
        let plain = folded_code(text);
        if plain.is_empty() {
            return Err(Wrong::new("电话号码没有填写"));
        }
        let digits: String = plain.chars().filter(|c| !matches!(c, '-' | '(' | ')')).collect();
        let is_abroad_style =
            digits.starts_with('+') || digits.starts_with("0086") || (digits.starts_with("86") && digits.len() == 13);
        let digits = ["+86", "0086", "86"]
            .into_iter()
            .find_map(|code| digits.strip_prefix(code).filter(|_| is_abroad_style))
            .unwrap_or(&digits);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Wrong::new("电话号码应全为数字，固定电话可在区号后加“-”，暂不填写分机号"));
        }
        if is_mobile(digits) {
            return Ok(Phone { area: String::new(), number: digits.to_owned() });
        }
        let national =
            if is_abroad_style && !digits.starts_with('0') { format!("0{digits}") } else { digits.to_owned() };
        landline(&national).ok_or_else(|| Wrong::new("电话号码应为11位手机号码，或带区号的固定电话"))
    }

    /// Whether it is a mobile number.
    pub fn is_mobile(&self) -> bool {
        self.area.is_empty()
    }

    /// The whole number, a landline as `0799-1234567`.
    pub fn full(&self) -> String {
        if self.is_mobile() { self.number.clone() } else { format!("{}-{}", self.area, self.number) }
    }

    /// Without its middle: `138****1234`, or `0799-***4567` for a landline.
    pub fn masked(&self) -> String {
        if self.is_mobile() {
            starred(&self.number, 3, 4)
        } else {
            format!("{}-{}", self.area, starred(&self.number, 0, 4))
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phone({})", self.masked())
    }
}

impl FromStr for Phone {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Phone, Wrong> {
        Phone::parse(text)
    }
}

fn is_mobile(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    digits.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

/// Area codes have three digits for Beijing (010) and the 02x cities, four for everywhere else.
fn landline(digits: &str) -> Option<Phone> {
    let is_short = digits.starts_with("01") || digits.starts_with("02");
    let (area, number) = digits.split_at_checked(if is_short { 3 } else { 4 })?;
    let fits = area.starts_with('0')
        && !area.starts_with("00")
        && (!area.starts_with("01") || area == "010")
        && (7..=8).contains(&number.len())
        && !number.starts_with(['0', '1']);
    fits.then(|| Phone { area: area.to_owned(), number: number.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobile_numbers_are_read_and_masked() {
        for text in [
            "13800001234",
            "138 0000 1234",
            "138-0000-1234",
            "+86 13800001234",
            "8613800001234",
            "008613800001234",
            "１３８００００１２３４",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert!(phone.is_mobile());
            assert_eq!(phone.full(), "13800001234", "{text}");
            assert_eq!(phone.masked(), "138****1234");
            assert_eq!(format!("{phone:?}"), "Phone(138****1234)");
        }
    }

    #[test]
    fn landlines_are_read_with_their_area_code() {
        for text in ["0799-3412345", "07993412345", "(0799)3412345", "+86 799 3412345"] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(
                (phone.is_mobile(), phone.full().as_str(), phone.masked().as_str()),
                (false, "0799-3412345", "0799-***2345"),
                "{text}"
            );
        }
        assert_eq!(Phone::parse("010-62345678").unwrap().full(), "010-62345678");
    }

    #[test]
    fn a_wrong_number_is_never_repeated() {
        for text in [
            "12800001234",
            "1380000123",
            "138000012345",
            "3412345",
            "0099-3412345",
            "0799-0412345",
            "011-62345678",
            "4008123456",
        ] {
            assert_eq!(Phone::parse(text).unwrap_err().said, "电话号码应为11位手机号码，或带区号的固定电话", "{text}");
        }
        assert!(Phone::parse("138𠮷0001234").unwrap_err().said.starts_with("电话号码应全为数字"));
        assert_eq!(Phone::parse(" ").unwrap_err().said, "电话号码没有填写");
    }
}
