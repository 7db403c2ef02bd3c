//! Percentages from whole numbers.

use listing::Kind;

use crate::{Reading, Shown};

/// How many decimals a target carries: its column's.
pub(crate) const TARGET_DECIMALS: u32 = 2;

/// `part / whole`, rounded once, halves away from zero; nothing unless `whole` is more than nought, or where it does not
/// fit.
pub(crate) fn ratio(part: i128, whole: i128) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let size = part.checked_abs()?.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?;
    i64::try_from(size * part.signum()).ok()
}

/// How many percent of a target are done. The target is given in hundredths of the figure's unit, and `one` is how much of
/// the raw number makes one unit.
pub(crate) fn completion(raw: i64, one: i64, target: i64) -> Option<i64> {
    let hundredths = 10_i128.pow(TARGET_DECIMALS);
    ratio(i128::from(raw) * hundredths * 100, i128::from(target) * i128::from(one))
}

/// The change from `before` to `now` in tenths of a percent; nothing where there was nought or less before.
pub(crate) fn growth(now: i64, before: i64) -> Option<i64> {
    ratio((i128::from(now) - i128::from(before)) * 1_000, i128::from(before))
}

/// How much of a reading's raw number makes one of its unit: fen in a 万元, hundredths in a 件.
pub(crate) fn one_unit(reading: &Reading) -> i64 {
    match (reading.definition.shown, reading.column().map(|column| column.kind)) {
        (Shown::Money(unit, ..) | Shown::Span(unit), _) => unit.fen(),
        (Shown::Percent, _) => 100,
        (_, Some(Kind::Quantity(decimals, _))) => 10_i64.checked_pow(decimals).unwrap_or(i64::MAX),
        (_, Some(Kind::Money(_))) => 100,
        (Shown::Count(..) | Shown::Text | Shown::Year | Shown::Month, _) => 1,
    }
}
