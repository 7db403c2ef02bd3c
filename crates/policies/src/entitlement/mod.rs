//! 免申即享: who is entitled to how much by which article and from which records, computed so that nobody has to ask.
//!
//! Benefits in force ([`Benefit`]) meet what the records know ([`Facts`]); nothing here reads a clock or a database.
//!
//! - [`Monthly`] allowances of people: one a month for one person, the highest of those that apply (就高不重复);
//!   [`Roll`] is the exact list, [`Roll::near`] who is one condition away, [`Roll::stacked`] whom two policies would pay;
//! - [`claims`] what teams and firms are owed: yearly grants, percentages, awards, purchases, recommendation;
//! - [`reconcile`] what was paid against what should have been, to the fen, month by month.

mod benefit;
mod facts;
mod month;
mod monthly;
mod reconcile;
mod source;
#[cfg(test)]
mod tests;
mod units;

pub use benefit::{Benefit, Class, Event, Monthly, Partial, Programme, Standing, Terms};
pub use facts::{
    Attainment, Basis, Facts, Happening, Membership, Paid, Person, Purchase, Rank, Spell, Stop, Support, Use,
};
pub use month::Month;
pub use monthly::{Condition, Line, Miss, Roll, Stack};
pub use reconcile::{Difference, reconcile};
pub use source::{Reach, Source, gather};
pub use units::{Claim, claims};
