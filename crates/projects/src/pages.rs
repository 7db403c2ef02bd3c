//! The pages that only this module has, collected from its folders.

use std::sync::Arc;

use axum::Router;
use cases::pages::Desk;

use crate::{check, contract, panel, proposal, ranking};

/// The routes of the module besides those of its listings and cases.
pub fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .merge(proposal::routes())
        .merge(check::routes())
        .merge(panel::routes())
        .merge(ranking::routes())
        .merge(contract::pages::routes())
        .with_state(desk.clone())
}
