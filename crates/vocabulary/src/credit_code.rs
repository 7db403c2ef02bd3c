//! The unified social credit code 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714-1997).

use std::fmt;
use std::str::FromStr;

use crate::fold::folded_code;
use crate::region::Region;
use crate::wrong::{Wrong, quoted};

/// The thirty-one characters a code may hold, each worth its place: no I, O, S, V or Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What each of the nine places of an organisation code counts, its check excepted.
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A credit code of eighteen characters whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads a code; lower case, full-width characters and spaces inside are accepted and normalised.
    ///
    /// # Errors
    /// When there are not eighteen characters, a character is not allowed at its place, or the check character is
    /// wrong (the right one is named).
    pub fn parse(text: &str) -> Result<CreditCode, Wrong> {
        let code = folded_code(text);
        let length = code.chars().count();
        if length == 0 {
            return Err(Wrong::new("统一社会信用代码没有填写"));
        }
        if length != 18 {
            return Err(Wrong::new(format!("统一社会信用代码应为18位，现为{length}位")));
        }
        for (at, c) in (1_usize..).zip(code.chars()) {
            if value(c).is_none() {
                let shown = quoted(&c.to_string());
                return Err(Wrong::new(format!(
                    "统一社会信用代码第{at}位{shown}不是可用的字符（数字和除 I、O、S、V、Z 外的字母）"
                )));
            }
            if (3..=8).contains(&at) && !c.is_ascii_digit() {
                return Err(Wrong::new(format!("统一社会信用代码第3至8位为行政区划，应为数字，现第{at}位为 {c}")));
            }
        }
        let (body, found) = code.split_at_checked(17).unwrap_or((&code, ""));
        match CreditCode::compute_check(body) {
            Some(check) if found.starts_with(check) => Ok(CreditCode(code)),
            Some(check) => Err(Wrong::new(format!("统一社会信用代码校验位应为 {check}，现为 {found}"))),
            None => Err(Wrong::new("统一社会信用代码无法识别")),
        }
    }

    /// The code in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The check character of the first seventeen, or `None` when they are not seventeen allowed characters.
    pub fn compute_check(first17: &str) -> Option<char> {
        let mut sum = 0;
        let mut weight = 1;
        let mut length = 0;
        for c in first17.chars().take(18) {
            sum += value(c)? * weight;
            weight = weight * 3 % 31;
            length += 1;
        }
        if length != 17 {
            return None;
        }
        ALPHABET.chars().nth((31 - sum as usize % 31) % 31)
    }

    /// Whether the organisation code inside (characters 9 to 17) passes its own check. Some codes in use do not, so
    /// this is only a warning.
    pub fn organisation_code_agrees(&self) -> bool {
        let (body, found) = self.organisation_code().split_at_checked(8).unwrap_or_default();
        organisation_check(body).is_some_and(|check| found.starts_with(check))
    }

    /// The organisation code inside, nine characters without a hyphen.
    pub fn organisation_code(&self) -> &str {
        self.0.get(8..17).unwrap_or_default()
    }

    /// The division whose office registered the organisation (characters 3 to 8); 100000 is the national office.
    pub fn region(&self) -> Region {
        // Parsing and `synthetic` let only digits stand here.
        self.0.get(2..8).and_then(Region::of_digits).unwrap_or(Region::NATIONAL)
    }

    /// A code for samples with both check characters computed; `None` when a part has a wrong length or character.
    ///
    /// `authority` 1 机构编制, 5 民政, 9 市场监管, Y 其他; `kind` within the authority; `region` six digits; `body8` eight
    /// characters.
    pub fn synthetic(authority: char, kind: char, region: &str, body8: &str) -> Option<CreditCode> {
        let inner = organisation_check(body8)?;
        Region::of_digits(region)?;
        let first17 = format!("{authority}{kind}{region}{body8}{inner}");
        let check = CreditCode::compute_check(&first17)?;
        Some(CreditCode(format!("{first17}{check}")))
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for CreditCode {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<CreditCode, Wrong> {
        CreditCode::parse(text)
    }
}

/// What a character is worth, its place in the alphabet.
fn value(c: char) -> Option<u32> {
    ALPHABET.chars().position(|known| known == c).and_then(|at| u32::try_from(at).ok())
}

/// The check character of an organisation code's first eight (GB 11714): A is worth 10 and Z 35.
fn organisation_check(body8: &str) -> Option<char> {
    if body8.chars().count() != 8 {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in body8.chars().zip(ORGANISATION_WEIGHTS) {
        let worth = if c.is_ascii_lowercase() { None } else { c.to_digit(36) };
        sum += worth? * weight;
    }
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IN_USE: [&str; 10] = [
        "914403001922038216",
        "9144030071526726XG",
        "91440300192317458F",
        "91100000100003962T",
        "91330100799655058B",
        "9144030027939873X7",
        "91440400192548256N",
        "91350900587527783P",
        "91360000625912173B",
        "91110108551385082Q",
    ];
    const SYNTHETIC: [&str; 4] =
        ["91360313MA35TE5T29", "91360313MA36ABC17P", "12360313014532104F", "11360313014532104J"];

    #[test]
    fn codes_in_use_and_synthetic_codes_pass_both_checks() {
        for text in IN_USE.into_iter().chain(SYNTHETIC) {
            let code = CreditCode::parse(text).unwrap();
            assert_eq!(code.as_str(), text);
            assert!(code.organisation_code_agrees(), "{text}");
        }
    }

    #[test]
    fn the_region_is_read_from_the_code() {
        assert_eq!(CreditCode::parse(SYNTHETIC[0]).unwrap().region().to_string(), "360313");
        assert_eq!(CreditCode::parse(IN_USE[3]).unwrap().region().to_string(), "100000");
        assert_eq!(CreditCode::parse(IN_USE[8]).unwrap().organisation_code(), "625912173");
    }

    #[test]
    fn codes_are_normalised_as_they_are_read() {
        for text in [" 91360313ma35te5t29", "９１３６０３１３ＭＡ３５ＴＥ５Ｔ２９", "91360313 MA35TE5T2 9\u{FEFF}"]
        {
            assert_eq!(CreditCode::parse(text).unwrap().as_str(), "91360313MA35TE5T29");
        }
    }

    #[test]
    fn a_wrong_code_says_what_is_wrong_and_what_is_expected() {
        let said = |text: &str| CreditCode::parse(text).unwrap_err().said;
        assert_eq!(said(""), "统一社会信用代码没有填写");
        assert_eq!(said("91360313MA35TE5T2"), "统一社会信用代码应为18位，现为17位");
        assert_eq!(said("91360313MA35TE5T28"), "统一社会信用代码校验位应为 9，现为 8");
        assert!(said("91360313MO35TE5T29").starts_with("统一社会信用代码第10位“O”不是可用的字符"));
        assert!(said("9136031AMA35TE5T29").ends_with("现第8位为 A"));
        assert!(said("91360313MA35TE5T2𠮷").starts_with("统一社会信用代码第18位“𠮷”"));
    }

    #[test]
    fn a_wrong_organisation_code_is_only_a_warning() {
        let first17 = "91360313MA35TE5T1";
        let code = format!("{first17}{}", CreditCode::compute_check(first17).unwrap());
        assert!(!CreditCode::parse(&code).unwrap().organisation_code_agrees());
    }

    #[test]
    fn samples_are_made_with_both_checks() {
        assert_eq!(CreditCode::synthetic('9', '1', "360313", "MA35TE5T").unwrap().as_str(), SYNTHETIC[0]);
        assert_eq!(CreditCode::synthetic('1', '2', "360313", "01453210").unwrap().as_str(), SYNTHETIC[2]);
        assert_eq!(CreditCode::synthetic('9', '1', "36031", "MA35TE5T"), None);
        assert_eq!(CreditCode::synthetic('9', '1', "360313", "MA35TE5"), None);
        assert_eq!(CreditCode::synthetic('9', '1', "360313", "MA35TE5S"), None);
        assert_eq!(CreditCode::synthetic('O', '1', "360313", "MA35TE5T"), None);
        assert_eq!(CreditCode::compute_check("123"), None);
    }

    proptest! {
        #[test]
        fn every_synthetic_code_is_read_back(region in "[1-6][0-9]{5}", body in "[0-9A-HJ-NP-RT-UW-Y]{8}") {
            let code = CreditCode::synthetic('9', '1', &region, &body).unwrap();
            prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert!(code.organisation_code_agrees());
        }

        #[test]
        fn one_changed_character_is_always_caught(which in 0_usize..10, at in 0_usize..18, change in 1_usize..31) {
            let mut chars: Vec<char> = IN_USE[which].chars().collect();
            let old = ALPHABET.chars().position(|c| c == chars[at]).unwrap();
            chars[at] = ALPHABET.chars().nth((old + change) % 31).unwrap();
            prop_assert!(CreditCode::parse(&chars.into_iter().collect::<String>()).is_err());
        }

        #[test]
        fn no_text_makes_the_reader_fail_badly(text in "\\PC{0,20}") {
            let _ = CreditCode::parse(&text);
        }
    }
}
