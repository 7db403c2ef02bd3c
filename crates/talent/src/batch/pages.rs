//! The pages of batches: the lines beside a batch, the payment list for the bank, and the notice for the public.

mod beside;
mod notice;
mod payment_list;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use cases::pages::Desk;
use web::Visitor;

pub(crate) use beside::{Lines, Overpaid};
#[cfg(test)]
pub(crate) use payment_list::rows as payment_rows;

type Shared = State<Arc<Desk>>;

/// The routes of the module besides those of its listings and cases.
pub fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route(
            "/talent/batches/{id}/payment-list.xlsx",
            get(async |State(desk): Shared, visitor: Visitor, Path(id): Path<i64>| {
                payment_list::download(&desk, &visitor, id).await
            }),
        )
        .route(
            "/public/allowances",
            get(async |State(desk): Shared, visitor: Visitor| notice::all(&desk, &visitor).await),
        )
        .route(
            "/public/allowances/{id}",
            get(async |State(desk): Shared, visitor: Visitor, Path(id): Path<i64>| {
                notice::one(&desk, &visitor, id).await
            }),
        )
        .with_state(desk.clone())
}
