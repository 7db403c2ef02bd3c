//! A reading as a sentence says it.

use listing::FoldValue;
use vocabulary::{Said, Wording};

use crate::{Reading, Shown};

impl Reading {
    /// The value with its hedge and unit in their usual order: `42家`, `150家以上`, `约320人`, `【待补】`.
    pub fn phrase(&self) -> String {
        let number = self.shown();
        let unit = &self.definition.unit;
        match (&self.value, self.definition.shown) {
            (FoldValue::Missing(_), _) => number,
            (FoldValue::Number(_), Shown::Count(_, wording) | Shown::Money(_, _, wording)) => {
                wording.phrase(&Said { number, hedge: self.hedge(), is_exact: wording == Wording::Exact }, unit)
            }
            (FoldValue::Number(_) | FoldValue::Text(_) | FoldValue::Pair(..), _) => format!("{number}{unit}"),
        }
    }

    /// The number as pages show it, thousands separated and with its hedge, without its unit: `12,860`, `320 余`,
    /// `约 40`, `【待补】`.
    pub fn on_page(&self) -> String {
        let shown = match self.value {
            FoldValue::Number(_) if self.definition.shown.is_quantity() => grouped(&self.shown()),
            _ => self.shown(),
        };
        match (self.hedge(), self.definition.shown.wording()) {
            ("", _) => shown,
            (hedge, Wording::About) => format!("{hedge} {shown}"),
            (hedge, _) => format!("{shown} {hedge}"),
        }
    }
}

impl Shown {
    /// Whether it is a number that can be more or less, have a target and a rank. A year or month is a name.
    pub(crate) fn is_quantity(self) -> bool {
        match self {
            Shown::Count(..) | Shown::Money(..) | Shown::Percent => true,
            Shown::Text | Shown::Span(_) | Shown::Year | Shown::Month => false,
        }
    }

    /// The wording of the number, where it is one.
    pub(crate) fn wording(self) -> Wording {
        match self {
            Shown::Count(_, wording) | Shown::Money(_, _, wording) => wording,
            Shown::Percent | Shown::Text | Shown::Span(_) | Shown::Year | Shown::Month => Wording::Exact,
        }
    }

    /// How a figure is said, in words.
    pub(crate) fn says(self) -> String {
        let wording = self.wording();
        let cut = match wording {
            Wording::Exact => "原数",
            Wording::Over | Wording::Many | Wording::AtLeast => "舍去零头",
            Wording::About => "四舍五入取整",
        };
        let hedge = match wording {
            Wording::Exact => String::new(),
            other => format!("，写“{}”", other.label()),
        };
        match self {
            Shown::Count(..) => format!("{cut}{hedge}"),
            Shown::Money(unit, 0, _) => format!("以{}计，不留小数{hedge}", unit.label()),
            Shown::Money(unit, decimals, _) => format!("以{}计，{decimals} 位小数{hedge}", unit.label()),
            Shown::Span(unit) => format!("从低到高两个数，以{}计", unit.label()),
            Shown::Percent => "百分比，最多 2 位小数".to_owned(),
            Shown::Text => "照记录所写".to_owned(),
            Shown::Year => "只写年份".to_owned(),
            Shown::Month => "只写月份".to_owned(),
        }
    }
}

/// A plain decimal with its thousands separated; any other text as it is.
pub fn grouped(number: &str) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let Ok(size) = whole.trim_start_matches('-').parse() else { return number.to_owned() };
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{part}", vocabulary::grouped(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_and_decimals_are_left_alone() {
        assert_eq!(grouped("12860"), "12,860");
        assert_eq!(grouped("-1234567.0890"), "-1,234,567.0890");
        assert_eq!(grouped("-0.5"), "-0.5");
        assert_eq!(grouped("瓷源"), "瓷源");
    }
}
