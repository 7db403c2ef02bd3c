//! The docx package: `document.xml` and its companions, zipped.
//!
//! Written without a docx library: the standard needs the character grid, two page-number parts, repeated table
//! headings and East Asian spacing switches, and the same bytes for the same document.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::body::{ATTACHMENT_LABEL, FLUSH, Setting, Writer};
use super::layout::{BOTTOM, CHARACTER_SPACE, FOOTER, HEADER, LEFT, LINE, PAGE, RIGHT, TOP};
use super::parts::{self, Edge, FIRST_PAGE, FOOTERS};
use super::runs::Links;
use super::styles::{self, NAMESPACE};
use super::{Attachment, OfficialDocument, addressed, closing, document_number, present};
use crate::DocumentError;
use crate::xml::Xml;

/// The document as the bytes of a `.docx`.
pub(super) fn write(document: &OfficialDocument) -> Result<Vec<u8>, DocumentError> {
    let mut links = Links::default();
    let body = document_part(document, &mut links);
    let mark = present(document.draft_mark.as_ref());
    let marked = mark.is_some();
    let mut files = vec![
        ("[Content_Types].xml", parts::content_types(marked)),
        ("_rels/.rels", parts::package_relationships()),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", parts::document_relationships(marked, &links)),
        ("word/styles.xml", styles::part(document.latin)),
        ("word/settings.xml", parts::settings()),
        ("word/fontTable.xml", parts::font_table()),
        ("word/footer1.xml", parts::footer(false)),
        ("word/footer2.xml", parts::footer(true)),
        ("docProps/core.xml", parts::core(&document.title.concat(), document.issuer.as_deref())),
    ];
    if let Some(mark) = mark {
        files.push(("word/header1.xml", parts::header(mark, document.latin)));
    }
    pack(&files)
}

fn pack(files: &[(&str, String)]) -> Result<Vec<u8>, DocumentError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, options)?;
        zip.write_all(content.as_bytes()).map_err(DocumentError::io("写入 .docx "))?;
    }
    Ok(zip.finish()?.into_inner())
}

/// `word/document.xml`.
pub(super) fn document_part(document: &OfficialDocument, links: &mut Links) -> String {
    let mut xml = Xml::document();
    let names = [NAMESPACE, ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")];
    xml.element("w:document", &names, |xml| {
        xml.element("w:body", &[], |xml| {
            let mut writer = Writer { xml, links, latin: document.latin, new_page: false };
            opening(&mut writer, document);
            writer.blocks(&document.body);
            closing::attachments_note(&mut writer, &document.attachments_note);
            closing::signature(&mut writer, document);
            closing::note(&mut writer, document.note.as_ref());
            for (position, attachment) in document.attachments.iter().enumerate() {
                add(&mut writer, attachment, &Attachment::label(position, document.attachments.len()));
            }
            closing::imprint(&mut writer, document.imprint.as_ref());
            section(xml, present(document.draft_mark.as_ref()).is_some());
        });
    });
    xml.finish()
}

/// 发文字号, 标题 and 主送机关.
fn opening(writer: &mut Writer<'_>, document: &OfficialDocument) {
    if let Some(number) = present(document.number.as_ref()) {
        writer.words(FLUSH, Setting { align: Some("center"), ..Setting::default() }, &document_number(number));
        writer.blank(2);
    }
    writer.title(&document.title);
    if let Some(addressee) = present(document.addressee.as_ref()) {
        writer.words(FLUSH, Setting::default(), &addressed(addressee));
    }
}

/// 附件 on a page of its own: label on the first line, title on the third.
fn add(writer: &mut Writer<'_>, attachment: &Attachment, label: &str) {
    writer.new_page = true;
    writer.words(ATTACHMENT_LABEL, Setting::default(), label);
    writer.blank(1);
    writer.title(&attachment.title);
    writer.blocks(&attachment.body);
}

/// Page, margins, page numbers and the grid.
fn section(xml: &mut Xml, marked: bool) {
    let reference = |xml: &mut Xml, edge: &Edge| {
        let name = if edge.header { "w:headerReference" } else { "w:footerReference" };
        xml.empty(name, &[("w:type", edge.pages), ("r:id", edge.id)]);
    };
    xml.element("w:sectPr", &[], |xml| {
        for edge in FIRST_PAGE.iter().filter(|_| marked).chain(&FOOTERS) {
            reference(xml, edge);
        }
        xml.empty("w:pgSz", &[("w:w", PAGE.0), ("w:h", PAGE.1)]);
        let margins = [
            ("w:top", TOP),
            ("w:right", RIGHT),
            ("w:bottom", BOTTOM),
            ("w:left", LEFT),
            ("w:header", HEADER),
            ("w:footer", FOOTER),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
        xml.empty("w:cols", &[("w:space", "720")]);
        if marked {
            xml.empty("w:titlePg", &[]);
        }
        xml.empty("w:docGrid", &[("w:type", "linesAndChars"), ("w:linePitch", LINE), ("w:charSpace", CHARACTER_SPACE)]);
    });
}
