//! The pages of review: the experts' own, and what the bureau sees of a panel beyond its record.

mod judge;
mod letter;
mod meeting;
mod panels;
mod paper;
mod replay;
mod reply;
mod results;
mod tasks;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    routing::{get, post},
};
use cases::{CaseFile, pages::Desk};
use listing::seen;
use storage::Result;
use web::{Frame, Visitor};

use super::PANELS;

pub(crate) use panels::PanelPanels;

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of these pages.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    of_experts().merge(of_the_bureau())
}

fn of_experts() -> Router<Arc<Desk>> {
    Router::new()
        .route("/projects/review", get(async |desk: Shared, visitor: Visitor| tasks::tasks(&desk, &visitor).await))
        .route(
            "/projects/review/seats/{seat}",
            post(async |desk: Shared, visitor: Visitor, Path(seat): Path<i64>, Form(typed): Typed| {
                tasks::reply(&desk, &visitor, seat, &typed).await
            }),
        )
        .route(
            "/projects/review/{assignment}",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| judge::form(&desk, &visitor, id).await)
                .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                    judge::save(&desk, &visitor, id, &typed).await
                }),
        )
        .route(
            "/projects/review/{assignment}/recuse",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                judge::ask_recuse(&desk, &visitor, id).await
            })
            .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                judge::recuse(&desk, &visitor, id, &typed).await
            }),
        )
        .route(
            "/projects/review/{assignment}/papers/{file}",
            get(async |desk: Shared, visitor: Visitor, Path((id, file)): Path<(i64, i64)>| {
                paper::download(&desk, &visitor, id, file).await
            }),
        )
}

fn of_the_bureau() -> Router<Arc<Desk>> {
    Router::new()
        .route(
            "/projects/panels/{id}/seats/{seat}",
            get(async |desk: Shared, visitor: Visitor, Path((id, seat)): Path<(i64, i64)>| {
                reply::form(&desk, &visitor, id, seat).await
            })
            .post(
                async |desk: Shared, visitor: Visitor, Path((id, seat)): Path<(i64, i64)>, Form(typed): Typed| {
                    reply::enter(&desk, &visitor, id, seat, &typed).await
                },
            ),
        )
        .route(
            "/projects/panels/{id}/replay",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| replay::replay(&desk, &visitor, id).await),
        )
        .route(
            "/projects/panels/{id}/seats/{seat}/letter",
            get(async |desk: Shared, visitor: Visitor, Path((id, seat)): Path<(i64, i64)>| {
                letter::letter(&desk, &visitor, id, seat).await
            }),
        )
        .route(
            "/projects/panels/{id}/seats/{seat}/letter.docx",
            get(async |desk: Shared, visitor: Visitor, Path((id, seat)): Path<(i64, i64)>| {
                letter::docx(&desk, &visitor, id, seat).await
            }),
        )
        .route(
            "/projects/panels/{id}/results",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                results::results(&desk, &visitor, id).await
            }),
        )
        .route(
            "/projects/panels/{id}/results.xlsx",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                results::workbook(&desk, &visitor, id).await
            }),
        )
        .route(
            "/projects/panels/{id}/results/{proposal}",
            get(async |desk: Shared, visitor: Visitor, Path((id, proposal)): Path<(i64, i64)>| {
                results::opinions(&desk, &visitor, id, proposal).await
            }),
        )
        .merge(of_meetings())
}

fn of_meetings() -> Router<Arc<Desk>> {
    meeting::Paper::ALL.into_iter().fold(Router::new(), |router, paper| {
        let address = format!("/projects/panels/{{id}}/{}", paper.name());
        let shown = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
            meeting::page(&desk, &visitor, id, paper).await
        };
        let download = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
            meeting::workbook(&desk, &visitor, id, paper).await
        };
        router.route(&address, get(shown)).route(&format!("{address}.xlsx"), get(download))
    })
}

/// A panel that the visitor may see.
///
/// # Errors
/// [`storage::Error::NotFound`], the same whether it is not there or not for them.
async fn panel_for(desk: &Desk, visitor: &Visitor, id: i64) -> Result<CaseFile> {
    let record = seen(desk.house.reader(), &PANELS, &visitor.who, id).await?;
    Ok(CaseFile { listing: &PANELS, record })
}

/// The frame of a page of a panel.
fn frame<'a>(desk: &'a Desk, visitor: &'a Visitor, panel: &CaseFile, title: &str) -> Frame<'a> {
    let frame = desk.house.frame(&PANELS, visitor, title).siblings(Vec::new());
    frame.crumb(PANELS.title, PANELS.path).crumb(panel.name(), &panel.href()).crumb(title, "")
}
