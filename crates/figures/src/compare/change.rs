//! 同比: how a figure changed since the same day a year earlier.

use listing::FoldValue;

use super::arithmetic;
use crate::Reading;

/// The change of a figure since a year earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In tenths of a percent; nothing where there was nought or less a year earlier, or where the figure is itself a
    /// percentage.
    pub percent_tenths: Option<i64>,
    /// Now less then, as a whole number of fen, counts or scaled units.
    pub difference: i64,
    /// The size of the difference in the figure's own unit, exactly, without the unit.
    pub amount: String,
    /// The unit of the figure.
    pub unit: String,
    /// Whether there was nought a year earlier.
    pub is_new: bool,
}

impl Change {
    /// The change between two readings of one figure; nothing unless both are quantities.
    pub fn between(now: &Reading, before: &Reading) -> Option<Change> {
        if !now.definition.shown.is_quantity() {
            return None;
        }
        let (new, old) = (now.number()?, before.number()?);
        let difference = new.checked_sub(old)?;
        let unit = now.definition.unit.clone();
        let size = Reading { value: FoldValue::Number(difference.checked_abs()?), ..now.clone() };
        Some(Change {
            percent_tenths: if is_rate(&unit) { None } else { arithmetic::growth(new, old) },
            difference,
            amount: size.exact().unwrap_or_default(),
            unit,
            is_new: old == 0,
        })
    }

    /// As a report says it: `同比增长25%`, `同比下降3.2%`, `同比持平`, `新增（上年为 0）`, and of percentages
    /// `同比提高1.5个百分点`.
    pub fn says(&self) -> String {
        let (amount, unit) = (&self.amount, &self.unit);
        let verb = |up: &'static str, down: &'static str| if self.difference > 0 { up } else { down };
        match self.percent_tenths {
            _ if self.difference == 0 => "同比持平".to_owned(),
            _ if is_rate(unit) => format!("同比{}{amount}个百分点", verb("提高", "下降")),
            Some(0) => format!("同比{}不足0.1%", verb("增长", "下降")),
            Some(tenths) => format!("同比{}{}%", verb("增长", "下降"), tenths_text(tenths.saturating_abs())),
            None if self.is_new && self.difference > 0 => "新增（上年为 0）".to_owned(),
            None => format!("比上年{}{amount}{unit}", verb("增加", "减少")),
        }
    }

    /// As a narrow column says it: `+27.3%`, `-3.2%`, `持平`, `新增`, `+1.5 个百分点`.
    pub fn brief(&self) -> String {
        let sign = if self.difference > 0 { "+" } else { "-" };
        match self.percent_tenths {
            _ if self.difference == 0 => "持平".to_owned(),
            _ if is_rate(&self.unit) => format!("{sign}{} 个百分点", self.amount),
            Some(0) => format!("{sign}0.1% 以内"),
            Some(tenths) => format!("{sign}{}%", tenths_text(tenths.saturating_abs())),
            None if self.is_new && self.difference > 0 => "新增".to_owned(),
            None => format!("{sign}{} {}", self.amount, self.unit),
        }
    }
}

/// Whether numbers of this unit are themselves percentages, whose changes are told in points.
fn is_rate(unit: &str) -> bool {
    matches!(unit, "%" | "％")
}

fn tenths_text(tenths: i64) -> String {
    vocabulary::format_scaled(tenths, 1)
}
