//! The headers and layers that keep a browser on our side: no foreign scripts, no frames, no posts from other sites.

use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use storage::Error;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, set_header::SetResponseHeaderLayer};
use vocabulary::Role;

use crate::{Failure, Visitor, Who};

/// Nothing but our own scripts, styles and pictures; forms go nowhere else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Puts the layers around the pages of a house.
pub fn harden(router: Router) -> Router {
    let always = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    router
        .layer(CatchPanicLayer::new())
        .layer(CsrfLayer::new().with_rejection_response(|_| Failure(from_another_site()).into_response()))
        .layer(always(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "same-origin"))
        .layer(always(header::X_FRAME_OPTIONS, "DENY"))
}

/// What a form from another site is told. It comes no further than this, so there is no page around it.
fn from_another_site() -> Error {
    Error::Forbidden("请求不是从本系统的页面发出的，已拒绝，没有改动任何内容。请回到原页面重新提交".to_owned())
}

/// Keeps pages that show the bureau's business to those who deal with it: the bureau, and the superior bureau as a reader.
pub async fn readers_only(visitor: Visitor, request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_reader = is_reading && visitor.who.role == Some(Role::Superior);
    match visitor.who.require_bureau() {
        Err(refused) if !is_reader => Failure(refused).into_response(),
        _ => next.run(request).await,
    }
}

/// Lets whoever asks do everything: the pages of a house in which nobody has an account yet.
pub fn open_house(router: Router) -> Router {
    let who = Arc::new(Who::of_open_house());
    router.layer(axum::Extension(who))
}
