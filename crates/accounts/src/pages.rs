//! The pages of accounts: the middleware that knows who asks, signing in and out, one's own account, and what the three
//! administrators do.

mod accounts;
mod audit;
mod beside;
mod caller;
mod cookies;
mod drafts;
mod first;
mod known;
mod open;
mod own;
mod posts;
mod second;
mod sections;
mod sign_in;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, Path, RawQuery, State},
    routing::{get, post},
};
use storage::Problem;
use vocabulary::Role;
use web::{Frame, Visitor, Who};

use crate::Gate;
use cookies::Carried;

pub use beside::Beside;
pub use known::known;

type Shared = State<Arc<Gate>>;
type Typed = Form<Vec<(String, String)>>;

/// The largest form that is carried through the sign-in page, in bytes as the browser sends it.
const CARRIED: usize = 1 << 20;

/// The routes of accounts.
pub fn routes(gate: &Arc<Gate>) -> Router {
    Router::new().merge(of_signing_in()).merge(of_ones_own()).merge(of_administrators()).with_state(gate.clone())
}

/// The first page for somebody: where what they deal with stands.
pub fn start_page(who: &Who) -> &'static str {
    match who.role {
        _ if who.is_of_bureau() => "/",
        Some(Role::SystemAdministrator) => "/accounts",
        Some(Role::SecurityAdministrator) => "/posts",
        Some(Role::AuditAdministrator) => "/sign-ins",
        Some(Role::Superior) => "/figures",
        Some(_) => "/work",
        None => "/account",
    }
}

fn of_signing_in() -> Router<Arc<Gate>> {
    Router::new()
        .route(
            "/sign-in",
            get(async |gate: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                sign_in::form(&gate, &visitor, &query.unwrap_or_default()).await
            })
            .post(sign_in::submit)
            // What is carried is encoded once more.
            .layer(DefaultBodyLimit::max(4 * CARRIED)),
        )
        .route("/sign-out", post(sign_in::sign_out))
        .route("/account/switch", post(sign_in::switch))
        .route(
            "/account/first",
            get(async |gate: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                first::form(&gate, &visitor, &query.unwrap_or_default()).await
            })
            .post(first::submit),
        )
}

fn of_ones_own() -> Router<Arc<Gate>> {
    Router::new()
        .route("/account", get(async |gate: Shared, visitor: Visitor| own::account(&gate, &visitor).await))
        .route(
            "/account/password",
            get(async |gate: Shared, visitor: Visitor| own::password_form(&gate, &visitor)).post(own::change_password),
        )
        .route("/account/sign-out-everywhere", post(own::sign_out_everywhere))
        .route(
            "/account/second-factor",
            get(async |gate: Shared, visitor: Visitor| second::form(&gate, &visitor).await).post(second::confirm),
        )
        .route("/account/second-factor/off", post(second::turn_off))
        .route("/drafts", get(drafts::show).post(drafts::save).layer(DefaultBodyLimit::max(drafts::LARGEST)))
}

fn of_administrators() -> Router<Arc<Gate>> {
    Router::new()
        .route("/accounts/open", get(open::form).post(open::submit))
        .route("/accounts/unused", get(accounts::unused).post(accounts::stop_unused))
        .route("/accounts/{id}/link", post(accounts::give_link))
        .route("/accounts/{id}/stop", post(accounts::stop))
        .route("/accounts/{id}/start", post(accounts::start))
        .route("/accounts/{id}/second-factor", post(accounts::clear_second_factor))
        .route(
            "/posts/grant",
            get(async |gate: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                posts::form(&gate, &visitor, &query.unwrap_or_default()).await
            })
            .post(posts::grant),
        )
        .route("/posts/{id}/end", post(posts::end))
        .route("/posts/sections", get(sections::list).post(sections::add))
        .route(
            "/posts/sections/{id}",
            get(async |gate: Shared, visitor: Visitor, Path(id): Path<i64>| sections::form(&gate, &visitor, id).await)
                .post(sections::change),
        )
        .route("/audit", get(async |gate: Shared, visitor: Visitor| audit::form(&gate, &visitor).await))
        .route(
            "/audit/lines.jsonl",
            get(async |gate: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                audit::lines(&gate, &visitor, &query.unwrap_or_default()).await
            }),
        )
}

/// The frame of a page of accounts.
fn frame<'a>(gate: &'a Gate, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    Frame::new(&gate.house.site, visitor, title, title).crumb("首页", "/").crumb(title, "")
}

/// The sentences at a field of a form, in one.
fn at(problems: &[Problem], place: &str) -> String {
    let sentences: Vec<&str> =
        problems.iter().filter(|problem| problem.place == place).map(|problem| problem.sentence.as_str()).collect();
    sentences.join("；")
}
