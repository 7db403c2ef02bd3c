//! Money in whole fen (分), and the three units in which it is written: 元, 万元 and 亿元.

use crate::fold::folded;
use crate::number::{Decimal, Misfit, fixed_point, format_scaled, grouped};
use crate::wrong::{Wrong, quoted};

/// An amount of renminbi in fen, from -92 quadrillion to 92 quadrillion yuan. It is never a float.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// A unit in which amounts are typed and shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元, 100 fen.
    Yuan,
    /// 万元, ten thousand yuan.
    WanYuan,
    /// 亿元, one hundred million yuan.
    YiYuan,
}

impl MoneyUnit {
    /// Every unit, smallest first.
    pub const ALL: [MoneyUnit; 3] = [MoneyUnit::Yuan, MoneyUnit::WanYuan, MoneyUnit::YiYuan];

    /// The unit as it is written: 元, 万元 or 亿元.
    pub const fn label(self) -> &'static str {
        match self {
            MoneyUnit::Yuan => "元",
            MoneyUnit::WanYuan => "万元",
            MoneyUnit::YiYuan => "亿元",
        }
    }

    /// How many fen make one.
    pub const fn fen(self) -> i64 {
        match self {
            MoneyUnit::Yuan => 100,
            MoneyUnit::WanYuan => 1_000_000,
            MoneyUnit::YiYuan => 10_000_000_000,
        }
    }

    /// The unit of a label, or `None` when the label is none of the three.
    pub fn from_label(label: &str) -> Option<MoneyUnit> {
        MoneyUnit::ALL.into_iter().find(|unit| unit.label() == label.trim())
    }

    /// How many decimals one fen needs in this unit.
    pub const fn decimals(self) -> u32 {
        match self {
            MoneyUnit::Yuan => 2,
            MoneyUnit::WanYuan => 6,
            MoneyUnit::YiYuan => 10,
        }
    }
}

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);

    /// An amount counted in fen.
    pub const fn from_fen(fen: i64) -> Money {
        Money(fen)
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// An amount of whole yuan, or `None` when it does not fit.
    pub const fn from_yuan(yuan: i64) -> Option<Money> {
        match yuan.checked_mul(100) {
            Some(fen) => Some(Money(fen)),
            None => None,
        }
    }

    /// Reads an amount typed in `unit`; a unit written after the number (元, 万元, 亿元) counts instead.
    ///
    /// Thousands separators, full-width characters, a leading ¥, a minus sign and scientific notation are understood.
    ///
    /// # Errors
    /// When the text is empty, is not a number, is finer than a fen, or does not fit.
    pub fn parse(text: &str, unit: MoneyUnit) -> Result<Money, Wrong> {
        let plain = folded(text);
        if plain.is_empty() {
            return Err(Wrong::new("金额没有填写"));
        }
        let (number, unit) = split_unit(&plain, unit);
        let Some(decimal) = without_sign_of_yuan(number).as_deref().and_then(Decimal::read) else {
            return Err(Wrong::new(format!("金额{}不是数字", quoted(text))));
        };
        decimal.scaled(unit.decimals()).map(Money).map_err(|misfit| match misfit {
            Misfit::TooFine => Wrong::new(format!("金额{}应精确到分，不能更细", quoted(text))),
            Misfit::TooLarge => Wrong::new(format!("金额{}超出可以处理的范围", quoted(text))),
        })
    }

    /// The sum of two amounts, or `None` when it does not fit.
    pub const fn checked_add(self, other: Money) -> Option<Money> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Money(fen)),
            None => None,
        }
    }

    /// The difference of two amounts, or `None` when it does not fit.
    pub const fn checked_sub(self, other: Money) -> Option<Money> {
        match self.0.checked_sub(other.0) {
            Some(fen) => Some(Money(fen)),
            None => None,
        }
    }

    /// The sum of many amounts, or `None` when it does not fit. The order of the amounts never matters.
    pub fn total(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
        let sum: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(sum).ok().map(Money)
    }

    /// The exact amount in `unit` without separators or trailing zeros, e.g. `"1234.5678"`; the unit is not written.
    pub fn exact(self, unit: MoneyUnit) -> String {
        format_scaled(self.0, unit.decimals())
    }

    /// The amount in `unit` with exactly `decimals` decimals, rounded once from the fen, halves away from zero.
    pub fn rounded(self, unit: MoneyUnit, decimals: u32) -> String {
        self.at(unit, decimals, Toward::Nearest)
    }

    /// The amount in `unit` with exactly `decimals` decimals, the rest cut off towards zero.
    pub fn cut(self, unit: MoneyUnit, decimals: u32) -> String {
        self.at(unit, decimals, Toward::Zero)
    }

    /// The amount in yuan with thousands separators and two decimals, for tables: `"1,234,567.80"`.
    pub fn grouped(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        // A hundredth of any i64 has a positive counterpart, so the absolute value cannot overflow.
        let yuan = (self.0 / 100).abs();
        format!("{sign}{}.{:02}", grouped(yuan), self.0.unsigned_abs() % 100)
    }

    /// The unit in which a report writes this amount: 亿元 from one hundred million yuan up (either sign), else 万元.
    pub const fn suited(self) -> MoneyUnit {
        if self.0.unsigned_abs() >= MoneyUnit::YiYuan.fen().unsigned_abs() {
            MoneyUnit::YiYuan
        } else {
            MoneyUnit::WanYuan
        }
    }

    fn at(self, unit: MoneyUnit, decimals: u32, toward: Toward) -> String {
        let spare = decimals.saturating_sub(unit.decimals());
        let step = 10_i128.pow(unit.decimals().saturating_sub(decimals));
        let fen = i128::from(self.0);
        let kept = match toward {
            Toward::Nearest => (fen.abs() + step / 2) / step * fen.signum(),
            Toward::Zero => fen / step,
        };
        let mut written = fixed_point(kept, decimals - spare);
        if spare > 0 {
            written.push_str(&"0".repeat(spare as usize));
        }
        written
    }
}

/// Which way the digits that are not shown go.
#[derive(Copy, Clone)]
enum Toward {
    Nearest,
    Zero,
}

/// The number and the unit written after it, or the unit it was typed in.
fn split_unit(plain: &str, typed_in: MoneyUnit) -> (&str, MoneyUnit) {
    // The longer labels end in 元 too, so the shortest is tried last.
    MoneyUnit::ALL
        .into_iter()
        .rev()
        .find_map(|unit| plain.strip_suffix(unit.label()).map(|number| (number.trim_end(), unit)))
        .unwrap_or((plain, typed_in))
}

/// The number without ¥, which stands before or after the minus sign; `None` when there are two of either.
fn without_sign_of_yuan(number: &str) -> Option<String> {
    let (is_negative, rest) = match number.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, number),
    };
    let Some(rest) = rest.strip_prefix('¥').map(str::trim_start) else {
        return Some(if is_negative { format!("-{rest}") } else { rest.to_owned() });
    };
    match (is_negative, rest.starts_with('-')) {
        (true, true) => None,
        (true, false) => Some(format!("-{rest}")),
        (false, true | false) => Some(rest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::MoneyUnit::{WanYuan, YiYuan, Yuan};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_and_spreadsheets_write_them() {
        for text in [
            "1234.5",
            "1,234.50",
            "１，２３４．５",
            "¥1,234.5",
            "￥1234.5元",
            "¥ 1234.5",
            "1.2345E+3",
            "0.12345万元",
            " 1234.5 元 ",
            "0.000012345亿元",
        ] {
            assert_eq!(Money::parse(text, Yuan), Ok(Money(123_450)), "{text}");
        }
        for text in ["-5", "－5", "-¥5", "¥-5", "−5元"] {
            assert_eq!(Money::parse(text, Yuan), Ok(Money(-500)), "{text}");
        }
        assert_eq!(Money::parse("12.5", WanYuan), Ok(Money(12_500_000)));
        assert_eq!(Money::parse("12.5元", WanYuan), Ok(Money(1250)));
        assert_eq!(Money::parse("1.23", YiYuan), Ok(Money(12_300_000_000)));
        assert_eq!(Money::parse("0.000001", WanYuan), Ok(Money(1)));
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        let said = |text: &str, unit| Money::parse(text, unit).unwrap_err().said;
        assert_eq!(said("abc", Yuan), "金额“abc”不是数字");
        assert_eq!(said("", Yuan), "金额没有填写");
        assert_eq!(said("1.234", Yuan), "金额“1.234”应精确到分，不能更细");
        assert_eq!(said("1.0000001", WanYuan), "金额“1.0000001”应精确到分，不能更细");
        assert_eq!(said("92233720368547758.08", Yuan), "金额“92233720368547758.08”超出可以处理的范围");
        for text in ["约12万元", "12万", "12元元", "--5", "-¥-5", "¥¥5", "5¥", "元", "1.2.3", "12,34元", "十二元"]
        {
            assert!(Money::parse(text, Yuan).is_err(), "{text}");
        }
    }

    #[test]
    fn an_amount_is_shown_exactly_rounded_cut_and_grouped() {
        let amount = Money(1_234_567_890);
        assert_eq!(amount.exact(Yuan), "12345678.9");
        assert_eq!(amount.exact(WanYuan), "1234.56789");
        assert_eq!(amount.exact(YiYuan), "0.123456789");
        assert_eq!(amount.rounded(WanYuan, 0), "1235");
        assert_eq!(amount.rounded(WanYuan, 2), "1234.57");
        assert_eq!(amount.rounded(Yuan, 4), "12345678.9000");
        assert_eq!(amount.cut(WanYuan, 2), "1234.56");
        assert_eq!(amount.grouped(), "12,345,678.90");
        assert_eq!(Money(-123_456_780).grouped(), "-1,234,567.80");
        assert_eq!(Money(-5).grouped(), "-0.05");
        assert_eq!(Money(i64::MIN).grouped(), "-92,233,720,368,547,758.08");
    }

    #[test]
    fn halves_go_away_from_zero_once_and_zero_has_no_sign() {
        assert_eq!(Money(500_000).rounded(WanYuan, 0), "1");
        assert_eq!(Money(499_999).rounded(WanYuan, 0), "0");
        assert_eq!(Money(-500_000).rounded(WanYuan, 0), "-1");
        assert_eq!(Money(-499_999).rounded(WanYuan, 0), "0");
        assert_eq!(Money(-4_999).rounded(WanYuan, 2), "0.00");
        // 1.2349999 rounded in two steps would reach 1.24; in one it must not.
        assert_eq!(Money(12_349_999_999).rounded(YiYuan, 2), "1.23");
    }

    #[test]
    fn one_hundred_million_is_the_first_amount_written_in_yi() {
        assert_eq!(Money(9_999_999_999).suited(), WanYuan);
        assert_eq!(Money(10_000_000_000).suited(), YiYuan);
        assert_eq!(Money(-10_000_000_000).suited(), YiYuan);
        assert_eq!(Money::ZERO.suited(), WanYuan);
        assert_eq!(YiYuan.fen(), 10_000 * WanYuan.fen());
    }

    #[test]
    fn labels_lead_back_to_their_units() {
        for unit in MoneyUnit::ALL {
            assert_eq!(MoneyUnit::from_label(unit.label()), Some(unit));
            assert_eq!(unit.fen(), 10_i64.pow(unit.decimals()));
        }
        assert_eq!(MoneyUnit::from_label("千元"), None);
    }

    #[test]
    fn sums_that_do_not_fit_are_refused_whatever_the_order() {
        assert_eq!(Money::from_yuan(i64::MAX), None);
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money::total([Money(i64::MAX), Money(1), Money(-1)]), Some(Money(i64::MAX)));
        assert_eq!(Money::total([Money(i64::MAX), Money(1)]), None);
        assert_eq!(Money::total([]), Some(Money::ZERO));
    }

    proptest! {
        #[test]
        fn an_exact_amount_is_read_back_in_its_unit(fen in any::<i64>(), at in 0_usize..3) {
            let unit = MoneyUnit::ALL[at];
            let amount = Money(fen);
            prop_assert_eq!(Money::parse(&amount.exact(unit), unit), Ok(amount));
            prop_assert_eq!(Money::parse(&format!("{}{}", amount.exact(unit), unit.label()), Yuan), Ok(amount));
            prop_assert_eq!(Money::parse(&amount.grouped(), Yuan), Ok(amount));
        }

        #[test]
        fn rounding_is_off_by_at_most_half_a_step(fen in -1_000_000_000_000_000_i64..1_000_000_000_000_000, at in 0_usize..3, decimals in 0_u32..12) {
            let unit = MoneyUnit::ALL[at];
            let shown = Money::parse(&Money(fen).rounded(unit, decimals), unit).unwrap();
            let step = 10_i64.pow(unit.decimals().saturating_sub(decimals));
            prop_assert!((shown.fen() - fen).abs() * 2 <= step);
            if (shown.fen() - fen).abs() * 2 == step {
                prop_assert!(shown.fen().abs() > fen.abs());
            }
        }

        #[test]
        fn cutting_never_shows_more_than_there_is(fen in 0_i64..1_000_000_000_000_000, at in 0_usize..3, decimals in 0_u32..12) {
            let unit = MoneyUnit::ALL[at];
            let shown = Money::parse(&Money(fen).cut(unit, decimals), unit).unwrap();
            let step = 10_i64.pow(unit.decimals().saturating_sub(decimals));
            prop_assert!(shown.fen() <= fen && fen - shown.fen() < step);
        }

        #[test]
        fn no_text_makes_the_reader_fail_badly(text in "[-¥￥0-9,.eE元万亿 ]{0,16}") {
            let _ = Money::parse(&text, Yuan);
        }
    }
}
