//! A paper of a proposal for one of its experts: as it is, or where the call is blind as a copy that does not say whose it is.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use cases::{CaseFile, pages::Desk};
use documents::{
    AttachedFile, Kind, attachment,
    blind::{BlindCopy, mentions, redact_metadata},
};
use storage::{Error, Result};
use tokio::io::AsyncReadExt;
use web::{Outcome, Visitor, download as downloaded};

use super::super::{copy::is_blind, judging::Task, names::Names};
use crate::PROPOSALS;

/// What is said where the words of a paper tell whose it is.
const TELLS: &str = "这份材料中写有申报单位或人员的名称，盲评时不提供。如确需查阅，请联系主管科室";

/// Takes a paper. What is not for the expert is not there.
pub(super) async fn download(desk: &Desk, visitor: &Visitor, assignment: i64, file: i64) -> Outcome {
    let reader = desk.house.reader();
    let missing = || Error::NotFound("没有这份材料。请回到评审页面查看".to_owned());
    let task = Task::read(reader, &visitor.who, assignment).await?;
    let proposal = task.assignment.number("proposal").unwrap_or_default();
    let file = match attachment(reader, file).await {
        Err(Error::NotFound(_)) => return Err(missing().into()),
        file => file?,
    };
    let stands = file.subject == PROPOSALS.table && file.record == proposal && file.replaced_on.is_none();
    if !stands || !task.is_running() {
        return Err(missing().into());
    }
    let mut bytes = Vec::new();
    let read = desk.shelf.read(&file.digest).await?.read_to_end(&mut bytes).await;
    read.map_err(|error| Error::Fault(format!("attachment {} cannot be read: {error}", file.id)))?;
    if !is_blind(&task.call) {
        return Ok(as_it_is(&file, bytes));
    }
    let names = Names::of(reader, &CaseFile::read(reader, &PROPOSALS, proposal).await?).await?;
    let kind = Kind::of_media(&file.media).ok_or_else(missing)?;
    let copy = tokio::task::spawn_blocking(move || blind(kind, bytes, &names)).await;
    let copy = copy.map_err(|error| Error::Fault(format!("a blind copy broke down: {error}")))??;
    Ok(downloaded(kind.media(), &format!("paper-{}.{}", file.id, kind.endings().first().unwrap_or(&"bin")), copy))
}

/// The copy that does not say whose it is.
///
/// # Errors
/// [`Error::Refused`] where none can be made, with what the expert can do.
fn blind(kind: Kind, bytes: Vec<u8>, names: &Names) -> Result<Vec<u8>> {
    let unsound = |error: documents::DocumentError| Error::Refused(format!("这份材料无法做成盲评副本：{error}"));
    match redact_metadata(kind, &bytes).map_err(unsound)? {
        BlindCopy::Made { docx, .. } if mentions(&docx, &names.all()).map_err(unsound)?.is_empty() => Ok(docx),
        BlindCopy::AsItIs { title } if title.as_ref().is_none_or(|title| names.without(title) == *title) => Ok(bytes),
        BlindCopy::Made { .. } | BlindCopy::AsItIs { .. } => Err(Error::Refused(TELLS.to_owned())),
        BlindCopy::NotPossible(sentence) => Err(Error::Refused(sentence)),
    }
}

/// The file under its own name.
fn as_it_is(file: &AttachedFile, bytes: Vec<u8>) -> Response {
    let name = percent_encoding::utf8_percent_encode(&file.file_name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    ([(header::CONTENT_TYPE, file.media.clone()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
