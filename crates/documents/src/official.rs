//! The document model: what an official document says, without a word about how it is set.

mod body;
mod closing;
mod docx;
mod html;
mod layout;
mod parts;
mod plain;
mod runs;
mod styles;
mod tables;
#[cfg(test)]
mod tests;

use vocabulary::Day;

use crate::DocumentError;

/// An official document (公文) as GB/T 9704-2012 knows it; every part but the title may be absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfficialDocument {
    /// 标题, one entry a line: lines break where the meaning breaks.
    pub title: Vec<String>,
    /// 发文字号, such as `区科字〔2022〕5号`; other brackets are turned into 〔〕.
    pub number: Option<String>,
    /// 主送机关, without the colon.
    pub addressee: Option<String>,
    /// 正文.
    pub body: Vec<Block>,
    /// 附件说明: the names of the attachments, unnumbered.
    pub attachments_note: Vec<String>,
    /// 发文机关署名.
    pub issuer: Option<String>,
    /// 成文日期.
    pub date: Option<Day>,
    /// 附注, with or without its brackets.
    pub note: Option<String>,
    /// A small mark at the top right of page one, such as 示例数据.
    pub draft_mark: Option<String>,
    /// 附件: each starts on a page of its own behind the document.
    pub attachments: Vec<Attachment>,
    /// 版记 at the foot of the last page.
    pub imprint: Option<Imprint>,
    /// How name and date stand.
    pub signature: Signature,
    /// The face of Latin letters and digits.
    pub latin: Latin,
}

/// A piece of the body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading with its number written out: `一、`, `(一)`, `1.`, `(1)`.
    Heading {
        /// 1 to 4; anything else is drawn to the nearest.
        level: u8,
        /// The words of the heading, number included.
        spans: Vec<Span>,
    },
    /// A paragraph of body text.
    Paragraph(Vec<Span>),
    /// A table whose header row repeats on every page.
    Table {
        /// Column headings.
        header: Vec<String>,
        /// Rows; short ones are filled up with empty cells.
        rows: Vec<Vec<String>>,
        /// 表题 above the table.
        caption: Option<String>,
    },
    /// What follows starts on a new page.
    PageBreak,
}

/// A stretch of text within a paragraph or heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain words.
    Text(String),
    /// A level-2 heading sentence that runs into its paragraph (`(一)标题。正文……`), set in 楷体.
    LeadIn(String),
    /// A number that links to the list it was counted from.
    Figure {
        /// The number as shown.
        text: String,
        /// Where the list is: an absolute or relative URL.
        address: String,
        /// Code of the figure in the catalogue.
        code: String,
    },
    /// A gap, shown highlighted in yellow: usually `【待补】`, which an empty string stands for.
    Missing(String),
    /// Bold words.
    Strong(String),
}

/// 附件: its own title and body, on new pages with the page numbers running on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attachment {
    /// Title lines.
    pub title: Vec<String>,
    /// The body.
    pub body: Vec<Block>,
}

/// 版记: who else receives the document, who printed it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Imprint {
    /// 抄送机关; none leaves the line out.
    pub copied_to: Vec<String>,
    /// 印发机关.
    pub printed_by: String,
    /// 印发日期.
    pub printed_on: Day,
}

/// Whether room is laid out for a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signature {
    /// No seal: the name stands two characters from the right, the date two to the right of the name.
    #[default]
    Unsealed,
    /// With a seal: the date stands four characters from the right, the name centred above it.
    Sealed,
}

/// The face of Latin letters and digits: a habit that differs from place to place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Latin {
    /// The face of the Chinese text around them, as the standard reads.
    #[default]
    LikeText,
    /// Times New Roman.
    TimesNewRoman,
}

/// What a gap says when nothing else is given.
pub(crate) const GAP: &str = "【待补】";

impl OfficialDocument {
    /// The document as a `.docx` set to GB/T 9704-2012.
    ///
    /// Fonts are named, never embedded. The same document gives the same bytes.
    pub fn to_docx(&self) -> Result<Vec<u8>, DocumentError> {
        docx::write(self)
    }

    /// The document as an HTML fragment: semantic headings, each figure a link, each gap a `<mark>`; everything escaped.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::fragment(self)
    }

    /// The words alone, a line a paragraph.
    #[must_use]
    pub fn plain_text(&self) -> String {
        plain::text(self)
    }
}

impl Span {
    /// The words of the span as they are shown.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Missing(words) if words.is_empty() => GAP,
            Self::Text(words)
            | Self::LeadIn(words)
            | Self::Strong(words)
            | Self::Missing(words)
            | Self::Figure { text: words, .. } => words,
        }
    }
}

impl Attachment {
    /// `附件` for an only attachment, `附件2` for the second of several.
    pub(crate) fn label(position: usize, of: usize) -> String {
        if of > 1 { format!("附件{}", position + 1) } else { "附件".to_owned() }
    }
}

/// 发文字号 with the hexagonal brackets the standard asks for, whatever brackets were typed.
pub(crate) fn document_number(number: &str) -> String {
    number
        .chars()
        .map(|c| match c {
            '(' | '\u{ff08}' | '[' | '\u{ff3b}' | '【' => '〔',
            ')' | '\u{ff09}' | ']' | '\u{ff3d}' | '】' => '〕',
            other => other,
        })
        .collect()
}

/// 附注 in its full-width brackets.
pub(crate) fn bracketed(note: &str) -> String {
    let words = note.trim();
    let inner =
        words.strip_prefix(['(', '\u{ff08}']).and_then(|rest| rest.strip_suffix([')', '\u{ff09}'])).unwrap_or(words);
    format!("\u{ff08}{inner}\u{ff09}")
}

/// 附件说明, one line each: number (none for an only attachment) and name without closing punctuation.
pub(crate) fn attachment_lines(names: &[String]) -> Vec<(String, String)> {
    let number = |position: usize| if names.len() > 1 { format!("{}.", position + 1) } else { String::new() };
    names
        .iter()
        .enumerate()
        .map(|(position, name)| {
            (
                number(position),
                name.trim().trim_end_matches(['。', '、', '.', ';', ',', '\u{ff1b}', '\u{ff0c}']).to_owned(),
            )
        })
        .collect()
}

/// 主送机关 with its full-width colon.
pub(crate) fn addressed(addressee: &str) -> String {
    format!("{}\u{ff1a}", addressee.trim_end_matches([':', '\u{ff1a}']))
}

impl Imprint {
    /// `抄送:甲,乙。`, or nothing when nobody gets a copy.
    pub(crate) fn copies(&self) -> Option<String> {
        (!self.copied_to.is_empty()).then(|| format!("抄送\u{ff1a}{}。", self.copied_to.join("\u{ff0c}")))
    }

    /// `2022年8月8日印发`.
    pub(crate) fn printed(&self) -> String {
        format!("{}印发", self.printed_on.chinese())
    }
}

/// What is there, unless it is blank.
pub(crate) fn present(words: Option<&String>) -> Option<&str> {
    words.map(String::as_str).filter(|words| !words.trim().is_empty())
}
