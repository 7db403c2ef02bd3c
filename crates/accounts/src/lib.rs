//! Accounts, posts and sessions: who somebody is in this house and what they may see and do.
//!
//! An account ([`ACCOUNTS`]) is by what somebody signs in; a post ([`POSTS`]) is in which capacity, and for whom, they then
//! act. The middleware [`known`] looks at the ticket that a browser carries and puts an `Arc<web::Who>` into the request;
//! every page asks that and nothing else. Who has no ticket is the public and is led to the sign-in page, with everything
//! they typed.
//!
//! What is asked here follows GB/T 22239-2019 (等保) at its second level, and at its third where that costs little: passwords
//! and their renewal, lock and slow-down, sessions that end, a second factor for administrators, three separated
//! administrators, two people behind every post, a record of every sign-in.

mod account;
mod audit;
mod base32;
mod deeds;
mod demonstration;
mod draft;
mod entry;
mod gate;
mod hashing;
mod lockout;
mod moment;
mod opening;
mod pages;
mod password;
mod post;
mod random;
mod second_factor;
mod secret;
mod session;
mod sign_in;
mod slowdown;
mod store;
#[cfg(test)]
mod tests;
mod who;

pub use account::ACCOUNTS;
pub use audit::{export, is_genuine};
pub use deeds::Person;
pub use demonstration::{Persona, demonstration};
pub use gate::{Count, Gate, Unread};
pub use moment::{Moment, Watch};
pub use opening::{Link, Opening, new_link, new_link_of, open_first};
pub use pages::{Beside, known, routes, start_page};
pub use post::POSTS;
pub use second_factor::code as second_factor_code;
pub use sign_in::SIGN_INS;

pub(crate) use draft::DRAFTS;
pub(crate) use hashing::Hashing;
pub(crate) use secret::SECRETS;
pub(crate) use slowdown::Slowdown;

use listing::Listing;

/// The listings of accounts: those that administrators see, and those that nobody does.
pub static LISTINGS: &[&Listing] = &[&ACCOUNTS, &POSTS, &SIGN_INS, &SECRETS, &DRAFTS];
