//! What every form and every download of the house has in common.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use storage::{Error, Problem};

use crate::{Failure, Outcome};

/// The value of a field in a form, without the blanks around it; empty where there is no such field.
pub fn typed<'t>(pairs: &'t [(String, String)], name: &str) -> &'t str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// The status and the problems with which a form is shown again, so that nothing typed is lost.
///
/// # Errors
/// [`Failure`] for what is not about the form: then a page of its own says it.
pub fn shown_again(error: Error) -> Outcome<(StatusCode, Vec<Problem>)> {
    match error {
        Error::Invalid(problems) => Ok((StatusCode::UNPROCESSABLE_ENTITY, problems)),
        Error::Refused(sentences) => {
            let problem = |sentence: &str| Problem { place: String::new(), sentence: sentence.to_owned() };
            Ok((StatusCode::CONFLICT, sentences.lines().map(problem).collect()))
        }
        other => Err(Failure(other)),
    }
}

/// A file as an answer, for the browser to keep under `name`.
pub fn download(kind: &'static str, name: &str, content: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], content).into_response()
}
