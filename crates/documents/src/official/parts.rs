//! The small parts of the package: content types, relationships, settings, fonts, page numbers, the mark of page one.

use super::Latin;
use super::body::{FOOTER, MARK, Setting, properties};
use super::runs::{Links, Pen};
use super::styles::NAMESPACE;
use crate::typefaces::Typeface;
use crate::xml::Xml;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// A page number or header: relationship id, file, kind, and what it is for.
pub(super) struct Edge {
    pub(super) id: &'static str,
    pub(super) file: &'static str,
    pub(super) header: bool,
    pub(super) pages: &'static str,
}

/// Page numbers of odd and even pages.
pub(super) const FOOTERS: [Edge; 2] = [
    Edge { id: "footerOdd", file: "footer1.xml", header: false, pages: "default" },
    Edge { id: "footerEven", file: "footer2.xml", header: false, pages: "even" },
];
/// Page one of a document with a mark: the mark above, its page number below.
pub(super) const FIRST_PAGE: [Edge; 2] = [
    Edge { id: "headerFirst", file: "header1.xml", header: true, pages: "first" },
    Edge { id: "footerFirst", file: "footer1.xml", header: false, pages: "first" },
];

/// `[Content_Types].xml`.
pub(super) fn content_types(marked: bool) -> String {
    let mut xml = Xml::document();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        xml.empty(
            "Default",
            &[("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml")],
        );
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        part("/word/styles.xml", &format!("{WORD}.styles+xml"));
        part("/word/settings.xml", &format!("{WORD}.settings+xml"));
        part("/word/fontTable.xml", &format!("{WORD}.fontTable+xml"));
        part("/word/footer1.xml", &format!("{WORD}.footer+xml"));
        part("/word/footer2.xml", &format!("{WORD}.footer+xml"));
        if marked {
            part("/word/header1.xml", &format!("{WORD}.header+xml"));
        }
        part("/docProps/core.xml", CORE);
    });
    xml.finish()
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> String {
    relationships(|xml| {
        relationship(xml, "document", &format!("{OFFICE}/officeDocument"), "word/document.xml", false);
        relationship(
            xml,
            "core",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
            false,
        );
    })
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relationships(marked: bool, links: &Links) -> String {
    relationships(|xml| {
        for part in ["styles", "settings", "fontTable"] {
            relationship(xml, part, &format!("{OFFICE}/{part}"), &format!("{part}.xml"), false);
        }
        for edge in FOOTERS.iter().chain(FIRST_PAGE.iter().filter(|_| marked)) {
            let kind = if edge.header { "header" } else { "footer" };
            relationship(xml, edge.id, &format!("{OFFICE}/{kind}"), edge.file, false);
        }
        for (id, target) in links.all() {
            relationship(xml, &id, &format!("{OFFICE}/hyperlink"), target, true);
        }
    })
}

fn relationships(inside: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::document();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], inside);
    xml.finish()
}

fn relationship(xml: &mut Xml, id: &str, kind: &str, target: &str, external: bool) {
    let mut attributes = vec![("Id", id), ("Type", kind), ("Target", target)];
    if external {
        attributes.push(("TargetMode", "External"));
    }
    xml.empty("Relationship", &attributes);
}

/// `word/settings.xml`: odd and even pages differ, punctuation keeps its full cell.
pub(super) fn settings() -> String {
    let mut xml = Xml::document();
    xml.element("w:settings", &[NAMESPACE], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "632");
        xml.empty("w:evenAndOddHeaders", &[]);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            for flag in [
                "spaceForUL",
                "balanceSingleByteDoubleByteWidth",
                "doNotLeaveBackslashAlone",
                "ulTrailSpace",
                "doNotExpandShiftReturn",
                "adjustLineHeightInTable",
                "useFELayout",
            ] {
                xml.empty(&format!("w:{flag}"), &[]);
            }
            let word = "http://schemas.microsoft.com/office/word";
            xml.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", word), ("w:val", "15")]);
        });
        xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    });
    xml.finish()
}

/// `word/fontTable.xml`: every font by name, with the name to try where it is absent.
pub(super) fn font_table() -> String {
    let mut xml = Xml::document();
    xml.element("w:fonts", &[NAMESPACE], |xml| {
        for face in Typeface::ALL {
            xml.element("w:font", &[("w:name", face.name())], |xml| {
                if face.wide_name() != face.name() {
                    xml.value("w:altName", face.wide_name());
                }
                xml.value("w:charset", "86");
                xml.value("w:family", if face == Typeface::Hei { "swiss" } else { "roman" });
                xml.value("w:pitch", "default");
            });
        }
    });
    xml.finish()
}

/// A page number `— 1 —`: odd pages to the right, even pages to the left, one character in.
pub(super) fn footer(even: bool) -> String {
    let mut xml = Xml::document();
    let (side, characters, align) =
        if even { ("w:left", "w:leftChars", "left") } else { ("w:right", "w:rightChars", "right") };
    let setting = Setting {
        indent: vec![(characters, "100".to_owned()), (side, "280".to_owned())],
        align: Some(align),
        ..Setting::default()
    };
    // 宋体 digits, whatever the face of digits in the text.
    let pen = Pen { face: FOOTER.face, latin: Latin::LikeText };
    xml.element("w:ftr", &[NAMESPACE], |xml| {
        xml.element("w:p", &[], |xml| {
            properties(xml, FOOTER, &setting);
            pen.words(xml, "— ");
            xml.element("w:fldSimple", &[("w:instr", " PAGE ")], |xml| pen.words(xml, if even { "2" } else { "1" }));
            pen.words(xml, " —");
        });
    });
    xml.finish()
}

/// The mark at the top of page one.
pub(super) fn header(mark: &str, latin: Latin) -> String {
    let mut xml = Xml::document();
    xml.element("w:hdr", &[NAMESPACE], |xml| {
        xml.element("w:p", &[], |xml| {
            properties(xml, MARK, &Setting::default());
            Pen { face: MARK.face, latin }.words(xml, mark);
        });
    });
    xml.finish()
}

/// `docProps/core.xml`: the title, which readers and screen readers announce.
pub(super) fn core(title: &str, issuer: Option<&str>) -> String {
    let mut xml = Xml::document();
    let names = [
        ("xmlns:cp", &*format!("{PACKAGE}/metadata/core-properties")),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.element("dc:title", &[], |xml| xml.words(title));
        if let Some(issuer) = issuer {
            xml.element("dc:creator", &[], |xml| xml.words(issuer));
        }
        xml.element("dc:language", &[], |xml| xml.words("zh-CN"));
    });
    xml.finish()
}
