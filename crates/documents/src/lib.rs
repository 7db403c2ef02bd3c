//! Official documents of the house: written to GB/T 9704-2012, filled from a user's own Word file, printed as PDF.
//!
//! - [`OfficialDocument`] is a document free of any report: title, addressee, body, signature. It becomes docx, HTML or plain text.
//! - [`fill`] puts values at the `{{ … }}` marks of somebody's own `.docx` and leaves the rest of the file alone.
//! - [`to_pdf`] has LibreOffice print a docx, so that a page has one source of layout.
//!
//! Everything that goes wrong is a [`DocumentError`]: one sentence in Chinese that says where and what to do.

mod archive;
mod error;
mod fill;
mod official;
mod pdf;
mod typefaces;
mod xml;

pub use error::DocumentError;
pub use fill::{Filled, Filling, Mark, fill};
pub use official::{Attachment, Block, Imprint, Latin, OfficialDocument, Signature, Span};
pub use pdf::to_pdf;
