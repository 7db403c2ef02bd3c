//! Who is looking, as far as a request tells.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRequestParts, RawQuery},
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

use crate::Who;

/// The visitor of a page.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Whether they asked for large type.
    pub elder: bool,
    /// The address that they asked for.
    pub address: String,
    /// Who they are in this house.
    pub who: Arc<Who>,
}

impl Visitor {
    /// The name under which changes are recorded.
    pub fn actor(&self) -> String {
        self.who.actor()
    }

    /// The link that turns large type on or off and comes back here.
    pub fn elder_link(&self) -> String {
        format!("/elder?on={}&back={}", u8::from(!self.elder), self.address_as_value())
    }

    /// The address asked for, as the value of a field in another address.
    pub fn address_as_value(&self) -> String {
        percent_encoding::utf8_percent_encode(&self.address, percent_encoding::NON_ALPHANUMERIC).to_string()
    }
}

fn wants_large_type(headers: &HeaderMap) -> bool {
    cookie(headers, "elder") == Some("1")
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Infallible> {
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        let who = parts.extensions.get::<Arc<Who>>().cloned().unwrap_or_default();
        Ok(Visitor { elder: wants_large_type(&parts.headers), address, who })
    }
}

/// An address to which somebody may be sent back: a path of this house, never another site.
pub fn own_address(asked: &str) -> &str {
    let is_own = asked.starts_with('/') && !asked.starts_with("//") && !asked.contains(['\\', '\r', '\n']);
    if is_own { asked } else { "/" }
}

/// Turns large type on or off for this browser and goes back.
pub async fn elder_mode(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let field =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned));
    let on = field("on").is_some_and(|value| value == "1");
    let back = field("back").unwrap_or_default();
    let back = percent_encoding::percent_decode_str(&back).decode_utf8_lossy();
    let cookie =
        if on { "elder=1; Path=/; Max-Age=31536000; SameSite=Lax" } else { "elder=0; Path=/; Max-Age=0; SameSite=Lax" };
    ([(header::SET_COOKIE, cookie)], Redirect::to(own_address(&back))).into_response()
}
