//! Pages: the frame around every page, who is looking, errors as pages, charts, and the headers that keep browsers safe.
//!
//! It knows HTML and HTTP, and nothing of listings or figures: whoever has something to show brings a template that
//! extends `layout.html`.

pub mod chart;
mod failure;
mod forms;
mod harden;
mod site;
mod static_files;
mod visitor;
mod who;

pub use failure::{Failure, Outcome, error_page, error_pages};
pub use forms::{download, shown_again, typed};
pub use harden::{harden, open_house, readers_only};
pub use site::{Crumb, Entry, Frame, Identity, NavItem, Site};
pub use static_files::static_files;
pub use visitor::{Visitor, cookie, elder_mode, own_address};
pub use who::{PostChoice, Who};

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

/// Renders a page.
///
/// # Errors
/// [`Failure`] if the template fails, which is a fault of ours.
pub fn page(template: &impl Template) -> Outcome {
    match template.render() {
        Ok(text) => Ok(Html(text).into_response()),
        Err(error) => Err(Failure(storage::Error::Fault(error.to_string()))),
    }
}

/// Sends the reader on to another page after something was done.
pub fn go(address: &str) -> Response {
    axum::response::Redirect::to(address).into_response()
}
