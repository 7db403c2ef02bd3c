//! Paragraphs, headings and page breaks.

use super::runs::{Links, Pen};
use super::tables;
use super::{Block, Latin};
use crate::typefaces::Typeface;
use crate::xml::Xml;

/// A paragraph style by the id that styles.xml gives it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// `w:styleId`; empty for the default style.
    pub(super) id: &'static str,
    /// The typeface it sets.
    pub(super) face: Typeface,
}

/// 正文 without indent: the default.
pub(super) const FLUSH: Style = Style { id: "", face: Typeface::FangSong };
/// 正文 with its first line indented by two characters.
pub(super) const BODY: Style = Style { id: "OfficialBody", face: Typeface::FangSong };
/// 标题.
pub(super) const TITLE: Style = Style { id: "Title", face: Typeface::Title };
/// Headings of the four levels.
pub(super) const HEADINGS: [Style; 4] = [
    Style { id: "Heading1", face: Typeface::Hei },
    Style { id: "Heading2", face: Typeface::Kai },
    Style { id: "Heading3", face: Typeface::FangSong },
    Style { id: "Heading4", face: Typeface::FangSong },
];
/// `附件1` at the top of an attachment.
pub(super) const ATTACHMENT_LABEL: Style = Style { id: "AttachmentLabel", face: Typeface::Hei };
/// 表题.
pub(super) const CAPTION: Style = Style { id: "Caption", face: Typeface::Hei };
/// A cell of a table.
pub(super) const CELL: Style = Style { id: "TableText", face: Typeface::FangSong };
/// A cell of a table's header row.
pub(super) const CELL_HEAD: Style = Style { id: "TableHead", face: Typeface::Hei };
/// 版记.
pub(super) const IMPRINT: Style = Style { id: "Imprint", face: Typeface::FangSong };
/// A paragraph that takes no room, for 版记 to hold on to.
pub(super) const ANCHOR: Style = Style { id: "ImprintAnchor", face: Typeface::FangSong };
/// Page number.
pub(super) const FOOTER: Style = Style { id: "Footer", face: Typeface::Song };
/// The mark at the top of page one.
pub(super) const MARK: Style = Style { id: "Header", face: Typeface::Hei };

/// Direct formatting that a paragraph adds to its style, in the order the schema asks for.
#[derive(Default)]
pub(super) struct Setting {
    /// `w:keepNext`.
    pub(super) keep_next: bool,
    /// `w:pageBreakBefore`.
    pub(super) new_page: bool,
    /// `w:ind` attributes.
    pub(super) indent: Vec<(&'static str, String)>,
    /// `w:jc`.
    pub(super) align: Option<&'static str>,
}

/// Writes the paragraphs of a document in order.
pub(super) struct Writer<'a> {
    pub(super) xml: &'a mut Xml,
    pub(super) links: &'a mut Links,
    pub(super) latin: Latin,
    /// The next paragraph starts a page.
    pub(super) new_page: bool,
}

impl Writer<'_> {
    /// A pen for paragraphs of the style.
    pub(super) fn pen(&self, style: Style) -> Pen {
        Pen { face: style.face, latin: self.latin }
    }

    /// A paragraph whose content `inside` writes.
    pub(super) fn paragraph(&mut self, style: Style, setting: Setting, inside: impl FnOnce(&mut Xml, &mut Links)) {
        let setting = Setting { new_page: setting.new_page || std::mem::take(&mut self.new_page), ..setting };
        let links = &mut *self.links;
        self.xml.element("w:p", &[], |xml| {
            properties(xml, style, &setting);
            inside(xml, links);
        });
    }

    /// A paragraph of plain words.
    pub(super) fn words(&mut self, style: Style, setting: Setting, words: &str) {
        let pen = self.pen(style);
        self.paragraph(style, setting, |xml, _| pen.words(xml, words));
    }

    /// Empty lines.
    pub(super) fn blank(&mut self, lines: usize) {
        for _ in 0..lines {
            self.paragraph(FLUSH, Setting::default(), |_, _| {});
        }
    }

    /// Title lines and the empty line below them: one paragraph with line breaks, so that it is one entry for readers.
    pub(super) fn title(&mut self, lines: &[String]) {
        if lines.iter().any(|line| !line.trim().is_empty()) {
            self.words(TITLE, Setting::default(), &lines.join("\n"));
            self.blank(1);
        }
    }

    /// The body.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, spans } => {
                    let style = heading(*level);
                    let pen = self.pen(style);
                    self.paragraph(style, Setting::default(), |xml, links| pen.spans(xml, spans, links));
                }
                Block::Paragraph(spans) => {
                    let pen = self.pen(BODY);
                    self.paragraph(BODY, Setting::default(), |xml, links| pen.spans(xml, spans, links));
                }
                Block::Table { header, rows, caption } => tables::write(self, header, rows, caption.as_deref()),
                Block::PageBreak => self.new_page = true,
            }
        }
    }
}

fn heading(level: u8) -> Style {
    let [first, second, third, fourth] = HEADINGS;
    match level {
        0 | 1 => first,
        2 => second,
        3 => third,
        _ => fourth,
    }
}

/// `w:pPr`.
pub(super) fn properties(xml: &mut Xml, style: Style, setting: &Setting) {
    xml.element("w:pPr", &[], |xml| {
        if !style.id.is_empty() {
            xml.value("w:pStyle", style.id);
        }
        if setting.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if setting.new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if !setting.indent.is_empty() {
            let attributes: Vec<(&str, &str)> =
                setting.indent.iter().map(|(name, value)| (*name, value.as_str())).collect();
            xml.empty("w:ind", &attributes);
        }
        if let Some(align) = setting.align {
            xml.value("w:jc", align);
        }
    });
}
