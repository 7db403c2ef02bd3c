//! Stories of allowances.
