//! What a file really is, from its bytes, and whether it may be an attachment 附件.
//!
//! A name can lie; the bytes decide, and the two must agree. What could run on the machine of whoever opens it
//! (programs, scripts, web pages, SVG, macros) is refused under every name. A script inside a PDF is not looked for.

mod content;
mod office;
mod ole;
mod packed;
mod refusal;
#[cfg(test)]
mod tests;
mod text;

use std::io::{Read, Seek, SeekFrom};

use storage::{Error, Result};

use crate::FileName;
use crate::shelf::failed;
use refusal::Refusal;

/// How much may be brought in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one file.
    pub file_bytes: u64,
    /// The most files that one record has at a time, replaced ones not counted.
    pub files: usize,
}

impl Default for Limits {
    /// 50 MB a file and 30 files, as most calls 申报通知 ask.
    fn default() -> Self {
        Limits { file_bytes: 50 << 20, files: 30 }
    }
}

/// What an attachment may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// OFD (GB/T 33190), the fixed-layout format of official documents.
    Ofd,
    /// Word 97–2003.
    Doc,
    /// Word.
    Docx,
    /// Excel 97–2003.
    Xls,
    /// Excel.
    Xlsx,
    /// PowerPoint 97–2003.
    Ppt,
    /// PowerPoint.
    Pptx,
    /// WPS 文字.
    Wps,
    /// WPS 表格.
    Et,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// A zip of files, none of which could run.
    Zip,
    /// Plain text.
    Text,
    /// A table as plain text.
    Csv,
}

/// A shape of bytes. Several kinds may have the same one: a `.wps` is built like a `.doc`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Pdf,
    Ofd,
    OldWord,
    Word,
    OldSheet,
    Sheet,
    OldSlides,
    Slides,
    Jpeg,
    Png,
    Zip,
    Text,
}

impl Shape {
    /// What people call it.
    fn label(self) -> &'static str {
        match self {
            Shape::Pdf => "PDF",
            Shape::Ofd => "OFD",
            Shape::OldWord => "旧版 Word 或 WPS 文字（.doc）",
            Shape::Word => "Word 文档（.docx）",
            Shape::OldSheet => "旧版 Excel 或 WPS 表格（.xls）",
            Shape::Sheet => "Excel 工作簿（.xlsx）",
            Shape::OldSlides => "旧版演示文稿（.ppt）",
            Shape::Slides => "演示文稿（.pptx）",
            Shape::Jpeg => "JPEG 图片",
            Shape::Png => "PNG 图片",
            Shape::Zip => "zip 压缩包",
            Shape::Text => "纯文本",
        }
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 15] = [
        Kind::Pdf,
        Kind::Ofd,
        Kind::Doc,
        Kind::Docx,
        Kind::Xls,
        Kind::Xlsx,
        Kind::Ppt,
        Kind::Pptx,
        Kind::Wps,
        Kind::Et,
        Kind::Jpeg,
        Kind::Png,
        Kind::Zip,
        Kind::Text,
        Kind::Csv,
    ];

    /// The endings that names of this kind have, without the dot, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Pdf => &["pdf"],
            Kind::Ofd => &["ofd"],
            Kind::Doc => &["doc"],
            Kind::Docx => &["docx"],
            Kind::Xls => &["xls"],
            Kind::Xlsx => &["xlsx"],
            Kind::Ppt => &["ppt"],
            Kind::Pptx => &["pptx"],
            Kind::Wps => &["wps"],
            Kind::Et => &["et"],
            Kind::Jpeg => &["jpg", "jpeg"],
            Kind::Png => &["png"],
            Kind::Zip => &["zip"],
            Kind::Text => &["txt"],
            Kind::Csv => &["csv"],
        }
    }

    /// The media type under which it is sent.
    pub fn media(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Ofd => "application/ofd",
            Kind::Doc => "application/msword",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Xls => "application/vnd.ms-excel",
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Ppt => "application/vnd.ms-powerpoint",
            Kind::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Kind::Wps => "application/wps-office.wps",
            Kind::Et => "application/wps-office.et",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::Zip => "application/zip",
            Kind::Text => "text/plain",
            Kind::Csv => "text/csv",
        }
    }

    /// The kind that is sent under a media type, as an attachment keeps it.
    pub fn of_media(media: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.media() == media)
    }

    /// The kind that a name promises.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` if names with this ending are not taken.
    pub fn promised(name: &FileName) -> Result<Kind> {
        let ending = name.ending();
        let found = Kind::ALL.into_iter().find(|kind| kind.endings().contains(&ending.as_str()));
        found.ok_or_else(|| Error::invalid("file", refusal::of_ending(name.as_str(), &ending)))
    }

    /// What the ending promises of the bytes.
    fn shape(self) -> Shape {
        match self {
            Kind::Pdf => Shape::Pdf,
            Kind::Ofd => Shape::Ofd,
            Kind::Doc | Kind::Wps => Shape::OldWord,
            Kind::Docx => Shape::Word,
            Kind::Xls | Kind::Et => Shape::OldSheet,
            Kind::Xlsx => Shape::Sheet,
            Kind::Ppt => Shape::OldSlides,
            Kind::Pptx => Shape::Slides,
            Kind::Jpeg => Shape::Jpeg,
            Kind::Png => Shape::Png,
            Kind::Zip => Shape::Zip,
            Kind::Text | Kind::Csv => Shape::Text,
        }
    }
}

/// What the bytes of `source` are, where that may be an attachment under this name. Reads all of it, a little at a time;
/// call it where waiting is allowed.
///
/// # Errors
/// [`Error::Invalid`] at `file` with one sentence on what it is instead; [`Error::Fault`] if it cannot be read.
pub fn inspect(source: &mut (impl Read + Seek), name: &FileName) -> Result<Kind> {
    let kind = Kind::promised(name)?;
    let refused = |refusal: Refusal| Error::invalid("file", refusal.sentence(name.as_str(), kind.shape()));
    let unread = failed("检查文件");
    let size = match source.seek(SeekFrom::End(0)) {
        Ok(size) => size,
        Err(error) => return Err(unread(error)),
    };
    match content::look(source, size) {
        Ok(Ok(shape)) if shape == kind.shape() => Ok(kind),
        Ok(Ok(shape)) => Err(refused(Refusal::Other(shape))),
        Ok(Err(refusal)) => Err(refused(refusal)),
        Err(error) => Err(unread(error)),
    }
}
