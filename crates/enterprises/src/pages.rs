//! The pages that only this module has.

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    routing::get,
};
use cases::pages::{Desk, papers};
use web::Visitor;

use crate::{HNTE_APPLICATIONS, application};

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of the module besides those of its listings and cases.
pub fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .merge(papers(&HNTE_APPLICATIONS))
        .route(
            "/enterprises/hnte-applications/{id}/materials",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                application::materials::form(&desk, &visitor, id).await
            })
            .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                application::materials::save(&desk, &visitor, id, &typed).await
            }),
        )
        .route(
            "/enterprises/hnte-batches/{id}/recommendation.docx",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                application::download(&desk, &visitor, id).await
            }),
        )
        .with_state(desk.clone())
}
