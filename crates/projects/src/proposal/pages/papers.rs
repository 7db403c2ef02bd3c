//! The papers of a proposal: what the call asks for and what is there, bringing a file and taking one away.

use axum::{
    body::{Body, Bytes},
    extract::{Multipart, multipart::MultipartRejection},
    http::header,
    response::{IntoResponse, Response},
};
use cases::{CaseFile, is_in_scope, pages::Desk};
use documents::{AttachedFile, Limits, Reading, attachment, upload};
use futures_util::stream;
use listing::seen;
use storage::{Error, Result};
use tokio::io::AsyncReadExt;
use vocabulary::Role;
use web::{Outcome, Visitor, Who, go};

use super::{
    super::{
        PROPOSALS,
        content::{self, Content},
        write::{AttachPaper, Section},
    },
    write::{Draft, papers_again},
};

/// How many bytes of a file are sent at a time.
const PIECE: usize = 64 << 10;

/// A paper and the files that stand and stood for it.
pub(super) struct PaperView {
    pub(super) name: String,
    pub(super) is_required: bool,
    pub(super) file: Option<FileView>,
    pub(super) earlier: Vec<FileView>,
}

/// A file as it is shown.
pub(super) struct FileView {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) size: String,
    pub(super) added_on: String,
    pub(super) version: i64,
}

/// The papers that a call asks for, and then whatever else the unit brought.
pub(super) fn papers(call: &CaseFile, content: &Content, case: &CaseFile) -> Vec<PaperView> {
    let asked = content::papers(call);
    let mut names: Vec<(&str, bool)> = asked.iter().map(|paper| (paper.name.as_str(), paper.required)).collect();
    for file in &content.files {
        if !names.iter().any(|(name, _)| *name == file.paper) {
            names.push((&file.paper, false));
        }
    }
    let view = |file: &AttachedFile| FileView {
        name: file.file_name.clone(),
        href: format!("{}/papers/{}", case.href(), file.id),
        size: size(file.size),
        added_on: file.added_on.to_string(),
        version: file.version,
    };
    let views = names.into_iter().map(|(name, is_required)| {
        let files = || content.files.iter().filter(move |file| file.paper == name);
        PaperView {
            name: name.to_owned(),
            is_required,
            file: files().find(|file| file.replaced_on.is_none()).map(view),
            earlier: files().filter(|file| file.replaced_on.is_some()).map(view).collect(),
        }
    });
    views.collect()
}

fn size(bytes: i64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} 字节"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

/// Brings a file.
pub(super) async fn upload(
    desk: &Desk,
    visitor: &Visitor,
    id: i64,
    parts: std::result::Result<Multipart, MultipartRejection>,
) -> Outcome {
    let draft = Draft::open(desk, visitor, id).await?;
    let stored = match parts {
        Ok(mut parts) => store(desk, visitor, id, &mut parts).await,
        Err(_) => Err(Error::invalid("file", "没有收到文件。请回到“附件”重新选择")),
    };
    match stored {
        Ok(()) => Ok(go(&Section::Papers.path(id))),
        Err(error) => papers_again(desk, visitor, &draft, error).await,
    }
}

async fn store(desk: &Desk, visitor: &Visitor, proposal: i64, parts: &mut Multipart) -> Result<()> {
    let (paper, file) = received(desk, parts).await?;
    let by = visitor.actor();
    let deed = AttachPaper { proposal, paper: &paper, file: &file, by: &by, on: desk.today() };
    desk.house.db.write(&by, &deed).await
}

/// The name of the paper and the file, which is looked at and put on the shelf as it comes.
async fn received(desk: &Desk, parts: &mut Multipart) -> Result<(String, upload::Kept)> {
    let broken = |_| Error::invalid("file", "文件没有传完整，或超过 50 MB。请压缩后重试");
    let mut paper = String::new();
    let mut kept = None;
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("paper") => paper = part.text().await.map_err(broken)?,
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                if name.is_empty() {
                    return Err(Error::invalid("file", "请先选择一个文件"));
                }
                let mut incoming = upload::Incoming::begin(&desk.shelf, &name, Limits::default()).await?;
                while let Some(bytes) = part.chunk().await.map_err(broken)? {
                    incoming.take(&bytes).await?;
                }
                kept = Some(incoming.finish().await?);
            }
            _ => {}
        }
    }
    match kept {
        Some(kept) => Ok((paper, kept)),
        None => Err(Error::invalid("file", "请先选择一个文件")),
    }
}

/// Whether somebody may read the papers of a proposal that they see: its unit, and the bureau as far as it handles it.
pub(super) fn may_read(who: &Who, case: &CaseFile) -> bool {
    let is_concerned = |role: Role| role.is_of_unit() || role.is_of_bureau();
    who.is_open_house || (who.role.is_some_and(is_concerned) && is_in_scope(case, who))
}

/// Takes a file away. What is not for somebody is not there.
pub(super) async fn download(desk: &Desk, visitor: &Visitor, id: i64, file: i64) -> Outcome {
    let reader = desk.house.reader();
    let record = seen(reader, &PROPOSALS, &visitor.who, id).await?;
    let case = CaseFile { listing: &PROPOSALS, record };
    let missing = || Error::NotFound("没有这份材料。请回到申报书页面查看".to_owned());
    if !may_read(&visitor.who, &case) {
        return Err(missing().into());
    }
    let file = match attachment(reader, file).await {
        Err(Error::NotFound(_)) => return Err(missing().into()),
        file => file?,
    };
    if file.subject != PROPOSALS.table || file.record != id {
        return Err(missing().into());
    }
    Ok(sent(&file, desk.shelf.read(&file.digest).await?))
}

/// A file on its way to a browser, which keeps it and does not open it in a page of ours.
fn sent(file: &AttachedFile, reading: Reading) -> Response {
    let name = percent_encoding::utf8_percent_encode(&file.file_name, percent_encoding::NON_ALPHANUMERIC);
    let headers = [
        (header::CONTENT_TYPE, file.media.clone()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{name}")),
        (header::CONTENT_LENGTH, reading.size().to_string()),
    ];
    let pieces = stream::try_unfold(reading, async |mut reading| {
        let mut piece = vec![0; PIECE];
        let length = reading.read(&mut piece).await?;
        piece.truncate(length);
        Ok::<_, std::io::Error>((length > 0).then(|| (Bytes::from(piece), reading)))
    });
    (headers, Body::from_stream(pieces)).into_response()
}
