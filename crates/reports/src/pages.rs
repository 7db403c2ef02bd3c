//! The pages of reports: the annual report and its downloads, its wording, sending it, and what differs since.

mod annual;
mod differences;
mod sheet;
mod wording;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, header},
    middleware,
    routing::{get, post},
};
use figures::{Office, pages::Asked};
use listing::pages::House;
use web::{Frame, NavItem, Visitor, download, readers_only, shown_again, typed};

use crate::{FROZEN_REPORTS, write::USUAL_BASE};

/// The entry of the navigation under which these pages stand.
const SECTION: &str = "报告";

/// The annual report.
const ANNUAL: &str = "/reports/annual";

type Shared = State<Arc<Office>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of the reports of a house.
pub fn routes(office: &Arc<Office>) -> Router {
    Router::new()
        .merge(annual_routes())
        .merge(wording_routes())
        .route(
            "/reports/frozen/{id}/differences",
            get(async |office: Shared, visitor: Visitor, Path(id): Path<i64>| {
                differences::differences(&office, &visitor, id).await
            })
            .post(async |office: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| {
                differences::explain(&office, &visitor, id, &typed).await
            }),
        )
        .route_layer(middleware::from_fn(readers_only))
        .with_state(office.clone())
}

fn annual_routes() -> Router<Arc<Office>> {
    Router::new()
        .route("/reports", get(async || web::go(ANNUAL)))
        .route(
            ANNUAL,
            get(async |office: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                annual::annual(&office, &visitor, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/reports/annual/freeze",
            post(async |office: Shared, visitor: Visitor, Form(typed): Typed| {
                annual::freeze(&office, &visitor, &typed).await
            }),
        )
        .route(
            "/reports/annual.docx",
            get(async |office: Shared, headers: HeaderMap, RawQuery(query): RawQuery| {
                annual::docx(&office, &base(&headers), &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/reports/annual.pdf",
            get(async |office: Shared, headers: HeaderMap, RawQuery(query): RawQuery| {
                annual::pdf(&office, &base(&headers), &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/reports/annual.xlsx",
            get(async |office: Shared, RawQuery(query): RawQuery| {
                annual::xlsx(&office, &query.unwrap_or_default()).await
            }),
        )
}

fn wording_routes() -> Router<Arc<Office>> {
    Router::new()
        .route(
            "/reports/annual/template",
            get(async |office: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
                wording::form(&office, &visitor, &query.unwrap_or_default()).await
            })
            .post(async |office: Shared, visitor: Visitor, Form(typed): Typed| {
                wording::save(&office, &visitor, &typed).await
            }),
        )
        .route(
            "/reports/annual/template/restore",
            get(async |office: Shared, visitor: Visitor| wording::ask_restore(&office, &visitor))
                .post(async |office: Shared, visitor: Visitor| wording::restore(&office, &visitor).await),
        )
}

/// The frame of a page of reports.
fn frame<'a>(house: &'a House, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    let item = |title: &str, href: &str| NavItem { title: title.to_owned(), href: href.to_owned() };
    Frame::new(&house.site, visitor, SECTION, title).siblings(vec![
        item("年度工作总结", ANNUAL),
        item("修改模板", "/reports/annual/template"),
        item(FROZEN_REPORTS.title, FROZEN_REPORTS.path),
    ])
}

/// The address under which the reader sees this house, for the links of a document that leaves it.
fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(is_plain) {
        return USUAL_BASE.to_owned();
    }
    let scheme = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    format!("{}://{host}", if scheme { "https" } else { "http" })
}
