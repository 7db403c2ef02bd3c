//! A bank card number 银行卡号 (ISO/IEC 7812-1, check by Luhn): cards of persons only, since corporate accounts have no
//! check digit.

use std::fmt;
use std::str::FromStr;

use crate::fold::{folded_code, starred};
use crate::wrong::Wrong;

/// A card number of twelve to nineteen digits that passes the Luhn check. `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BankCard(String);

impl BankCard {
    /// Reads a card number; spaces, hyphens and full-width digits are accepted.
    ///
    /// # Errors
    /// When there are not twelve to nineteen digits or the check fails. The sentence never repeats the number.
    pub fn parse(text: &str) -> Result<BankCard, Wrong> {
        let number: String = folded_code(text).chars().filter(|c| *c != '-').collect();
        if number.is_empty() {
            return Err(Wrong::new("银行卡号没有填写"));
        }
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Wrong::new("银行卡号应全为数字"));
        }
        if !(12..=19).contains(&number.len()) {
            return Err(Wrong::new(format!("银行卡号应为12至19位，现为{}位", number.len())));
        }
        if !passes_luhn(&number) {
            return Err(Wrong::new("银行卡号校验不符，请逐位核对（对公账号请填入账号栏）"));
        }
        Ok(BankCard(number))
    }

    /// The whole number. Whoever shows or stores it answers for that (个人信息保护法 art. 28).
    pub fn full(&self) -> &str {
        &self.0
    }

    /// Stars and the last four digits.
    pub fn masked(&self) -> String {
        starred(&self.0, 0, 4)
    }
}

impl fmt::Debug for BankCard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BankCard({})", self.masked())
    }
}

impl FromStr for BankCard {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<BankCard, Wrong> {
        BankCard::parse(text)
    }
}

/// Every second digit from the right, beginning with the last but one, is doubled and its digits added.
fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match (at % 2 == 1, digit) {
            (false, _) => digit,
            (true, 0..=4) => digit * 2,
            (true, _) => digit * 2 - 9,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A number from the published examples of the Luhn check, not a card of anyone.
    const EXAMPLE: &str = "4111111111111111";

    #[test]
    fn a_right_number_is_read_and_shown_masked() {
        for text in [EXAMPLE, "4111 1111 1111 1111", "4111-1111-1111-1111", "４１１１１１１１１１１１１１１１"]
        {
            let card = BankCard::parse(text).unwrap();
            assert_eq!(card.full(), EXAMPLE);
            assert_eq!(card.masked(), "************1111");
            assert_eq!(format!("{card:?}"), "BankCard(************1111)");
        }
        assert!(BankCard::parse("79927398713").is_err(), "eleven digits are too few for a card");
    }

    #[test]
    fn a_wrong_number_is_never_repeated() {
        let said = |text: &str| BankCard::parse(text).unwrap_err().said;
        assert_eq!(said(""), "银行卡号没有填写");
        assert_eq!(said("41111111111111112"), "银行卡号校验不符，请逐位核对（对公账号请填入账号栏）");
        assert_eq!(said("41111111111"), "银行卡号应为12至19位，现为11位");
        assert_eq!(said("4111111111111111𠮷"), "银行卡号应全为数字");
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_caught(at in 0_usize..16, change in 1_u8..10) {
            let mut bytes = EXAMPLE.as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + change) % 10;
            prop_assert!(BankCard::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }
}
