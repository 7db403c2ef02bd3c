//! Who is looking, as far as a request tells.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, RawQuery},
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

/// The visitor of a page.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Whether they asked for large type.
    pub elder: bool,
    /// The address that they asked for.
    pub address: String,
}

impl Visitor {
    /// The name under which changes are recorded.
    pub fn actor(&self) -> &'static str {
        "网页用户"
    }

    /// The link that turns large type on or off and comes back here.
    pub fn elder_link(&self) -> String {
        let back = percent_encoding::utf8_percent_encode(&self.address, percent_encoding::NON_ALPHANUMERIC);
        format!("/elder?on={}&back={back}", u8::from(!self.elder))
    }
}

fn wants_large_type(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|cookies| cookies.split(';').any(|cookie| cookie.trim() == "elder=1"))
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, Infallible> {
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        Ok(Visitor { elder: wants_large_type(&parts.headers), address })
    }
}

/// Turns large type on or off for this browser and goes back.
pub async fn elder_mode(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let field =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned));
    let on = field("on").is_some_and(|value| value == "1");
    let back = field("back").unwrap_or_default();
    let back = percent_encoding::percent_decode_str(&back).decode_utf8_lossy().into_owned();
    // Only a path of this house: never another site.
    let back =
        if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') { back } else { "/".to_owned() };
    let cookie =
        if on { "elder=1; Path=/; Max-Age=31536000; SameSite=Lax" } else { "elder=0; Path=/; Max-Age=0; SameSite=Lax" };
    ([(header::SET_COOKIE, cookie)], Redirect::to(&back)).into_response()
}
