//! How a number is said in an official report (GB/T 15835-2011): exactly, or floored or rounded beside one hedge word.

use crate::money::{Money, MoneyUnit};
use crate::number::fixed_point;

/// The way in which a sentence gives a number. Whatever is shown, the exact number stays in the evidence sheet.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// The number itself.
    Exact,
    /// Floored to its leading digits, with 余 when the number is more than what is shown.
    Over,
    /// Floored to its leading digits, with 多 when the number is more than what is shown.
    Many,
    /// Floored to its leading digits, always with 以上, which includes the number shown.
    AtLeast,
    /// Rounded at its leading digits, with 约.
    About,
}

/// A number as a sentence gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The digits, without unit or separators.
    pub number: String,
    /// 余, 多, 以上, 约, or nothing.
    pub hedge: &'static str,
    /// Whether the digits are the number itself.
    pub is_exact: bool,
}

impl Wording {
    /// Every wording.
    pub const ALL: [Wording; 5] = [Wording::Exact, Wording::Over, Wording::Many, Wording::AtLeast, Wording::About];

    /// What the choice is called on a form.
    pub const fn label(self) -> &'static str {
        match self {
            Wording::Exact => "确数",
            Wording::Over => "余",
            Wording::Many => "多",
            Wording::AtLeast => "以上",
            Wording::About => "约",
        }
    }

    /// The wording of a label, or `None`.
    pub fn from_label(label: &str) -> Option<Wording> {
        Wording::ALL.into_iter().find(|wording| wording.label() == label.trim())
    }

    /// Says a count: from 1000 up in hundreds, from 10 up in tens, below that as it is. Negative counts are said
    /// exactly.
    pub fn say_count(self, count: i64) -> Said {
        let step = match count {
            1000.. => 100,
            10..=999 => 10,
            ..=9 => 1,
        };
        let shown = match self {
            Wording::Exact => i128::from(count),
            Wording::Over | Wording::Many | Wording::AtLeast => floored(count, step),
            Wording::About => rounded(count, step),
        };
        self.said(shown.to_string(), shown == i128::from(count), count < 0)
    }

    /// Says an amount in `unit` with `decimals` decimals (the unit itself is not written).
    ///
    /// `Exact` and `About` round at the last decimal; the floors cut there, or at the tens when no decimals are
    /// wanted and the
    /// amount is 100 units or more. An amount smaller than the last decimal is never said as zero but in full.
    /// Negative amounts are said exactly.
    pub fn say_money(self, money: Money, unit: MoneyUnit, decimals: u32) -> Said {
        let decimals = decimals.min(unit.decimals());
        let last = 10_i64.pow(unit.decimals() - decimals);
        let fen = money.fen();
        let is_in_tens = decimals == 0 && i128::from(fen) >= 100 * i128::from(unit.fen());
        let shown = match self {
            Wording::Exact | Wording::About => rounded(fen, last),
            Wording::Over | Wording::Many | Wording::AtLeast if fen < 0 => rounded(fen, last),
            Wording::Over | Wording::Many | Wording::AtLeast => floored(fen, if is_in_tens { last * 10 } else { last }),
        };
        if shown == 0 && fen != 0 {
            return self.said(money.exact(unit), true, fen < 0);
        }
        self.said(fixed_point(shown / i128::from(last), decimals), shown == i128::from(fen), fen < 0)
    }

    /// Puts number, hedge and unit in their usual order: 约520家, 520余家, 520多家, 520家以上.
    pub fn phrase(self, said: &Said, unit: &str) -> String {
        let Said { number, hedge, is_exact: _ } = said;
        match self {
            Wording::Exact => format!("{number}{unit}"),
            Wording::Over | Wording::Many => format!("{number}{hedge}{unit}"),
            Wording::AtLeast => format!("{number}{unit}{hedge}"),
            Wording::About => format!("{hedge}{number}{unit}"),
        }
    }

    fn said(self, number: String, is_exact: bool, is_negative: bool) -> Said {
        let hedge = match self {
            Wording::Exact => "",
            Wording::Over if !is_exact && !is_negative => "余",
            Wording::Many if !is_exact && !is_negative => "多",
            Wording::Over | Wording::Many => "",
            Wording::AtLeast if !is_negative => "以上",
            Wording::About if !is_negative => "约",
            Wording::AtLeast | Wording::About => "",
        };
        Said { number, hedge, is_exact }
    }
}

/// The largest multiple of `step` not above `value`, for values from 0 up.
fn floored(value: i64, step: i64) -> i128 {
    let (value, step) = (i128::from(value), i128::from(step));
    value / step * step
}

/// The nearest multiple of `step`, halves away from zero.
fn rounded(value: i64, step: i64) -> i128 {
    let (value, step) = (i128::from(value), i128::from(step));
    (value.abs() + step / 2) / step * step * value.signum()
}

#[cfg(test)]
mod tests {
    use super::MoneyUnit::{WanYuan, YiYuan};
    use super::Wording::{About, AtLeast, Exact, Many, Over};
    use super::*;
    use proptest::prelude::*;

    fn count(wording: Wording, n: i64) -> String {
        wording.phrase(&wording.say_count(n), "家")
    }

    fn money(wording: Wording, fen: i64, unit: MoneyUnit, decimals: u32) -> String {
        wording.phrase(&wording.say_money(Money::from_fen(fen), unit, decimals), unit.label())
    }

    #[test]
    fn counts_are_said_the_way_reports_say_them() {
        assert_eq!(count(Exact, 1234), "1234家");
        assert_eq!(count(Over, 523), "520余家");
        assert_eq!(count(Over, 87), "80余家");
        assert_eq!(count(Over, 1234), "1200余家");
        assert_eq!(count(Many, 15), "10多家");
        assert_eq!(count(AtLeast, 87), "80家以上");
        assert_eq!(count(About, 87), "约90家");
        assert_eq!(count(About, 85), "约90家");
        assert_eq!(count(About, 84), "约80家");
    }

    #[test]
    fn a_round_number_carries_no_more_than_it_should() {
        assert_eq!(count(Over, 80), "80家");
        assert_eq!(count(Many, 7), "7家");
        assert_eq!(count(AtLeast, 80), "80家以上");
        assert_eq!(Over.say_count(80), Said { number: "80".into(), hedge: "", is_exact: true });
        assert!(!Over.say_count(81).is_exact);
        assert_eq!(count(Over, 0), "0家");
    }

    #[test]
    fn negative_numbers_are_said_exactly() {
        for wording in Wording::ALL {
            assert_eq!(wording.say_count(-523), Said { number: "-523".into(), hedge: "", is_exact: true });
            assert_eq!(money(wording, -1_234_567_890, WanYuan, 2), "-1234.57万元");
        }
    }

    #[test]
    fn amounts_are_floored_rounded_or_exact() {
        assert_eq!(money(Exact, 12_350_000_000, YiYuan, 2), "1.24亿元");
        assert_eq!(money(Over, 12_350_000_000, YiYuan, 2), "1.23余亿元");
        assert_eq!(money(About, 12_350_000_000, YiYuan, 2), "约1.24亿元");
        assert_eq!(money(Over, 1_238_000_000, WanYuan, 0), "1230余万元");
        assert_eq!(money(AtLeast, 1_238_000_000, WanYuan, 0), "1230万元以上");
        assert_eq!(money(Over, 99_500_000, WanYuan, 0), "99余万元");
        assert_eq!(money(Over, 100_000_000, WanYuan, 0), "100万元");
        assert_eq!(money(Exact, 1_238_000_000, WanYuan, 0), "1238万元");
        assert!(!Exact.say_money(Money::from_fen(12_350_000_000), YiYuan, 2).is_exact);
    }

    #[test]
    fn a_small_amount_is_never_said_as_zero() {
        assert_eq!(money(Over, 300_000, WanYuan, 0), "0.3万元");
        assert_eq!(money(Exact, 300_000, WanYuan, 0), "0.3万元");
        assert_eq!(money(AtLeast, 300_000, WanYuan, 0), "0.3万元以上");
        assert_eq!(money(Exact, 0, WanYuan, 0), "0万元");
    }

    #[test]
    fn labels_lead_back_to_their_wordings() {
        for wording in Wording::ALL {
            assert_eq!(Wording::from_label(wording.label()), Some(wording));
        }
        assert_eq!(Wording::from_label("左右"), None);
    }

    proptest! {
        #[test]
        fn a_floor_never_says_more_than_there_is(n in 0_i64.., at in 1_usize..4) {
            let said = Wording::ALL[at].say_count(n);
            let shown: i64 = said.number.parse().unwrap();
            prop_assert!(shown <= n);
            prop_assert!(n - shown < 100);
            prop_assert_eq!(said.is_exact, shown == n);
            if at < 3 {
                prop_assert_eq!(said.hedge.is_empty(), shown == n);
            }
        }

        #[test]
        fn a_rounded_count_is_within_half_a_step(n in 0_i64..1_000_000_000) {
            let shown: i64 = About.say_count(n).number.parse().unwrap();
            prop_assert!((shown - n).abs() <= 50);
        }

        #[test]
        fn a_floored_amount_never_says_more_than_there_is(fen in 0_i64.., at in 1_usize..4, unit in 0_usize..3, decimals in 0_u32..14) {
            let unit = MoneyUnit::ALL[unit];
            let said = Wording::ALL[at].say_money(Money::from_fen(fen), unit, decimals);
            let shown = Money::parse(&said.number, unit).unwrap();
            prop_assert!(shown.fen() <= fen);
            prop_assert_eq!(said.is_exact, shown.fen() == fen);
        }
    }
}
