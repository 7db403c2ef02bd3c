//! Stories of demands and pairings.
