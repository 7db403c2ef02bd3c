//! The import page: a file is checked first, and stored only when somebody has seen what it would change.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use askama::Template;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Form, Multipart, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use storage::{Error, Result};
use web::{Failure, Frame, Outcome, Visitor, page};

use super::House;
use crate::{
    Registry,
    import::{Import, ImportReport, Workbook},
};

/// The largest file that may be brought in through the browser, in bytes.
const UPLOAD_LIMIT: usize = 64 << 20;

/// How many checked files wait for their confirmation at a time; the oldest goes first.
const WAITING_FILES: usize = 20;

/// A file that was checked.
struct Checked {
    name: String,
    token: String,
    size: String,
    report: ImportReport,
    problems_shown: usize,
    changes_shown: usize,
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct ImportPage<'a> {
    frame: Frame<'a>,
    checked: Option<Checked>,
    done: Option<ImportReport>,
    refused: String,
}

/// The routes of the import.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/import", get(form).post(preview).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)))
        .route("/import/confirm", post(confirm))
        .route("/import/template.xlsx", get(template))
}

fn import_page<'a>(house: &'a House, visitor: &'a Visitor) -> ImportPage<'a> {
    let frame = Frame::new(&house.site, visitor, "导入", "导入表格").crumb("首页", "/").crumb("导入", "");
    ImportPage { frame, checked: None, done: None, refused: String::new() }
}

/// The listings whose sheets the visitor may bring in.
fn importable(house: &House, visitor: &Visitor) -> Result<Registry> {
    let kept = house.registry.all().iter().copied().filter(|listing| house.may_keep(listing, &visitor.who));
    let registry = Registry::new(kept);
    if registry.all().is_empty() {
        return Err(Error::Forbidden("您的岗位不能导入表格，请联系负责该栏目的科室".to_owned()));
    }
    Ok(registry)
}

async fn form(State(house): State<Arc<House>>, visitor: Visitor) -> Outcome {
    importable(&house, &visitor)?;
    page(&import_page(&house, &visitor))
}

async fn template(State(house): State<Arc<House>>, visitor: Visitor) -> Outcome {
    let bytes = crate::template::template(importable(&house, &visitor)?.all())?;
    Ok(download("keshu-template.xlsx", bytes))
}

/// An Excel file as an answer.
pub(super) fn download(name: &str, bytes: Vec<u8>) -> Response {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    web::download(kind, name, bytes)
}

async fn preview(State(house): State<Arc<House>>, visitor: Visitor, mut parts: Multipart) -> Outcome {
    let registry = importable(&house, &visitor)?;
    let mut shown = import_page(&house, &visitor);
    let status = match received(&mut parts).await {
        Ok((name, bytes)) => match check(&house, &registry, &name, bytes).await {
            Ok(checked) => {
                let status =
                    if checked.report.problem_count > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
                shown.checked = Some(checked);
                status
            }
            Err(Error::Fault(detail)) => return Err(Failure(Error::Fault(detail))),
            Err(error) => {
                shown.refused = error.to_string();
                StatusCode::UNPROCESSABLE_ENTITY
            }
        },
        Err(error) => {
            shown.refused = error.to_string();
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Ok((status, page(&shown)?).into_response())
}

/// The file of the form.
async fn received(parts: &mut Multipart) -> Result<(String, Vec<u8>)> {
    let unreadable =
        |_| Error::Refused("文件没有传完整，或超过 64 MB。请重试，或用命令行 keshu import 导入".to_owned());
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            if name.is_empty() || bytes.is_empty() {
                return Err(Error::Refused("请先选择一个文件".to_owned()));
            }
            return Ok((name, bytes));
        }
    }
    Err(Error::Refused("请先选择一个文件".to_owned()))
}

async fn check(house: &House, registry: &Registry, name: &str, bytes: Vec<u8>) -> Result<Checked> {
    let size = bytes.len();
    let workbook = Workbook::from_bytes(name, bytes.clone())?;
    let report = Import::by("网页导入").as_form().dry().run(&house.db, registry, &workbook).await?;
    let token = keep(bytes).await?;
    Ok(Checked {
        name: name.to_owned(),
        token,
        size: format!("{} KB", size.div_ceil(1024)),
        problems_shown: report.problems.len(),
        changes_shown: report.sheets.iter().map(|sheet| sheet.changes.len()).sum(),
        report,
    })
}

async fn confirm(
    State(house): State<Arc<House>>,
    visitor: Visitor,
    Form(typed): Form<Vec<(String, String)>>,
) -> Outcome {
    let registry = importable(&house, &visitor)?;
    let field = |name: &str| typed.iter().find(|(typed, _)| typed == name).map_or("", |(_, text)| text.as_str());
    let name = field("name");
    let path = waiting(field("token")).ok_or_else(gone)?;
    let bytes = tokio::fs::read(&path).await.map_err(|_| gone())?;
    let workbook = Workbook::from_bytes(name, bytes)?;
    let actor = format!("{} 导入 {}", visitor.actor(), name.chars().take(80).collect::<String>());
    let report = Import::by(&actor).as_form().run(&house.db, &registry, &workbook).await?;
    let mut shown = import_page(&house, &visitor);
    if report.stored {
        // It has been stored; whether the copy can be deleted changes nothing for anybody.
        let _ = tokio::fs::remove_file(&path).await;
        shown.done = Some(report);
    } else {
        shown.refused = report.says();
    }
    page(&shown)
}

fn gone() -> Failure {
    Failure(Error::Refused("核对过的文件已不在，请重新选择文件核对一次".to_owned()))
}

/// Where checked files wait for their confirmation.
fn waiting_room() -> PathBuf {
    std::env::temp_dir().join(format!("keshu-import-{}", std::process::id()))
}

/// The waiting file of a token; nothing if it is no token.
fn waiting(token: &str) -> Option<PathBuf> {
    let is_token = token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_token.then(|| waiting_room().join(token))
}

/// Keeps a checked file until it is confirmed, named by its digest.
async fn keep(bytes: Vec<u8>) -> Result<String> {
    let failed = |error: std::io::Error| Error::Refused(format!("核对过的文件存不下来（{error}），请检查磁盘空间"));
    let room = waiting_room();
    tokio::fs::create_dir_all(&room).await.map_err(failed)?;
    let token = storage::digest(&bytes);
    tokio::fs::write(room.join(&token), bytes).await.map_err(failed)?;
    make_room(&room).await.map_err(failed)?;
    Ok(token)
}

async fn make_room(room: &Path) -> std::io::Result<()> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(room).await?;
    while let Some(entry) = entries.next_entry().await? {
        files.push((entry.metadata().await?.modified()?, entry.path()));
    }
    files.sort();
    let surplus = files.len().saturating_sub(WAITING_FILES);
    for (_, path) in files.into_iter().take(surplus) {
        tokio::fs::remove_file(path).await?;
    }
    Ok(())
}
