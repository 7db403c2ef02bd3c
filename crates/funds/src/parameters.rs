//! Limits of the ways of money, each with its source.

/// How many working days each hand has with a request for payment: the habit of districts; no national rule fixes it.
pub(crate) const DAYS_FOR_EACH_HAND: u32 = 5;

/// How many working days a payment takes once it is approved: the habit of districts.
pub(crate) const DAYS_TO_PAY: u32 = 10;

/// How many years after that of the budget its unspent money lapses: what is unspent at the end of the next year is taken
/// back (预算法 art. 42).
pub(crate) const LAPSES_AFTER: i64 = 2;
