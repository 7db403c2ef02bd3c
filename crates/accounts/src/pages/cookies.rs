//! The cookies of this house.

use axum::http::HeaderValue;

use super::caller::Caller;

/// The ticket of somebody who signed in.
pub(super) const SESSION: &str = "keshu_session";

/// The post that somebody took in the demonstration.
pub(super) const POST: &str = "keshu_post";

/// A cookie that scripts cannot read, that other sites' posts do not carry, and that goes when the browser is closed.
pub(super) fn given(name: &str, value: &str, caller: &Caller) -> Option<HeaderValue> {
    let secure = if caller.is_https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}")).ok()
}

/// Takes a cookie back.
pub(super) fn taken(name: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")).ok()
}

/// What somebody typed into a form before it turned out that they are not signed in: where it was going, and its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    /// The address to which the form was sent; empty where nothing is carried.
    pub(super) to: String,
    /// Its fields, as the browser sent them.
    pub(super) fields: String,
    /// Why nothing could be carried, where that is so.
    pub(super) lost: &'static str,
}
