//! The pages of cases: the panel on the page of each, and the form of each step.

mod bulk;
mod calendar;
mod load;
mod messages;
mod panel;
mod papers;
mod procedures;
mod step;
mod work;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, RawQuery, State},
    routing::{get, post},
};
use listing::{address, pages::House};
use storage::{Error, Result};
use vocabulary::{Day, WorkingDays};
use web::{Visitor, typed};

use crate::Kind;

pub use panel::Handled;
pub use papers::{Papers, papers};

/// What the pages of cases share.
#[derive(Debug)]
pub struct Desk {
    /// The house.
    pub house: Arc<House>,
    /// Its kinds of cases.
    pub kinds: Vec<&'static dyn Kind>,
    /// The files that belong to cases.
    pub shelf: Arc<documents::Shelf>,
}

impl Desk {
    /// The kind of case that a table holds.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it holds none.
    pub fn kind(&self, table: &str) -> Result<&'static dyn Kind> {
        self.kinds
            .iter()
            .copied()
            .find(|kind| kind.listing().table == table)
            .ok_or_else(|| Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()))
    }

    /// The day it is.
    pub fn today(&self) -> Day {
        self.house.db.clock().today()
    }
}

type Shared = State<Arc<Desk>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of the pages of cases.
pub fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route(
            "/cases/{table}/{id}/{step}",
            get(async |desk: Shared, visitor: Visitor, Path((table, id, step)): Path<(String, i64, String)>| {
                step::form(&desk, &visitor, &table, id, &step).await
            })
            .post(
                async |desk: Shared,
                       visitor: Visitor,
                       Path((table, id, step)): Path<(String, i64, String)>,
                       Form(typed): Typed| {
                    step::take(&desk, &visitor, &table, id, &step, &typed).await
                },
            ),
        )
        .merge(work_routes())
        .with_state(desk.clone())
}

fn work_routes() -> Router<Arc<Desk>> {
    Router::new()
        .route("/work", get(async |desk: Shared, visitor: Visitor| work::work(&desk, &visitor).await))
        .route("/work/overdue", get(async |desk: Shared, visitor: Visitor| work::overdue(&desk, &visitor).await))
        .route("/work/load", get(async |desk: Shared, visitor: Visitor| load::load(&desk, &visitor).await))
        .route(
            "/work/calendar",
            get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                let pairs = address::pairs(&query.unwrap_or_default());
                calendar::calendar(&desk, &visitor, typed(&pairs, "month")).await
            }),
        )
        .route(
            "/work/bulk",
            get(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                bulk::form(&desk, &visitor, &address::pairs(&query.unwrap_or_default())).await
            })
            .post(async |desk: Shared, visitor: Visitor, RawQuery(query): RawQuery, Form(body): Typed| {
                let mut pairs = address::pairs(&query.unwrap_or_default());
                pairs.extend(body);
                bulk::take(&desk, &visitor, &pairs).await
            }),
        )
        .route("/messages", get(async |desk: Shared, visitor: Visitor| messages::all(&desk, &visitor).await))
        .route(
            "/messages/read",
            post(async |desk: Shared, visitor: Visitor, Form(body): Typed| {
                messages::read(&desk, &visitor, &body).await
            }),
        )
        .route("/procedures", get(async |desk: Shared, visitor: Visitor| procedures::all(&desk, &visitor).await))
        .route(
            "/procedures/{name}",
            get(async |desk: Shared, visitor: Visitor, Path(name): Path<String>| {
                procedures::one(&desk, &visitor, &name).await
            }),
        )
}

/// What is left of a time limit, in words, and whether it is over.
pub(crate) fn time_left(due: Day, today: Day) -> (String, bool) {
    let days = WorkingDays::official().between(today, due);
    if today > due {
        return (format!("已超期 {} 个工作日", days.unsigned_abs().max(1)), true);
    }
    match days {
        0 => ("今天到期".to_owned(), false),
        days => (format!("还剩 {days} 个工作日"), false),
    }
}
