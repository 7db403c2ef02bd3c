//! What the lines of a budget add up to. Sums are computed here and nowhere typed.

use cases::CaseFile;
use vocabulary::{Money, MoneyUnit::WanYuan};

use super::budget_line::{EQUIPMENT, GRANT, HEADS, INDIRECT, SOURCES};
use crate::parameters;

/// The sums of a budget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    /// How many lines there are.
    pub(crate) lines: usize,
    /// Everything.
    pub(crate) total: Money,
    /// What is asked of the bureau (财政资助).
    pub(crate) requested: Money,
    /// A sum for each head and source, in the order of [`HEADS`] and [`SOURCES`].
    pub(crate) cells: Vec<Vec<Money>>,
}

impl Sums {
    /// Adds up lines; nothing where they add up to more than an amount can hold.
    pub(crate) fn of(lines: &[CaseFile]) -> Option<Sums> {
        let sum = |head: Option<&str>, source: Option<&str>| {
            let counted = lines.iter().filter(|line| {
                head.is_none_or(|head| line.text("head") == head)
                    && source.is_none_or(|source| line.text("source") == source)
            });
            Money::total(counted.filter_map(|line| line.money("amount")))
        };
        let cells = HEADS.iter().map(|head| SOURCES.iter().map(|source| sum(Some(head), Some(source))).collect());
        Some(Sums {
            lines: lines.len(),
            total: sum(None, None)?,
            requested: sum(None, Some(GRANT))?,
            cells: cells.collect::<Option<_>>()?,
        })
    }

    /// What a head has from the bureau.
    fn granted_for(&self, head: &str) -> Money {
        let row = HEADS.iter().position(|known| *known == head).and_then(|row| self.cells.get(row));
        let source = SOURCES.iter().position(|source| *source == GRANT);
        row.zip(source).and_then(|(row, source)| row.get(source)).copied().unwrap_or_default()
    }

    /// What is wrong with the indirect costs, in one sentence; nothing where they are within the limits of
    /// [`parameters::INDIRECT_COSTS`].
    pub(crate) fn too_much_indirect(&self) -> Option<String> {
        let indirect = self.granted_for(INDIRECT);
        let direct: i128 = HEADS
            .iter()
            .filter(|head| ![INDIRECT, EQUIPMENT].contains(head))
            .map(|head| i128::from(self.granted_for(head).fen()))
            .sum();
        let most = most_indirect(direct);
        let wan = |money: Money| money.exact(WanYuan);
        (indirect > most).then(|| {
            format!(
                "财政资助中的间接费用 {} 万元，超过{}的上限 {} 万元（按扣除设备费后的直接费用分段计算）",
                wan(indirect),
                parameters::INDIRECT_COSTS_SOURCE,
                wan(most)
            )
        })
    }
}

/// The most indirect costs that go with these direct costs without equipment, in fen, a part of a fen cut off.
fn most_indirect(direct: i128) -> Money {
    let mut hundredths = 0;
    let mut below = 0;
    for (end, percent) in parameters::INDIRECT_COSTS {
        let end = i128::from(end.fen()).min(direct).max(below);
        hundredths += (end - below) * i128::from(percent);
        below = end;
    }
    Money::from_fen(i64::try_from(hundredths / 100).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indirect_costs_are_limited_part_by_part() {
        let wan = |amount: i128| amount * 1_000_000;
        let most = |direct: i128| most_indirect(wan(direct)).exact(WanYuan);
        assert_eq!(most(0), "0");
        assert_eq!(most(100), "30");
        assert_eq!(most(500), "150", "the limit itself belongs to the part below");
        assert_eq!(most(600), "175", "25 per cent of what is above five millions");
        assert_eq!(most(1_000), "275");
        assert_eq!(most(1_500), "375");
        assert_eq!(most_indirect(3), Money::ZERO, "a part of a fen is nobody's");
    }
}
