//! A bureau with two firms, a university with a result, an expert with works, and people on every side.

mod demands;
mod pairings;
mod sealed;
mod story;
