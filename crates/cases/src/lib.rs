//! Cases: records that move by a procedure. Here is what all of them share: taking a step in one transaction, the story of
//! the steps, deadlines, the panel and the forms by which they are handled, to-do lists and messages.
//!
//! A module says of its kind of case only what is its own: the listing, the table of rules ([`procedure`]), what the guards
//! look at and what each step changes ([`Handling`]). This crate knows no module.

mod answers;
mod case_file;
pub mod columns;
mod desk;
mod event;
mod handling;
mod kind;
mod mail;
mod message;
pub mod pages;
mod story;
mod take;
mod time;

pub use answers::Answers;
pub use case_file::{CaseFile, add, matching, new_row, placed};
pub use event::EVENTS;
pub use handling::{Act, Change, Handling, Paper, is_in_scope};
pub use kind::{Kind, Of, Offer, begin};
pub use mail::{MailBox, deliver};
pub use message::{MESSAGES, Note, send, unread};
pub use story::{Told, story};
pub use take::{Asked, Taken, move_case, open_case, open_quietly, take};
pub use time::{Passed, pass};

use listing::Listing;

/// The listings of the cases themselves, besides those of the modules.
pub static LISTINGS: &[&Listing] = &[&EVENTS, &MESSAGES];
