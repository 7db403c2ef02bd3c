//! The pages of contracts that are more than a form: the payment plan with the agreed indicators, the values of indicators at
//! half time and at the end, papers, and the archive package.

mod archived;
mod input;
mod terms;
mod values;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    routing::get,
};
use cases::pages::{Desk, papers};
use listing::{Listing, Record, records, seen};
use storage::{Error, Result};
use web::Visitor;

use super::{ACCEPTANCES, CHANGES, CONTRACTS, PROGRESS_REPORTS};

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of these pages.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    [&CONTRACTS, &PROGRESS_REPORTS, &CHANGES, &ACCEPTANCES]
        .into_iter()
        .fold(Router::new(), |router, listing| router.merge(papers(listing)))
        .route(
            "/projects/contracts/{id}/terms",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| terms::form(&desk, &visitor, id).await)
                .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                    terms::save(&desk, &visitor, id, &typed).await
                }),
        )
        .route(
            "/projects/contracts/{id}/archive.zip",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
                archived::download(&desk, &visitor, id).await
            }),
        )
        .merge(values_of(&PROGRESS_REPORTS, "midterm"))
        .merge(values_of(&ACCEPTANCES, "actual"))
}

/// The page on which a report or an acceptance gives each indicator its value.
fn values_of(listing: &'static Listing, column: &'static str) -> Router<Arc<Desk>> {
    let form = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>| {
        values::form(&desk, &visitor, (listing, column), id).await
    };
    let save = async move |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
        values::save(&desk, &visitor, (listing, column), id, &typed).await
    };
    Router::new().route(&format!("{}/{{id}}/values", listing.path), get(form).post(save))
}

/// A case whose form is open to the visitor now.
///
/// # Errors
/// [`Error::NotFound`] where the visitor may not know of it; otherwise why it is not open.
async fn open_to(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64) -> Result<Record> {
    let record = seen(desk.house.reader(), listing, &visitor.who, id).await?;
    let row = records::row(desk.house.reader(), listing, id).await?;
    match desk.house.conduct_of(listing) {
        Some(conduct) => conduct.opens(&desk.house, &visitor.who, &row).await?,
        None => return Err(Error::Fault(format!("{} moves by no procedure", listing.table))),
    }
    Ok(record)
}
