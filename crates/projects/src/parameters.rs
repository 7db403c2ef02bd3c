//! Limits and thresholds of the project life, each with its source. They are defaults: a call may set its own where it has
//! a column for it.

/// The shortest publicity period (公示期), in working days: the habit of districts; no national rule fixes it.
pub(crate) const SHORTEST_PUBLICITY: i64 = 5;

/// The smallest panel: an odd number, at least five.
pub(crate) const SMALLEST_PANEL: i64 = 5;
