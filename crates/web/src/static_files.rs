//! The stylesheet, the script and the mark, built into the program.

use axum::{Router, http::header, response::IntoResponse, routing::get};

/// The routes of the static files.
pub fn static_files() -> Router {
    let file = |kind: &'static str, content: &'static [u8]| {
        get(move || async move {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], content).into_response()
        })
    };
    Router::new()
        .route("/static/keshu.css", file("text/css; charset=utf-8", include_bytes!("../static/keshu.css")))
        .route("/static/keshu.js", file("text/javascript; charset=utf-8", include_bytes!("../static/keshu.js")))
        .route("/static/favicon.svg", file("image/svg+xml", include_bytes!("../static/favicon.svg")))
}
