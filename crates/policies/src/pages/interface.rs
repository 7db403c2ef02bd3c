//! The self-checks over HTTP: a questionnaire in JSON in, the answer in JSON out.

use axum::{
    Json,
    body::Bytes,
    extract::rejection::BytesRejection,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use vocabulary::Day;

use crate::check::{self, Kind};
use crate::reading::too_long;

/// The answer to a request: 200 with the assessment, or 422 with everything that is wrong with the questionnaire.
pub(super) fn answer(kind: Kind, body: Result<Bytes, BytesRejection>, today: Day) -> Response {
    let outcome = match &body {
        Ok(bytes) => check::text_of(bytes).and_then(|text| check::run(kind, text, today)),
        Err(_) => Err(vec![too_long()]),
    };
    match outcome {
        Ok(assessment) => Json(assessment).into_response(),
        Err(problems) => (StatusCode::UNPROCESSABLE_ENTITY, Json(check::problems_in_json(&problems))).into_response(),
    }
}
