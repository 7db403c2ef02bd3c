//! The self-checks as pages and as an interface, open to everybody. Nothing that is asked here is stored: the address of
//! an answer holds the whole questionnaire.

mod bar;
mod entitlements;
mod form;
mod interface;
mod library;
mod openapi;
mod outcome;
mod sheet;
#[cfg(test)]
mod tests;
mod trial;

use std::{fmt::Debug, sync::Arc};

use askama::Template;
use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use listing::{
    address,
    pages::{Answer, House},
};
use serde_json::Value;
use storage::{Clock, Reader};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, page, typed};

pub use entitlements::entitlements;
pub use library::Articles;

use crate::check::{Kind, LONGEST};
use form::{Control, FieldSet};
use outcome::Report;

/// What the records of the house already know of a unit.
pub trait Prefill: Send + Sync + Debug {
    /// The unit's questionnaire as far as its records go, for a check on `day`.
    fn of<'a>(&'a self, kind: Kind, reader: Reader<'a>, unit: i64, day: Day) -> Answer<'a, Prefilled>;
}

/// A questionnaire begun from records.
#[derive(Clone, Debug, Default)]
pub struct Prefilled {
    /// The questionnaire in its JSON, with what is not known left out.
    pub questionnaire: Value,
    /// The records that it was read from, in words; none where nothing was found.
    pub sources: Vec<String>,
}

/// What the pages share.
#[derive(Debug)]
struct Counter {
    house: Arc<House>,
    prefill: Arc<dyn Prefill>,
}

impl Counter {
    /// The day on which a check is asked for: a sample house lives in another year, but whoever checks does not.
    fn today(&self) -> Day {
        match self.house.db.clock() {
            Clock::Moved(_) => Clock::System.today(),
            clock => clock.today(),
        }
    }

    fn frame<'a>(&'a self, visitor: &'a Visitor, title: &str) -> Frame<'a> {
        Frame::new(&self.house.site, visitor, "自测", title)
    }
}

type Shared = State<Arc<Counter>>;
type Pairs = Vec<(String, String)>;

/// The routes of the self-checks.
pub fn routes(house: &Arc<House>, prefill: Arc<dyn Prefill>) -> Router {
    let counter = Arc::new(Counter { house: house.clone(), prefill });
    let mut router =
        Router::new().route("/check", get(async |counter: Shared, visitor: Visitor| page(&choice(&counter, &visitor))));
    for (word, kind) in Kind::WORDS {
        let asked = get(move |counter: Shared, visitor: Visitor, RawQuery(query): RawQuery| async move {
            let pairs = address::pairs(&query.unwrap_or_default());
            if typed(&pairs, "prefill").is_empty() {
                return check(&counter, kind, &visitor, &pairs, &[]);
            }
            let prefilled = prefilled(&counter, kind, &visitor).await?;
            let pairs = sheet::pairs_of(kind, &prefilled.questionnaire);
            check(&counter, kind, &visitor, &pairs, &prefilled.sources)
        });
        let sent = async move |counter: Shared, visitor: Visitor, Form(pairs): Form<Pairs>| {
            check(&counter, kind, &visitor, &pairs, &[])
        };
        let called = async move |counter: Shared, body| interface::answer(kind, body, counter.today());
        router = router
            .route(&format!("/check/{word}"), asked.post(sent))
            .route(&format!("/api/check/{word}"), post(called).layer(DefaultBodyLimit::max(LONGEST)));
    }
    router.route("/api/check/openapi.json", get(async || axum::Json(openapi::document()))).with_state(counter)
}

#[derive(Template)]
#[template(path = "pages/choice.html")]
struct ChoicePage<'a> {
    frame: Frame<'a>,
    has_records: bool,
}

fn choice<'a>(counter: &'a Counter, visitor: &'a Visitor) -> ChoicePage<'a> {
    ChoicePage { frame: counter.frame(visitor, "政策自测"), has_records: own_unit(visitor).is_some() }
}

#[derive(Template)]
#[template(path = "pages/check.html")]
struct CheckPage<'a> {
    frame: Frame<'a>,
    kind: Kind,
    sections: Vec<FieldSet>,
    report: Report,
    prefill: Vec<String>,
    has_records: bool,
}

/// The form, and below it the answer to what was typed.
fn check(counter: &Counter, kind: Kind, visitor: &Visitor, pairs: &Pairs, prefill: &[String]) -> Outcome {
    let today = counter.today();
    let report = Report::of(kind, pairs, today);
    // What the records do not know yet is nobody's mistake.
    let is_right = report.problems.is_empty() || !prefill.is_empty();
    let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = format!("{}自测", kind.title());
    let shown: Response = page(&CheckPage {
        frame: counter.frame(visitor, &title).crumb("自测", "/check").crumb(kind.title(), ""),
        kind,
        sections: form::field_sets(kind, pairs, &report.problems, today),
        report,
        prefill: prefill.to_vec(),
        has_records: own_unit(visitor).is_some(),
    })?;
    Ok((status, shown).into_response())
}

/// The enterprise for which the visitor acts.
fn own_unit(visitor: &Visitor) -> Option<i64> {
    visitor.who.unit.filter(|_| visitor.who.role == Some(Role::Enterprise))
}

/// What the records know of the unit for which the visitor acts; nothing for anybody else.
async fn prefilled(counter: &Counter, kind: Kind, visitor: &Visitor) -> Outcome<Prefilled> {
    match own_unit(visitor) {
        Some(unit) => {
            let day = counter.house.db.clock().today();
            Ok(counter.prefill.of(kind, counter.house.reader(), unit, day).await?)
        }
        None => Ok(Prefilled::default()),
    }
}
