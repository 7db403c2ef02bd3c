//! A docx package that somebody else made: opened with suspicion, rewritten with nothing else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::DocumentError;
use crate::packed::{MOST_ENTRIES, MOST_RATIO, Unsound, check};

/// Everything unpacked.
const MOST_BYTES: u64 = 256 << 20;
/// One XML part unpacked; a thousand pages of text stay below a tenth of it.
const MOST_PART_BYTES: u64 = 48 << 20;
/// How an OLE file begins: a binary `.doc`, or a docx encrypted with a password.
const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// An opened package that keeps within the limits.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens the package and checks what it claims before unpacking anything.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        if bytes.starts_with(&OLE) {
            return Err(DocumentError::OldOrLocked);
        }
        if bytes.is_empty() {
            return Err(not_docx("文件是空的"));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        check(&mut zip, packed, MOST_BYTES).map_err(|unsound| match unsound {
            Unsound::Unreadable(error) => unreadable(error),
            Unsound::TooMany => too_large("内部文件个数", format!("{MOST_ENTRIES} 个")),
            Unsound::Ambiguous => not_docx("内部文件重名或互相重叠"),
            Unsound::Locked => DocumentError::OldOrLocked,
            Unsound::TooLarge => too_large("总大小", megabytes(MOST_BYTES)),
            Unsound::TooDense => too_large("压缩比", format!("{MOST_RATIO} 倍")),
        })?;
        Ok(Self { zip })
    }

    /// Whether the package has the part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part, or nothing when the package has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        let mut bytes = Vec::new();
        // What an entry claims may be a lie: the limit holds for what comes out.
        let read = entry.take(MOST_PART_BYTES + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > MOST_PART_BYTES {
            return Err(too_large(name, megabytes(MOST_PART_BYTES)));
        }
        read.map_err(|error| unreadable(ZipError::Io(error)))?;
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| DocumentError::BadXml { part: name.to_owned(), reason: "不是 UTF-8 编码".to_owned() })
    }

    /// The names of all parts.
    pub(crate) fn names(&self) -> Result<Vec<String>, DocumentError> {
        self.zip.file_names().map(|name| name.map(std::borrow::Cow::into_owned).map_err(unreadable)).collect()
    }

    /// The package with some parts replaced and some left out; every other entry is copied as it is, still packed.
    pub(crate) fn with(
        mut self,
        changed: &BTreeMap<String, String>,
        left_out: &BTreeSet<String>,
    ) -> Result<Vec<u8>, DocumentError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for position in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(position).map_err(unreadable)?;
            let name = entry.name().map_err(unreadable)?.into_owned();
            match changed.get(&name) {
                _ if left_out.contains(&name) => {}
                None => out.raw_copy_file(entry)?,
                Some(text) => {
                    let options = SimpleFileOptions::default()
                        .compression_method(CompressionMethod::Deflated)
                        .last_modified_time(entry.last_modified().unwrap_or_default());
                    drop(entry);
                    out.start_file(name, options)?;
                    out.write_all(text.as_bytes()).map_err(DocumentError::io("写入 .docx "))?;
                }
            }
        }
        Ok(out.finish()?.into_inner())
    }
}

fn not_docx(reason: &str) -> DocumentError {
    DocumentError::NotDocx { reason: reason.to_owned() }
}

fn too_large(what: &str, limit: String) -> DocumentError {
    DocumentError::TooLarge { what: what.to_owned(), limit }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}

fn unreadable(error: ZipError) -> DocumentError {
    tracing::debug!(%error, "a docx package could not be read");
    not_docx(match error {
        ZipError::Io(_) => "内容读到一半断开或校验不符",
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => "使用了 Word 不用的压缩方式",
        ZipError::InvalidPassword => return DocumentError::OldOrLocked,
        _ => "压缩包结构不完整",
    })
}
