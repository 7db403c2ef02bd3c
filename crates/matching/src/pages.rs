//! The pages that the generic ones do not cover: answers beside a demand, its targets and sealed part, the board of what became
//! of suggestions, the pairings of those who would answer, and the bureau's own judgement of the ranking.

mod answers;
mod beside;
mod board;
mod judge;
mod mine;
mod register;
mod sealed;
mod targets;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, State},
    routing::{get, post},
};
use cases::{CaseFile, pages::Desk};
use listing::{pages::Beside, seen};
use storage::Result;
use vocabulary::Day;
use web::Visitor;

use crate::{DEMANDS, Finder};

/// What these pages share.
#[derive(Debug)]
pub struct Needle {
    /// The house and its cases.
    pub desk: Arc<Desk>,
    /// Who looks for answers.
    pub finder: Finder,
}

impl Needle {
    fn today(&self) -> Day {
        self.desk.today()
    }

    /// A demand that the visitor may see.
    async fn demand(&self, visitor: &Visitor, id: i64) -> Result<CaseFile> {
        let record = seen(self.desk.house.reader(), &DEMANDS, &visitor.who, id).await?;
        Ok(CaseFile { listing: &DEMANDS, record })
    }
}

type Shared = State<Arc<Needle>>;
type Typed = Form<Vec<(String, String)>>;

/// What this module puts on the pages of records.
pub fn beside(finder: &Finder) -> Vec<Box<dyn Beside>> {
    vec![
        Box::new(beside::OnDemands { finder: finder.clone() }),
        Box::new(beside::OnAchievements { finder: finder.clone() }),
    ]
}

/// The routes of these pages.
pub fn routes(needle: &Arc<Needle>) -> Router {
    Router::new()
        .route("/matching/board", get(async |needle: Shared, visitor: Visitor| board::show(&needle, &visitor).await))
        .route("/matching/mine", get(async |needle: Shared, visitor: Visitor| mine::show(&needle, &visitor).await))
        .route(
            "/matching/mine/{id}",
            post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                mine::decline(&needle, &visitor, id, &typed).await
            }),
        )
        .route(
            "/matching/register",
            get(async |needle: Shared, visitor: Visitor| register::form(&needle, &visitor).await).post(
                async |needle: Shared, visitor: Visitor, Form(typed): Typed| {
                    register::begin(&needle, &visitor, &typed).await
                },
            ),
        )
        .route(
            "/matching/precision",
            get(async |needle: Shared, visitor: Visitor| judge::precision(&needle, &visitor).await),
        )
        .merge(of_demand())
        .with_state(needle.clone())
}

/// The routes below a demand.
fn of_demand() -> Router<Arc<Needle>> {
    Router::new()
        .route(
            "/matching/demands/{id}/suggest",
            post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                answers::suggest(&needle, &visitor, id, &typed).await
            }),
        )
        .route(
            "/matching/demands/{id}/targets",
            get(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>| {
                targets::form(&needle, &visitor, id).await
            })
            .post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                targets::save(&needle, &visitor, id, &typed).await
            }),
        )
        .route(
            "/matching/demands/{id}/sealed",
            get(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>| {
                sealed::form(&needle, &visitor, id).await
            })
            .post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                sealed::open(&needle, &visitor, id, &typed).await
            }),
        )
        .route(
            "/matching/demands/{id}/seal",
            post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                sealed::seal(&needle, &visitor, id, &typed).await
            }),
        )
        .route(
            "/matching/demands/{id}/judge",
            get(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>| judge::form(&needle, &visitor, id).await)
                .post(async |needle: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                    judge::judge(&needle, &visitor, id, &typed).await
                }),
        )
}
