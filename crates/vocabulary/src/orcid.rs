//! The researcher's identifier ORCID, sixteen characters checked by ISO 7064 MOD 11-2.

use std::fmt;
use std::str::FromStr;

use crate::fold::folded_code;
use crate::wrong::Wrong;

/// An ORCID whose check character is right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orcid(String);

impl Orcid {
    /// Reads an identifier with or without hyphens, or as the address on orcid.org.
    ///
    /// # Errors
    /// When there are not sixteen characters, one of the first fifteen is no digit, or the check character is wrong.
    pub fn parse(text: &str) -> Result<Orcid, Wrong> {
        let code = folded_code(text);
        let code = code.trim_end_matches('/');
        let code: String = code.rsplit('/').next().unwrap_or(code).chars().filter(|c| *c != '-').collect();
        let length = code.chars().count();
        if length == 0 {
            return Err(Wrong::new("ORCID 没有填写"));
        }
        if length != 16 {
            return Err(Wrong::new(format!("ORCID 应为16位，现为{length}位")));
        }
        let body: String = code.chars().take(15).collect();
        match Orcid::compute_check(&body) {
            Some(check) if code.ends_with(check) => Ok(Orcid(code)),
            Some(check) => Err(Wrong::new(format!("ORCID 校验位应为 {check}"))),
            None => Err(Wrong::new("ORCID 前15位应为数字")),
        }
    }

    /// The check character of fifteen digits, or `None` when they are not that.
    pub fn compute_check(first15: &str) -> Option<char> {
        if first15.chars().count() != 15 {
            return None;
        }
        let mut total = 0;
        for c in first15.chars() {
            total = (total + c.to_digit(10)?) * 2 % 11;
        }
        match (12 - total) % 11 {
            10 => Some('X'),
            digit => char::from_digit(digit, 10),
        }
    }
}

impl fmt::Display for Orcid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, c) in self.0.chars().enumerate() {
            let hyphen = if at > 0 && at.is_multiple_of(4) { "-" } else { "" };
            write!(out, "{hyphen}{c}")?;
        }
        Ok(())
    }
}

impl FromStr for Orcid {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Orcid, Wrong> {
        Orcid::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn right_identifiers_are_read_and_written_with_hyphens() {
        for text in [
            "0000-0002-1825-0097",
            "0000000218250097",
            "https://orcid.org/0000-0002-1825-0097/",
            "００００-0002-1825-0097",
        ] {
            assert_eq!(Orcid::parse(text).unwrap().to_string(), "0000-0002-1825-0097", "{text}");
        }
        assert_eq!(Orcid::parse("0000-0002-1694-233x").unwrap().to_string(), "0000-0002-1694-233X");
    }

    #[test]
    fn a_wrong_identifier_says_why() {
        let said = |text: &str| Orcid::parse(text).unwrap_err().said;
        assert_eq!(said("0000-0002-1825-0098"), "ORCID 校验位应为 7");
        assert_eq!(said("0000-0002-1825-009"), "ORCID 应为16位，现为15位");
        assert_eq!(said("0000-000A-1825-0097"), "ORCID 前15位应为数字");
        assert_eq!(said("https://orcid.org/"), "ORCID 应为16位，现为9位");
        assert_eq!(said("-"), "ORCID 没有填写");
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_caught(at in 0_usize..16, change in 1_u8..10) {
            let mut bytes = b"0000000218250097".to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + change) % 10;
            prop_assert!(Orcid::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }
}
