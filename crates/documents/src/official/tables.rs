//! Tables: full width, black rules, a header row that repeats on every page.

use super::body::{CAPTION, CELL, CELL_HEAD, Setting, Style, Writer, properties};
use super::layout::{AREA_TWIPS, AREA_WIDTH};
use crate::typefaces::half_widths;
use crate::xml::Xml;

/// A column takes part in sharing the width with at least this many half characters, and at most [`WIDEST`].
const NARROWEST: usize = 4;
const WIDEST: usize = 40;

/// A table, its caption above it and an empty line below it.
pub(super) fn write(writer: &mut Writer<'_>, header: &[String], rows: &[Vec<String>], caption: Option<&str>) {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or(0);
    if columns == 0 {
        return;
    }
    if let Some(caption) = caption {
        writer.words(CAPTION, Setting::default(), caption);
    } else if writer.new_page {
        writer.blank(1);
    }
    let widths = widths(columns, header, rows);
    let (head, cell) = (writer.pen(CELL_HEAD), writer.pen(CELL));
    writer.xml.element("w:tbl", &[], |xml| {
        frame(xml, &widths);
        if !header.is_empty() {
            row(xml, &widths, true, header, |xml, words| {
                paragraph(xml, CELL_HEAD, None, |xml| head.words(xml, words));
            });
        }
        for cells in rows {
            row(xml, &widths, false, cells, |xml, words| {
                let align = is_number(words).then_some("right");
                paragraph(xml, CELL, align, |xml| cell.words(xml, words));
            });
        }
    });
    // Keeps two tables apart, which Word would join.
    writer.blank(1);
}

fn frame(xml: &mut Xml, widths: &[String]) {
    xml.element("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", AREA_WIDTH), ("w:type", "dxa")]);
        xml.value("w:jc", "center");
        let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
        fixed(xml, &sides.map(|side| (side, "4")), "85");
    });
    grid(xml, widths);
}

/// The end of `w:tblPr`: black rules with their thickness in eighths of a point, fixed widths, margins beside the text.
pub(super) fn fixed(xml: &mut Xml, rules: &[(&str, &str)], margin: &str) {
    xml.element("w:tblBorders", &[], |xml| {
        for (side, eighths) in rules {
            xml.empty(side, &[("w:val", "single"), ("w:sz", eighths), ("w:space", "0"), ("w:color", "000000")]);
        }
    });
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.element("w:tblCellMar", &[], |xml| {
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", margin), ("w:type", "dxa")]);
        }
    });
}

/// `w:tblGrid`.
pub(super) fn grid(xml: &mut Xml, widths: &[String]) {
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
    });
}

fn row(xml: &mut Xml, widths: &[String], heads: bool, cells: &[String], write: impl Fn(&mut Xml, &str)) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if heads {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (position, width) in widths.iter().enumerate() {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                    xml.value("w:vAlign", "center");
                });
                write(xml, cells.get(position).map_or("", String::as_str));
            });
        }
    });
}

fn paragraph(xml: &mut Xml, style: Style, align: Option<&'static str>, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        properties(xml, style, &Setting { align, ..Setting::default() });
        inside(xml);
    });
}

/// The type area shared out by the longest line of each column.
fn widths(columns: usize, header: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let wish = |column: usize| {
        let cells =
            rows.iter().chain([&header.to_vec()]).filter_map(|row| row.get(column)).map(|cell| half_widths(cell)).max();
        cells.unwrap_or(0).clamp(NARROWEST, WIDEST) + 1
    };
    let wishes: Vec<usize> = (0..columns).map(wish).collect();
    let sum: usize = wishes.iter().sum();
    let mut left = AREA_TWIPS;
    let mut share: Vec<usize> = wishes
        .iter()
        .map(|wish| {
            let width = AREA_TWIPS * wish / sum.max(1);
            left = left.saturating_sub(width);
            width
        })
        .collect();
    if let Some(last) = share.last_mut() {
        *last += left;
    }
    share.iter().map(ToString::to_string).collect()
}

/// Whether a cell reads as a number and is set flush right.
pub(super) fn is_number(words: &str) -> bool {
    let words = words.trim();
    let digits = words.trim_end_matches(['%', '‰']).trim_start_matches(['-', '+', '−']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}
