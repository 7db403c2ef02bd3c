//! A report as a file: docx, PDF or HTML, from the house's wording or somebody's own. The file appears whole or not at all.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use askama::Template;
use figures::{Moment, Office};
use storage::{Error, Result};

use crate::{
    checks::Finding,
    docx::{self, refused},
    report::{Report, compose},
};

/// Where links lead when nobody says another address: the house as `keshu serve` opens it.
pub const USUAL_BASE: &str = "http://127.0.0.1:8080";

/// The largest template that is read, in bytes.
const LARGEST_TEMPLATE: u64 = 64 << 20;

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// How many blanks (of somebody's own docx: marks) were filled.
    pub filled: usize,
    /// What is missing, a sentence each.
    pub missing: Vec<String>,
    /// The marks of somebody's own docx that nobody knew, with the reason.
    pub unknown: Vec<String>,
    /// The checks that do not hold, a sentence each.
    pub failed_checks: Vec<String>,
}

/// The kind of a file, by its ending.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    Docx,
    Pdf,
    Html,
}

/// Writes the annual report to `out`, with links to the usual address of the house.
///
/// # Errors
/// As [`write_at`].
pub async fn write(office: &Office, moment: Moment, template: Option<&Path>, out: &Path) -> Result<Written> {
    write_at(office, moment, template, out, USUAL_BASE).await
}

/// Writes the annual report to `out` (`.docx`, `.pdf` or `.html`), with links to the house at `base`. A template may be a
/// text template or a `.docx` with marks.
///
/// # Errors
/// One sentence: an ending that is no format, a folder that is not there, a full disk, no LibreOffice for a PDF; line and
/// sentence for what is wrong with a template; what the database says.
pub async fn write_at(
    office: &Office,
    moment: Moment,
    template: Option<&Path>,
    out: &Path,
    base: &str,
) -> Result<Written> {
    let kind = kind_of(out)?;
    require_folder(out)?;
    match template {
        Some(path) if ending(path) == "docx" => write_filled(office, moment, path, out, kind, base).await,
        Some(path) => {
            let text = text_of(path).await?;
            write_report(compose(office, moment, Some(&text)).await?, out, kind, base).await
        }
        None => write_report(compose(office, moment, None).await?, out, kind, base).await,
    }
}

async fn write_report(report: Report, out: &Path, kind: Kind, base: &str) -> Result<Written> {
    let bytes = match kind {
        Kind::Docx => to_docx(&report, base)?,
        Kind::Pdf => to_pdf(to_docx(&report, base)?).await?,
        Kind::Html => to_html(&report, base)?.into_bytes(),
    };
    put(out, bytes).await?;
    let failed = report.checks.iter().filter(|check| check.finding == Finding::Failed);
    Ok(Written {
        path: out.to_owned(),
        filled: report.filled(),
        missing: report.missing.iter().map(crate::Missing::says).collect(),
        unknown: Vec::new(),
        failed_checks: failed.map(|check| format!("{}：{}", check.name, check.sentence)).collect(),
    })
}

async fn write_filled(
    office: &Office,
    moment: Moment,
    template: &Path,
    out: &Path,
    kind: Kind,
    base: &str,
) -> Result<Written> {
    if kind == Kind::Html {
        return Err(wrong("Word 模板（.docx）只能生成 .docx 或 .pdf；要生成 .html，请用文字模板"));
    }
    let bytes = bytes_of(template).await?;
    let filled = docx::fill_user_docx(office, moment, base, &bytes).await?;
    let bytes = if kind == Kind::Pdf { to_pdf(filled.docx).await? } else { filled.docx };
    put(out, bytes).await?;
    let missing = filled.missing.iter().map(crate::Missing::says).collect();
    Ok(Written {
        path: out.to_owned(),
        filled: filled.filled,
        missing,
        unknown: filled.unknown,
        failed_checks: Vec::new(),
    })
}

/// The report as a docx whose links lead to the house at `base`.
///
/// # Errors
/// [`Error::Refused`] in one sentence.
pub fn to_docx(report: &Report, base: &str) -> Result<Vec<u8>> {
    report.document_at(base).to_docx().map_err(refused)
}

/// A docx as a PDF.
///
/// # Errors
/// [`Error::Refused`] in one sentence, such as where LibreOffice is absent.
pub async fn to_pdf(docx: Vec<u8>) -> Result<Vec<u8>> {
    let folder =
        tempfile::Builder::new().prefix("keshu-report-").tempdir().map_err(|error| failed(&error, "建立临时目录"))?;
    let source = folder.path().join("report.docx");
    tokio::fs::write(&source, docx).await.map_err(|error| failed(&error, "写入临时文件"))?;
    let made = documents::to_pdf(&source, folder.path()).await.map_err(refused)?;
    tokio::fs::read(&made).await.map_err(|error| failed(&error, "读取生成的 PDF"))
}

#[derive(Template)]
#[template(path = "standalone.html")]
struct Standalone<'a> {
    title: String,
    article: String,
    report: &'a Report,
    base: &'a str,
}

/// The report as a page of its own, with links to the house at `base`.
///
/// # Errors
/// [`Error::Fault`] if the template fails.
pub fn to_html(report: &Report, base: &str) -> Result<String> {
    let article = report.document_at(base).to_html();
    let base = base.trim_end_matches('/');
    let page = Standalone { title: report.title(), article, report, base };
    page.render().map_err(|error| Error::Fault(error.to_string()))
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn kind_of(out: &Path) -> Result<Kind> {
    match ending(out).as_str() {
        "docx" => Ok(Kind::Docx),
        "pdf" => Ok(Kind::Pdf),
        "html" | "htm" => Ok(Kind::Html),
        _ => Err(wrong(format!("不能生成“{}”：文件名应以 .docx、.pdf 或 .html 结尾", out.display()))),
    }
}

fn require_folder(out: &Path) -> Result<()> {
    let folder = match out.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(wrong(format!("没有“{}”这个目录，请先建立它，或换一个位置", folder.display())));
    }
    if out.is_dir() {
        return Err(wrong(format!("“{}”是一个目录，请写出文件名", out.display())));
    }
    Ok(())
}

async fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    let doing = format!("读取模板 {}", path.display());
    let metadata = tokio::fs::metadata(path).await.map_err(|error| failed(&error, &doing))?;
    if metadata.len() > LARGEST_TEMPLATE {
        return Err(wrong(format!("模板 {} 超过 64 MB，请确认它是正常的模板", path.display())));
    }
    tokio::fs::read(path).await.map_err(|error| failed(&error, &doing))
}

async fn text_of(path: &Path) -> Result<String> {
    let bytes = bytes_of(path).await?;
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(wrong(format!("{} 看来是 Word 文档，请把文件名改为以 .docx 结尾", path.display())));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| wrong(format!("模板 {} 不是 UTF-8 编码的文字，请另存为 UTF-8 后再试", path.display())))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Writes a file as a whole: beside its place, then renamed into it.
async fn put(out: &Path, bytes: Vec<u8>) -> Result<()> {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let partial = out.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let doing = format!("写入 {}", out.display());
    let done = async {
        tokio::fs::write(&partial, bytes).await?;
        tokio::fs::File::open(&partial).await?.sync_all().await?;
        tokio::fs::rename(&partial, out).await
    };
    let done = done.await;
    if done.is_err() {
        // What is left of a failed attempt is in nobody's way if it cannot be removed either.
        let _ = tokio::fs::remove_file(&partial).await;
    }
    done.map_err(|error| failed(&error, &doing))
}

fn wrong(sentence: impl Into<String>) -> Error {
    Error::Refused(sentence.into())
}

/// What the system says when a file fails, as one sentence.
fn failed(error: &std::io::Error, doing: &str) -> Error {
    let why = match error.kind() {
        ErrorKind::NotFound => "文件不存在，请检查路径",
        ErrorKind::PermissionDenied => "没有权限，请检查文件和目录的权限",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满，未写入任何内容。请腾出空间后再试",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的，请换一个位置",
        ErrorKind::IsADirectory => "它是一个目录，请写出文件名",
        _ => return wrong(format!("{doing}时出错：{error}")),
    };
    wrong(format!("{doing}时出错：{why}"))
}
