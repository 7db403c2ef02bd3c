//! The pages of the formal check: the sheet of one proposal, and all that wait under a call.

mod beside;
mod call;
mod rounds;
mod sheet;

use std::sync::Arc;

use axum::{
    Extension, Form, Router,
    extract::{Path, RawQuery, State},
    routing::{get, post},
};
use cases::{CaseFile, is_in_scope, pages::Desk};
use listing::{Listing, address, seen};
use storage::{Error, Result};
use vocabulary::Role;
use web::{Visitor, Who};

pub(crate) use beside::Checking;
use rounds::{Job, Rounds};

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of the formal check.
pub(crate) fn routes() -> Router<Arc<Desk>> {
    let start = |job: Job| {
        post(async move |desk: Shared, visitor: Visitor, rounds: Extension<Arc<Rounds>>, Path(id): Path<i64>| {
            call::start(&desk, &visitor, &rounds, id, job).await
        })
    };
    Router::new()
        .route(
            "/projects/proposals/{id}/check",
            get(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| sheet::sheet(&desk, &visitor, id).await)
                .post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                    sheet::judge(&desk, &visitor, id, &typed).await
                }),
        )
        .route(
            "/projects/proposals/{id}/check/run",
            post(async |desk: Shared, visitor: Visitor, Path(id): Path<i64>| sheet::run(&desk, &visitor, id).await),
        )
        .route(
            "/projects/calls/{id}/check",
            get(
                async |desk: Shared,
                       visitor: Visitor,
                       rounds: Extension<Arc<Rounds>>,
                       Path(id): Path<i64>,
                       RawQuery(query): RawQuery| {
                    let asked = address::pairs(&query.unwrap_or_default());
                    call::call(&desk, &visitor, &rounds, id, &asked).await
                },
            ),
        )
        .route("/projects/calls/{id}/check/run", start(Job::Check))
        .route("/projects/calls/{id}/check/confirm", start(Job::Confirm))
        .layer(Extension(Arc::new(Rounds::default())))
}

/// Whether somebody checks the proposals of a call or a proposal: an officer or the head of its section.
fn may_check(who: &Who, case: &CaseFile) -> bool {
    who.is_one_of(&[Role::Officer, Role::Head]) && (who.is_open_house || is_in_scope(case, who))
}

/// A proposal or a call that the visitor checks.
///
/// # Errors
/// [`Error::NotFound`], the same whether it is not there or not for them.
async fn checked(desk: &Desk, visitor: &Visitor, listing: &'static Listing, id: i64) -> Result<CaseFile> {
    let record = seen(desk.house.reader(), listing, &visitor.who, id).await?;
    let case = CaseFile { listing, record };
    if may_check(&visitor.who, &case) {
        return Ok(case);
    }
    Err(Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", listing.title)))
}
