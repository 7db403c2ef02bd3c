//! The archive package of a project as a download.

use std::io::{Seek, SeekFrom};

use axum::{
    body::{Body, Bytes},
    http::header,
    response::IntoResponse,
};
use cases::pages::Desk;
use futures_util::stream;
use listing::seen;
use storage::{Error, Result};
use tokio::io::AsyncReadExt as _;
use web::{Outcome, Visitor};

use crate::{CONTRACTS, contract::archive};

/// How many bytes are sent at a time.
const PIECE: usize = 128 << 10;

/// The package of a contract, for the bureau. It is put together in a file, so that large papers do not fill the memory.
pub(super) async fn download(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let reader = desk.house.reader();
    let record = seen(reader, &CONTRACTS, &visitor.who, id).await?;
    if !visitor.who.is_of_bureau() {
        return Err(Error::NotFound("没有这个页面。请检查地址，或从首页进入".to_owned()).into());
    }
    let package = archive::package(reader, record, desk.today()).await?;
    let mut file = package.write(&desk.shelf, temporary()?).await?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    let pieces = stream::unfold(Some(tokio::fs::File::from_std(file)), |state| async move {
        let mut file = state?;
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(length) => {
                piece.truncate(length);
                Some((Ok(Bytes::from(piece)), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"contract-{id}.zip\"")),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

fn temporary() -> Result<std::fs::File> {
    tempfile::tempfile().map_err(broken)
}

fn broken(error: std::io::Error) -> Error {
    Error::Fault(format!("生成归档包: {error}"))
}
