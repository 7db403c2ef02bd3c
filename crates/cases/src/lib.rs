//! Cases: records that move by a procedure. Here is what all of them share: taking a step in one transaction, the story of
//! the steps, deadlines, the panel and the forms by which they are handled, to-do lists and messages.
//!
//! A module says of its kind of case only what is its own: the listing, the table of rules ([`procedure`]), what the guards
//! look at and what each step changes ([`Handling`]). This crate knows no module.

mod answers;
mod begin;
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
mod tell;
mod time;

pub use answers::Answers;
pub use begin::{begin, open_case, open_quietly};
pub use case_file::{CaseFile, add, matching, new_row, placed};
pub use event::EVENTS;
pub use handling::{Act, Change, Handling, Paper, is_in_scope};
pub use kind::{Kind, Of, Offer};
pub use mail::{MailBox, deliver};
pub use message::{Inbox, MESSAGES, Note, send, unread};
pub use story::{Told, story};
pub use take::{Asked, Taken, mark, move_case, take};
pub use time::{Passed, pass};

use figures::Module;
use listing::Listing;

/// The listings of the cases themselves, besides those of the modules.
pub static LISTINGS: &[&Listing] = &[&EVENTS, &MESSAGES];

/// What is counted from the steps of all cases.
pub static MODULE: Module = Module { title: "办理", listings: &[&EVENTS], figures: &[event::FIGURES] };
