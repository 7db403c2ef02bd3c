//! `styles.xml`: the type of GB/T 9704-2012 as Word styles, so that a user changes a style and not every paragraph.

use super::Latin;
use super::body::{
    ANCHOR, ATTACHMENT_LABEL, BODY, CAPTION, CELL, CELL_HEAD, FLUSH, FOOTER, HEADINGS, IMPRINT, MARK, Style, TITLE,
};
use super::layout::{CONDENSED, LINE, SIZE_BODY, SIZE_MARK, SIZE_SMALL, SIZE_TABLE, SIZE_TITLE, indent};
use super::runs::{LINK_STYLE, fonts};
use crate::typefaces::Typeface;
use crate::xml::Xml;

/// The namespace of everything in these parts.
pub(super) const NAMESPACE: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");

/// What a style adds to the default one.
struct Added {
    style: Style,
    name: &'static str,
    size: &'static str,
    align: Option<&'static str>,
    first_line: bool,
    outline: Option<&'static str>,
    keep_next: bool,
    line: Option<(&'static str, &'static str)>,
    tabs: bool,
    latin: Option<Latin>,
}

impl Added {
    const fn new(style: Style, name: &'static str) -> Self {
        Self {
            style,
            name,
            size: SIZE_BODY,
            align: None,
            first_line: false,
            outline: None,
            keep_next: false,
            line: None,
            tabs: false,
            latin: None,
        }
    }

    const fn heading(position: usize, name: &'static str, outline: &'static str) -> Self {
        let [first, second, third, fourth] = HEADINGS;
        let style = match position {
            0 => first,
            1 => second,
            2 => third,
            _ => fourth,
        };
        Self { first_line: true, outline: Some(outline), keep_next: true, ..Self::new(style, name) }
    }
}

const STYLES: [Added; 14] = [
    Added { first_line: true, ..Added::new(BODY, "公文正文") },
    Added { size: SIZE_TITLE, align: Some("center"), ..Added::new(TITLE, "Title") },
    Added::heading(0, "heading 1", "0"),
    Added::heading(1, "heading 2", "1"),
    Added::heading(2, "heading 3", "2"),
    Added::heading(3, "heading 4", "3"),
    Added::new(ATTACHMENT_LABEL, "附件序号"),
    Added { size: SIZE_TABLE, align: Some("center"), keep_next: true, ..Added::new(CAPTION, "caption") },
    Added { size: SIZE_TABLE, align: Some("left"), line: Some(("340", "atLeast")), ..Added::new(CELL, "表格文字") },
    Added {
        size: SIZE_TABLE,
        align: Some("center"),
        line: Some(("340", "atLeast")),
        ..Added::new(CELL_HEAD, "表格标题行")
    },
    Added { size: SIZE_SMALL, align: Some("left"), tabs: true, ..Added::new(IMPRINT, "版记") },
    Added { size: "2", line: Some(("20", "exact")), ..Added::new(ANCHOR, "版记位置") },
    Added {
        size: SIZE_SMALL,
        line: Some(("400", "exact")),
        latin: Some(Latin::LikeText),
        ..Added::new(FOOTER, "footer")
    },
    Added { size: SIZE_MARK, align: Some("right"), line: Some(("340", "exact")), ..Added::new(MARK, "header") },
];

/// The part.
pub(super) fn part(latin: Latin) -> String {
    let mut xml = Xml::document();
    xml.element("w:styles", &[NAMESPACE], |xml| {
        defaults(xml, latin);
        normal(xml);
        xml.element(
            "w:style",
            &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")],
            |xml| {
                xml.value("w:name", "Default Paragraph Font");
                xml.empty("w:semiHidden", &[]);
            },
        );
        xml.element("w:style", &[("w:type", "character"), ("w:styleId", LINK_STYLE)], |xml| {
            xml.value("w:name", "公文链接")
        });
        table(xml);
        for added in &STYLES {
            style(xml, added, latin);
        }
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, latin: Latin) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml, Typeface::FangSong.name(), latin);
                xml.value("w:sz", SIZE_BODY);
                xml.value("w:szCs", SIZE_BODY);
                xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.empty("w:pPrDefault", &[]);
    });
}

/// The default style: 22 lines of 28 characters, and nothing that would take a line or a character out of them.
///
/// The section declares the grid, but paragraphs do not snap to it: LibreOffice gives a 16 pt character two cells of a
/// 15.79 pt grid. An exact line and slightly condensed type set the same page in Word, WPS and LibreOffice alike.
fn normal(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
        xml.value("w:name", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:widowControl", "0");
            // Word's default, written out: LibreOffice 7.4 lets punctuation hang unless it reads this.
            xml.value("w:overflowPunct", "1");
            xml.value("w:autoSpaceDE", "0");
            xml.value("w:autoSpaceDN", "0");
            xml.value("w:snapToGrid", "0");
            xml.empty("w:spacing", &[("w:before", "0"), ("w:after", "0"), ("w:line", LINE), ("w:lineRule", "exact")]);
            xml.value("w:jc", "both");
        });
        // The grid counts its cells in the size of this very style.
        xml.element("w:rPr", &[], |xml| {
            xml.value("w:spacing", CONDENSED);
            xml.value("w:sz", SIZE_BODY);
            xml.value("w:szCs", SIZE_BODY);
        });
    });
}

fn table(xml: &mut Xml) {
    xml.element("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")], |xml| {
        xml.value("w:name", "Normal Table");
        xml.empty("w:semiHidden", &[]);
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
        });
    });
}

fn style(xml: &mut Xml, added: &Added, latin: Latin) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", added.style.id)], |xml| {
        xml.value("w:name", added.name);
        xml.value("w:basedOn", "Normal");
        if added.outline.is_some() {
            xml.value("w:next", BODY.id);
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| paragraph(xml, added));
        xml.element("w:rPr", &[], |xml| {
            if added.style.face != FLUSH.face {
                fonts(xml, added.style.face.name(), added.latin.unwrap_or(latin));
            }
            if added.size != SIZE_BODY {
                xml.value("w:spacing", "0");
                xml.value("w:sz", added.size);
                xml.value("w:szCs", added.size);
            }
        });
    });
}

fn paragraph(xml: &mut Xml, added: &Added) {
    if added.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if added.tabs {
        // One character of 四号 short of the right edge.
        xml.element("w:tabs", &[], |xml| xml.empty("w:tab", &[("w:val", "right"), ("w:pos", "8564")]));
    }
    if let Some((line, rule)) = added.line {
        xml.empty("w:spacing", &[("w:line", line), ("w:lineRule", rule)]);
    }
    if added.first_line {
        let (characters, twips) = indent(4);
        xml.empty("w:ind", &[("w:firstLineChars", &characters), ("w:firstLine", &twips)]);
    }
    if let Some(align) = added.align {
        xml.value("w:jc", align);
    }
    if let Some(level) = added.outline {
        xml.value("w:outlineLvl", level);
    }
}
