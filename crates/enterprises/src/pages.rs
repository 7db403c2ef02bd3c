//! The pages that only this module has.

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, RawQuery, State},
    routing::get,
};
use cases::pages::{Desk, papers};
use storage::Error;
use web::{Failure, Visitor, go};

use crate::{HNTE_APPLICATIONS, application, ladder};

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
        .route(
            "/enterprises/ladder",
            get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                ladder::show(&desk, &visitor, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/enterprises/ladder.xlsx",
            get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                ladder::export(&desk, &visitor, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/enterprises/own",
            get(async |visitor: Visitor| match visitor.who.unit {
                Some(unit) => Ok(go(&format!("{}/{unit}", directory::ORGANISATIONS.path))),
                None => Err(Failure(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()))),
            }),
        )
        .with_state(desk.clone())
}
