//! The pages of cases: the panel on the page of each, and the form of each step.

mod bulk;
mod calendar;
mod done;
mod field;
mod history;
mod load;
mod messages;
mod month;
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
use procedure::Outline;
use storage::{Error, Reader, Result};
use vocabulary::{Day, Role, WorkingDays};
use web::{Visitor, Who, typed};

use crate::{CaseFile, Kind, Told, story};

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

/// The pairs of the query of an address.
fn asked(RawQuery(query): RawQuery) -> Vec<(String, String)> {
    address::pairs(&query.unwrap_or_default())
}

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
        .route(
            "/cases/{table}/{id}/history",
            get(async |desk: Shared, visitor: Visitor, Path((table, id)): Path<(String, i64)>| {
                history::history(&desk, &visitor, &table, id).await
            }),
        )
        .route("/procedures", get(async |desk: Shared, visitor: Visitor| procedures::all(&desk, &visitor).await))
        .route(
            "/procedures/{name}",
            get(async |desk: Shared, visitor: Visitor, Path(name): Path<String>, query: RawQuery| {
                procedures::one(&desk, &visitor, &name, typed(&asked(query), "edition")).await
            }),
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
            get(async |desk: Shared, visitor: Visitor, query: RawQuery| {
                calendar::calendar(&desk, &visitor, typed(&asked(query), "month")).await
            }),
        )
        .route(
            "/work/done",
            get(async |desk: Shared, visitor: Visitor, query: RawQuery| {
                done::done(&desk, &visitor, &asked(query)).await
            }),
        )
        .route(
            "/work/bulk",
            get(async |desk: Shared, visitor: Visitor, query: RawQuery| {
                bulk::form(&desk, &visitor, &asked(query)).await
            })
            .post(async |desk: Shared, visitor: Visitor, query: RawQuery, Form(body): Typed| {
                let mut pairs = asked(query);
                pairs.extend(body);
                bulk::take(&desk, &visitor, &pairs).await
            }),
        )
        .route(
            "/messages",
            get(async |desk: Shared, visitor: Visitor, query: RawQuery| {
                messages::all(&desk, &visitor, &asked(query)).await
            }),
        )
        .route(
            "/messages/read",
            post(async |desk: Shared, visitor: Visitor, Form(body): Typed| {
                messages::read(&desk, &visitor, &body).await
            }),
        )
}

/// What is left of a time limit, in words, and whether it is over.
pub(crate) fn time_left(due: Day, today: Day) -> (String, bool) {
    let days = WorkingDays::official().between(today, due);
    let says = match (today > due, days) {
        (true, 0) => "已过期限".to_owned(),
        (true, days) => format!("已超期 {} 个工作日", days.unsigned_abs()),
        (false, 0) if today == due => "今天到期".to_owned(),
        (false, 0) => "下一个工作日之前到期".to_owned(),
        (false, days) => format!("还剩 {days} 个工作日"),
    };
    (says, today > due)
}

/// The name of a stage for somebody: the officer's word, or for units and the public the applicant's.
pub(crate) fn stage_name(who: &Who, outline: &Outline, stage: &str) -> String {
    let is_outside = !who.is_known() || who.role.is_some_and(Role::is_of_unit);
    outline.stage(stage).filter(|_| is_outside).map_or(stage, |stage| stage.for_applicant).to_owned()
}

/// The story of a case as far as somebody may know it, for those who may: the bureau and its superior all of it, the unit
/// whose case it is what concerns it.
async fn story_for(
    reader: Reader<'_>,
    who: &Who,
    kind: &'static dyn Kind,
    case: &CaseFile,
) -> Result<Option<Vec<Told>>> {
    let is_own = who.role.is_some_and(Role::is_of_unit) && kind.is_for(case, who);
    if !is_own && !who.is_of_bureau() && !who.is_one_of(&[Role::Superior]) {
        return Ok(None);
    }
    let story = story::story(reader, case.listing.table, case.id()).await?;
    Ok(Some(if is_own { story::for_unit(story, kind.outline_of(case)) } else { story }))
}
