//! Reads and writes decimal numbers as scaled integers, exactly: no binary floating point anywhere.

use crate::fold::folded;
use crate::wrong::{Wrong, quoted};

/// A fixed-point number: `value` counted in units of ten to the minus `scale` (12.34 is 1234 at scale 2).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scaled {
    /// The number multiplied by ten to the power of `scale`.
    pub value: i64,
    /// How many decimals `value` carries.
    pub scale: u32,
}

impl Scaled {
    /// Reads a number with at most `scale` decimals; see [`parse_scaled`].
    pub fn parse(text: &str, scale: u32) -> Result<Scaled, Wrong> {
        parse_scaled(text, scale).map(|value| Scaled { value, scale })
    }
}

impl std::fmt::Display for Scaled {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&format_scaled(self.value, self.scale))
    }
}

/// Reads a decimal number as an integer count of ten to the minus `scale`: `"12.5"` at scale 2 is 1250.
///
/// Thousands separators, full-width characters, a sign and scientific notation are understood.
///
/// # Errors
/// When the text is empty or not a number, has more than `scale` significant decimals, or does not fit an `i64`.
pub fn parse_scaled(text: &str, scale: u32) -> Result<i64, Wrong> {
    let plain = folded(text);
    if plain.is_empty() {
        return Err(Wrong::new("数字没有填写"));
    }
    let Some(decimal) = Decimal::read(&plain) else {
        return Err(Wrong::new(format!("{}不是数字", quoted(text))));
    };
    decimal.scaled(scale).map_err(|misfit| match misfit {
        Misfit::TooFine if scale == 0 => Wrong::new(format!("{}应为整数", quoted(text))),
        Misfit::TooFine => Wrong::new(format!("{}最多可有{scale}位小数", quoted(text))),
        Misfit::TooLarge => Wrong::new(format!("{}超出可以处理的范围", quoted(text))),
    })
}

/// Reads a whole number: `"12"`, `"12.0"`, `"1,200"` and full-width forms, but not `"12.5"`.
///
/// # Errors
/// As [`parse_scaled`] with no decimals.
pub fn parse_integer(text: &str) -> Result<i64, Wrong> {
    parse_scaled(text, 0)
}

/// Writes `value` counted in ten to the minus `scale` as a plain decimal without trailing zeros: 1250 at scale 2 is
/// `"12.5"`.
pub fn format_scaled(value: i64, scale: u32) -> String {
    let fixed = fixed_point(i128::from(value), scale);
    if scale == 0 { fixed } else { fixed.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

/// Writes a whole number with thousands separators, for tables (running text has none, GB/T 15835): `"1,234,567"`.
pub fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        written.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// `value` counted in ten to the minus `decimals`, written with exactly that many decimals and no `-` before a zero.
pub(crate) fn fixed_point(value: i128, decimals: u32) -> String {
    let decimals = decimals as usize;
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals.saturating_add(1));
    let sign = if value < 0 { "-" } else { "" };
    match digits.split_at_checked(digits.len() - decimals) {
        Some((whole, part)) if !part.is_empty() => format!("{sign}{whole}.{part}"),
        Some(_) | None => format!("{sign}{digits}"),
    }
}

/// Why a decimal is not an integer at the wanted scale.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// It has more decimals than the scale carries.
    TooFine,
    /// It does not fit an `i64`.
    TooLarge,
}

/// An exact decimal: sign, significant digits without trailing zeros, and the power of ten they stand at.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    is_negative: bool,
    /// Significant digits as a number; `None` when there are more than a `u128` holds.
    digits: Option<u128>,
    /// Power of ten by which `digits` is multiplied.
    power: i32,
}

impl Decimal {
    /// Reads folded text; `None` when it is not a number.
    pub(crate) fn read(plain: &str) -> Option<Decimal> {
        let (is_negative, unsigned) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(plain)),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let whole = ungrouped(whole)?;
        if !is_digits(part) || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let joined = format!("{whole}{part}");
        let significant = joined.trim_start_matches('0').trim_end_matches('0');
        let dropped = joined.len() - joined.trim_end_matches('0').len();
        let power = exponent.checked_add(i32::try_from(dropped).ok()?)?.checked_sub(i32::try_from(part.len()).ok()?)?;
        let digits = if significant.is_empty() { Some(0) } else { significant.parse().ok() };
        Some(Decimal { is_negative, digits, power: if significant.is_empty() { 0 } else { power } })
    }

    /// The number as a count of ten to the minus `scale`.
    pub(crate) fn scaled(self, scale: u32) -> Result<i64, Misfit> {
        if self.digits == Some(0) {
            return Ok(0);
        }
        let shift = i64::from(self.power) + i64::from(scale);
        let shift = u32::try_from(shift).map_err(|_| Misfit::TooFine)?;
        let digits = self.digits.and_then(|digits| i128::try_from(digits).ok()).ok_or(Misfit::TooLarge)?;
        let size = 10_i128.checked_pow(shift).and_then(|ten| digits.checked_mul(ten)).ok_or(Misfit::TooLarge)?;
        let value = if self.is_negative { -size } else { size };
        i64::try_from(value).map_err(|_| Misfit::TooLarge)
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits of a whole part whose commas, if any, stand at every third place.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let mut is_grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        is_grouped = true;
        digits.push_str(group);
    }
    let first_fits = !is_grouped || (1..=3).contains(&first.len());
    (first_fits && is_digits(&digits)).then_some(digits)
}

/// A power of ten of at most three digits, with its sign.
fn read_exponent(text: &str) -> Option<i32> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || digits.len() > 3 || !is_digits(digits) {
        return None;
    }
    let size: i32 = digits.parse().ok()?;
    Some(if is_negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_numbers_are_read_in_every_usual_dress() {
        for text in
            ["1200", "1,200", "１，２００", " 1200 ", "1200.0", "1200.", "+1200", "1.2E+3", "1.2e3", "120000e-2"]
        {
            assert_eq!(parse_integer(text), Ok(1200), "{text}");
        }
        assert_eq!(parse_integer("-12"), Ok(-12));
        assert_eq!(parse_integer("－１２"), Ok(-12));
        assert_eq!(parse_integer("0e999"), Ok(0));
    }

    #[test]
    fn what_is_not_a_whole_number_says_why() {
        let said = |text: &str| parse_integer(text).unwrap_err().said;
        assert_eq!(said("12.5"), "“12.5”应为整数");
        assert_eq!(said("十二"), "“十二”不是数字");
        assert_eq!(said("  "), "数字没有填写");
        assert_eq!(said("99999999999999999999"), "“99999999999999999999”超出可以处理的范围");
        assert_eq!(said("1e999"), "“1e999”超出可以处理的范围");
        assert!(said(&"9".repeat(60)).ends_with("…”超出可以处理的范围"));
    }

    #[test]
    fn a_comma_in_the_wrong_place_is_not_a_number() {
        for text in [
            "12,34", "1,23", ",123", "1,,234", "1234,567", "1,234,", "1.2,3", ".", "-", "e5", "1e", "1e1234", "1 2",
            "--1", "𠮷",
        ] {
            assert!(parse_integer(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_range_are_read() {
        assert_eq!(parse_integer("9223372036854775807"), Ok(i64::MAX));
        assert_eq!(parse_integer("-9223372036854775808"), Ok(i64::MIN));
        assert!(parse_integer("9223372036854775808").is_err());
    }

    #[test]
    fn scaled_numbers_keep_their_decimals_and_no_more() {
        assert_eq!(parse_scaled("12.34", 2), Ok(1234));
        assert_eq!(parse_scaled(".5", 2), Ok(50));
        assert_eq!(parse_scaled("12.3400", 2), Ok(1234));
        assert_eq!(parse_scaled("12.345", 2).unwrap_err().said, "“12.345”最多可有2位小数");
        assert_eq!(format_scaled(1250, 2), "12.5");
        assert_eq!(format_scaled(1200, 2), "12");
        assert_eq!(format_scaled(-5, 2), "-0.05");
        assert_eq!(format_scaled(100, 0), "100");
        assert_eq!(format_scaled(0, 3), "0");
        assert_eq!(Scaled::parse("3.140", 3).unwrap().to_string(), "3.14");
    }

    #[test]
    fn tables_group_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(grouped(-1_234_567), "-1,234,567");
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in any::<i64>(), scale in 0_u32..12) {
            prop_assert_eq!(parse_scaled(&format_scaled(value, scale), scale), Ok(value));
            prop_assert_eq!(parse_integer(&grouped(value)), Ok(value));
        }

        #[test]
        fn no_text_makes_the_reader_fail_badly(text in "\\PC*", scale in any::<u32>()) {
            let _ = parse_scaled(&text, scale);
        }

        #[test]
        fn no_number_like_text_makes_the_reader_fail_badly(text in "[-+0-9,.eE]{0,24}", scale in 0_u32..50) {
            let _ = parse_scaled(&text, scale);
        }
    }
}
