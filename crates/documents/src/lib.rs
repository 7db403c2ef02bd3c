//! Documents of the house: what people bring in, what the house writes, and what goes to the archives.
//!
//! Brought in:
//! - [`upload::Incoming`] receives a file, [`kind`] says from its bytes what it is, the [`Shelf`] keeps it under its SM3
//!   digest, and an attachment ([`ATTACHMENTS`], [`attach`], [`attached`]) says for which paper of which record it stands.
//! - [`blind`] makes the copy that experts see without knowing whose it is, and finds the names that are left in it.
//!
//! Written to GB/T 9704-2012:
//! - [`OfficialDocument`] is a document free of any report: title, addressee, body, signature. It becomes docx, HTML or
//!   plain text.
//! - [`fill`] puts values at the `{{ … }}` marks of somebody's own `.docx` and leaves the rest of the file alone.
//! - [`to_pdf`] has LibreOffice print a docx, so that a page has one source of layout.
//!
//! Archived: [`package::Package`] is one zip with an index of everything in it.
//!
//! Everything that goes wrong is one sentence in Chinese that says where and what to do.

mod archive;
mod attachments;
pub mod blind;
mod digest;
mod error;
mod fill;
pub mod kind;
mod name;
mod official;
pub mod package;
mod packed;
mod pdf;
mod shelf;
#[cfg(test)]
mod tests;
mod typefaces;
pub mod upload;
mod xml;

pub use attachments::{ATTACHMENTS, Attach, AttachedFile, attach, attached, attachment, recorded};
pub use digest::Digest;
pub use error::DocumentError;
pub use fill::{Filled, Filling, Mark, fill};
pub use kind::{Kind, Limits};
pub use name::FileName;
pub use official::{Attachment, Block, Imprint, Latin, OfficialDocument, Signature, Span};
pub use pdf::to_pdf;
pub use shelf::{Damage, Reading, Shelf};

use listing::Listing;

/// The listings of documents.
pub static LISTINGS: &[&Listing] = &[&ATTACHMENTS];
