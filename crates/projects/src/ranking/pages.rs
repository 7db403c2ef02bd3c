//! The pages of ranked lists that the generic ones do not cover: the list itself, its documents, and what the public sees
//! of a list on notice. With them go those of what superior bureaus decided.

mod beside;
mod list;
mod notices;
mod papers;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    routing::get,
};
use cases::pages::Desk;
use web::Visitor;

pub(crate) use beside::{OnCalls, OnRankings, OnSuperiorResults};

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of these pages.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    let list = get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| list::show(&desk, &visitor, id).await)
        .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
            list::save(&desk, &visitor, id, &typed).await
        });
    let router = super::superior::routes()
        .route("/projects/rankings/{id}/list", list)
        .route("/public/notices", get(async |desk: Shared, visitor: Visitor| notices::all(&desk, &visitor).await))
        .route(
            "/public/notices/{id}",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| notices::one(&desk, &visitor, id).await),
        );
    papers::Paper::ALL.into_iter().fold(router, |router, paper| {
        papers::Ending::ALL.into_iter().fold(router, |router, ending| {
            let address = format!("/projects/rankings/{{id}}/{}.{}", paper.name(), ending.name());
            let download = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                papers::download(&desk, &visitor, id, paper, ending).await
            };
            router.route(&address, get(download))
        })
    })
}
