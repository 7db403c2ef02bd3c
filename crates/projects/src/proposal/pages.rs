//! The pages of proposals: choosing a call, writing section by section, papers, versions, and the formal check.

mod apply;
mod field;
mod panels;
mod papers;
mod versions;
mod write;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, Multipart, Path, RawQuery, State, multipart::MultipartRejection},
    routing::{get, post},
};
use cases::pages::Desk;
use documents::Limits;
use listing::address;
use web::Visitor;

pub(crate) use panels::ProposalPanels;

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The largest section of a proposal as a browser sends it, in bytes: long texts, each letter as nine.
const LARGEST_SECTION: usize = 16 << 20;

/// What a form may have besides the file that it carries, in bytes.
const AROUND_A_FILE: usize = 1 << 20;

/// The routes of the pages of proposals.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    Router::new()
        .route(
            "/projects/apply",
            get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                apply::apply(&desk, &visitor, &address::pairs(&query.unwrap_or_default())).await
            })
            .post(async |desk: Shared, visitor: Visitor, Form(typed): Typed| {
                apply::begin(&desk, &visitor, &typed).await
            }),
        )
        .route(
            "/projects/proposals/{id}/versions",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, RawQuery(query): RawQuery| {
                versions::versions(&desk, &visitor, id, &address::pairs(&query.unwrap_or_default())).await
            }),
        )
        .merge(writing())
        .merge(of_papers())
}

fn writing() -> Router<Arc<Desk>> {
    Router::new()
        .route(
            "/projects/proposals/{id}/write",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| write::first(&desk, &visitor, id).await),
        )
        .route(
            "/projects/proposals/{id}/write/{section}",
            get(async |desk: Shared, visitor: Visitor, Path((id, section)): Path<(i64, String)>| {
                write::form(&desk, &visitor, id, &section).await
            })
            .post(
                async |desk: Shared, visitor: Visitor, Path((id, section)): Path<(i64, String)>, Form(typed): Typed| {
                    write::save(&desk, &visitor, id, &section, &typed).await
                },
            )
            .layer(DefaultBodyLimit::max(LARGEST_SECTION)),
        )
}

fn of_papers() -> Router<Arc<Desk>> {
    let largest = usize::try_from(Limits::default().file_bytes).map_or(usize::MAX, |most| most + AROUND_A_FILE);
    Router::new()
        .route(
            "/projects/proposals/{id}/papers",
            post(
                async |desk: Shared,
                       visitor: Visitor,
                       Path(id): Path<i64>,
                       parts: Result<Multipart, MultipartRejection>| {
                    papers::upload(&desk, &visitor, id, parts).await
                },
            )
            .layer(DefaultBodyLimit::max(largest)),
        )
        .route(
            "/projects/proposals/{id}/papers/{file}",
            get(async |desk: Shared, visitor: Visitor, Path((id, file)): Path<(i64, i64)>| {
                papers::download(&desk, &visitor, id, file).await
            }),
        )
}
