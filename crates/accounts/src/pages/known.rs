//! The middleware that knows who asks. Who is not signed in is led to the sign-in page, and nothing that they typed is lost.

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use listing::{Audience, Kept};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use storage::{Error, Result};
use web::{Visitor, Who, cookie, error_page, go, own_address};

use super::{
    CARRIED, Carried,
    caller::Caller,
    cookies::{POST, SESSION, given, taken},
    sign_in,
};
use crate::{
    Gate,
    deeds::{DraftPlace, DropDraft},
    gate::Arrival,
    session::{Ended, Ticket},
    who::{Duty, Standing},
};

/// Pages that somebody may open whatever they still have to do.
const ALWAYS: [&str; 3] = ["/sign-out", "/account/switch", "/elder"];

/// What tells a browser that came by https to come by nothing else for a year.
const ONLY_HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Who asks, and what is known of their session.
struct Found {
    who: Arc<Who>,
    ticket: Option<Ticket>,
    duty: Option<Duty>,
    ended: Option<Ended>,
}

impl Found {
    fn somebody(who: impl Into<Arc<Who>>) -> Found {
        Found { who: who.into(), ticket: None, duty: None, ended: None }
    }
}

/// Puts into each request who asks, and leads whoever must sign in to the page for it.
pub async fn known(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let caller = Caller::of(request.headers(), request.extensions());
    let found = match found(&gate, request.headers()).await {
        Ok(found) => found,
        Err(error) => return failed(&gate, request, error).await,
    };
    let (ticket, ended) = (found.ticket.clone(), found.ended);
    let mut response = match passed(&gate, found, request, next).await {
        Ok(response) => response,
        Err((request, error)) => return failed(&gate, *request, error).await,
    };
    let is_set = response.headers().contains_key(header::SET_COOKIE);
    let renewed = ticket.and_then(|ticket| ticket.renewed(gate.watch.now()));
    let cookie = match (renewed, ended) {
        _ if is_set => None,
        (Some(ticket), _) => given(SESSION, &ticket.write(gate.db().seal()), &caller),
        (None, Some(_)) => taken(SESSION),
        (None, None) => None,
    };
    cookie.and_then(|cookie| response.headers_mut().insert(header::SET_COOKIE, cookie));
    if caller.is_https {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, ONLY_HTTPS);
    }
    response
}

async fn found(gate: &Gate, headers: &HeaderMap) -> Result<Found> {
    if gate.is_demonstration {
        let post = cookie(headers, POST).and_then(|post| post.parse().ok());
        return Ok(Found::somebody(gate.shown(post, gate.watch.now()).await?));
    }
    if gate.is_open().await? {
        return Ok(Found::somebody(Who::of_open_house()));
    }
    let Some(ticket) = cookie(headers, SESSION) else { return Ok(Found::somebody(Who::default())) };
    Ok(match gate.arrival(ticket, gate.watch.now()).await? {
        Arrival::SignedIn(ticket, Standing { who, duty }) => Found { who, ticket: Some(ticket), duty, ended: None },
        Arrival::Ended(ended) => Found { ended: Some(ended), ..Found::somebody(Who::default()) },
        Arrival::Stranger => Found::somebody(Who::default()),
    })
}

/// Lets a request pass, or answers in its place.
async fn passed(
    gate: &Gate,
    found: Found,
    mut request: Request,
    next: Next,
) -> std::result::Result<Response, (Box<Request>, Error)> {
    let path = request.uri().path().to_owned();
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let who = found.who.clone();
    request.extensions_mut().insert(who.clone());
    found.ticket.into_iter().for_each(|ticket| drop(request.extensions_mut().insert(ticket)));
    if !who.is_known() && who.account.is_none() && !is_public(gate, &path, is_reading) {
        return Ok(to_the_sign_in_page(gate, found.ended, request).await);
    }
    let is_own = path == "/account" || path.starts_with("/account/") || ALWAYS.contains(&path.as_str());
    if who.account.is_some() && who.role.is_none() && !is_own {
        let sentence = "您的账号还没有岗位，暂时不能办事。请联系安全管理员授予岗位".to_owned();
        return Err((Box::new(request), Error::Forbidden(sentence)));
    }
    if let Some(duty) = found.duty.filter(|_| !ALWAYS.contains(&path.as_str())) {
        let place = match duty {
            Duty::Password => "/account/password",
            Duty::SecondFactor => "/account/second-factor",
        };
        // A form that was begun before the password grew old is still taken.
        if path != place && (is_reading || duty == Duty::SecondFactor) {
            return Ok(go(place));
        }
    }
    let is_post = request.method() == Method::POST;
    let response = next.run(request).await;
    if is_post && response.status() == StatusCode::SEE_OTHER {
        drop_draft(gate, &who, &path).await;
    }
    Ok(response)
}

/// Whether the public may ask for a page. What they may see of it the page itself decides.
fn is_public(gate: &Gate, path: &str, is_reading: bool) -> bool {
    let is_self_check = path == "/check" || path.starts_with("/check/") || path.starts_with("/api/check/");
    if is_self_check || ["/sign-in", "/account/first", "/sign-out"].contains(&path) {
        return true;
    }
    let within = |listing: &&listing::Listing| {
        let rest = path.strip_prefix(listing.path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    };
    let shown = |listing: &&listing::Listing| listing.audience == Audience::Public && listing.kept != Kept::Inside;
    let all = gate.house.registry.all();
    is_reading
        && (["/elder", "/search"].contains(&path)
            || path.starts_with("/public/")
            || all.iter().copied().any(|listing| shown(&listing) && within(&listing)))
}

/// Asks somebody to sign in first, and keeps what they typed.
async fn to_the_sign_in_page(gate: &Gate, ended: Option<Ended>, request: Request) -> Response {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    let address = own_address(address).to_owned();
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let next = utf8_percent_encode(&address, NON_ALPHANUMERIC);
        let why = ended.map_or(String::new(), |ended| format!("&why={}", ended.word()));
        return go(&format!("/sign-in?next={next}{why}"));
    }
    if request.uri().path() == "/drafts" {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let (mut parts, body) = request.into_parts();
    let Ok(visitor) = Visitor::from_request_parts(&mut parts, &()).await;
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let carried = if kind.starts_with("application/x-www-form-urlencoded") {
        match to_bytes(body, CARRIED).await.map(|bytes| String::from_utf8(bytes.to_vec())) {
            Ok(Ok(fields)) => Carried { to: address, fields, lost: "" },
            _ => Carried {
                lost: "您填写的内容太长，登录页带不下。请用浏览器的“后退”回到表单，另开一个窗口登录后再提交",
                ..Carried::default()
            },
        }
    } else {
        Carried {
            lost: "文件不能带到登录页。登录后请回到原来的页面重新选择文件", ..Carried::default()
        }
    };
    match sign_in::asked_first(gate, &visitor, carried, ended) {
        Ok(page) => (StatusCode::UNAUTHORIZED, page).into_response(),
        Err(web::Failure(error)) => error_page(&gate.house.site, &visitor, error),
    }
}

/// The draft of a form that was accepted is no longer needed. That it could not be dropped is nobody's trouble.
async fn drop_draft(gate: &Gate, who: &Who, path: &str) {
    let (Some(account), Some(post)) = (who.account, who.post) else { return };
    let place = DraftPlace { account, post, address: path };
    let dropped = match DropDraft::is_there(gate.db(), place).await {
        Ok(true) => gate.db().write(&who.actor(), &DropDraft { db: gate.db(), place }).await,
        Ok(false) => Ok(()),
        Err(error) => Err(error),
    };
    if let Err(error) = dropped {
        tracing::warn!(%error, path, "the draft of an accepted form was not dropped");
    }
}

async fn failed(gate: &Gate, request: Request, error: Error) -> Response {
    let (mut parts, _) = request.into_parts();
    let Ok(visitor) = Visitor::from_request_parts(&mut parts, &()).await;
    error_page(&gate.house.site, &visitor, error)
}
