//! The page that only this module has.

mod board;

use std::sync::Arc;

use axum::{
    Router,
    extract::{RawQuery, State},
    routing::get,
};
use cases::pages::Desk;
use listing::address;
use web::Visitor;

/// The routes of the module besides those of its listings and cases.
pub fn routes(desk: &Arc<Desk>) -> Router {
    let board = get(async |State(desk): State<Arc<Desk>>, visitor: Visitor, RawQuery(query): RawQuery| {
        board::board(&desk, &visitor, &address::pairs(&query.unwrap_or_default())).await
    });
    Router::new().route("/supervision/board", board).with_state(desk.clone())
}
