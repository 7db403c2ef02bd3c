//! 目录: what is in the package, for people (HTML) and for other programs (CSV).

use askama::Template;
use storage::{Error, Result};
use vocabulary::Day;

use crate::Digest;

/// The index of a package.
pub(super) struct Index {
    pub(super) title: String,
    pub(super) on: Day,
    pub(super) lines: Vec<Line>,
}

/// A paper of the package.
pub(super) struct Line {
    pub(super) number: usize,
    /// Its path in the package.
    pub(super) place: String,
    pub(super) folder: String,
    /// Its name as it was given.
    pub(super) name: String,
    /// Bytes.
    pub(super) size: u64,
    pub(super) digest: Digest,
    pub(super) dated: Option<Day>,
    pub(super) provenance: String,
}

#[derive(Template)]
#[template(path = "package/index.html")]
struct Page<'a> {
    index: &'a Index,
}

impl Index {
    /// For people: a page without anything from elsewhere, whose links open the papers beside it.
    pub(super) fn html(&self) -> Result<String> {
        Page { index: self }.render().map_err(|error| Error::Fault(format!("生成归档目录: {error}")))
    }

    /// For other programs, as Excel opens it: UTF-8 with its mark, CRLF, and no text that would run as a formula.
    pub(super) fn csv(&self) -> String {
        let mut text = String::from("\u{feff}序号,文件夹,文件名,包内路径,页数,大小(字节),SM3,日期,来源\r\n");
        for line in &self.lines {
            let fields = [
                line.number.to_string(),
                quoted(&line.folder),
                quoted(&line.name),
                quoted(&line.place),
                // Nobody has counted them: an archivist fills them in.
                String::new(),
                line.size.to_string(),
                line.digest.to_string(),
                line.dated(),
                quoted(&line.provenance),
            ];
            text.push_str(&fields.join(","));
            text.push_str("\r\n");
        }
        text
    }

    /// All papers together, in bytes.
    fn size(&self) -> String {
        vocabulary::grouped(self.lines.iter().map(|line| line.size).sum::<u64>().try_into().unwrap_or(i64::MAX))
    }
}

impl Line {
    fn dated(&self) -> String {
        self.dated.map(|day| day.to_string()).unwrap_or_default()
    }

    fn bytes(&self) -> String {
        vocabulary::grouped(self.size.try_into().unwrap_or(i64::MAX))
    }

    /// The path as a link beside the index.
    fn address(&self) -> String {
        crate::xml::link_target(&format!("./{}", self.place.replace('%', "%25").replace('#', "%23")))
            .unwrap_or_default()
    }
}

/// A field in quotes; an apostrophe before what Excel would run.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}
