//! Tables: full width, black rules, a header row that repeats on every page.

use super::body::{CAPTION, CELL, CELL_HEAD, Setting, Style, Writer, properties};
use super::layout::{AREA_TWIPS, AREA_WIDTH};
use crate::typefaces::half_widths;
use crate::xml::Xml;

/// A column asks for room for at least this many half characters, and at most [`WIDEST`].
const NARROWEST: usize = 4;
const WIDEST: usize = 40;
/// Words of so many half characters are not broken while others have room to give: 金额(万元), names of people.
const UNBROKEN: usize = 14;

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

/// The type area shared out by the longest line of each column, short columns first.
fn widths(columns: usize, header: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)).chain(header.get(column));
    let longest = |column: usize| cells(column).map(|cell| half_widths(cell)).max().unwrap_or(0);
    let wishes: Vec<usize> = (0..columns).map(|column| room(longest(column).clamp(NARROWEST, WIDEST))).collect();
    let least = |wish: usize| wish.min(room(UNBROKEN));
    let mut settled = vec![false; columns];
    loop {
        let sum = |of_settled: bool, measure: &dyn Fn(usize) -> usize| -> usize {
            let of = settled.iter().zip(&wishes).filter(|(is_settled, _)| **is_settled == of_settled);
            of.map(|(_, wish)| measure(*wish)).sum()
        };
        let (left, open) = (AREA_TWIPS.saturating_sub(sum(true, &least)), sum(false, &|wish| wish).max(1));
        let width = |is_settled: bool, wish: usize| if is_settled { least(wish) } else { left * wish / open };
        let widths: Vec<usize> = settled.iter().zip(&wishes).map(|(settled, wish)| width(*settled, *wish)).collect();
        let short: Vec<bool> = widths.iter().zip(&wishes).map(|(width, wish)| *width < least(*wish)).collect();
        if !short.contains(&true) {
            return whole(&widths);
        }
        for (is_settled, is_short) in settled.iter_mut().zip(short) {
            *is_settled |= is_short;
        }
    }
}

/// The room that so many half characters of 小四 take in a cell, margins included, in twips.
fn room(half_characters: usize) -> usize {
    half_characters * 120 + 200
}

/// The same widths stretched or squeezed to fill the type area.
fn whole(widths: &[usize]) -> Vec<String> {
    let sum: usize = widths.iter().sum::<usize>().max(1);
    let mut share: Vec<usize> = widths.iter().map(|width| AREA_TWIPS * width / sum).collect();
    let left = AREA_TWIPS.saturating_sub(share.iter().sum());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(header: &[&str], row: &[&str]) -> Vec<usize> {
        let cells = |words: &[&str]| words.iter().map(|words| (*words).to_owned()).collect::<Vec<String>>();
        let widths = widths(header.len(), &cells(header), &[cells(row)]);
        widths.iter().map(|width| width.parse().unwrap()).collect()
    }

    #[test]
    fn short_columns_are_as_wide_as_their_words_and_long_ones_share_the_rest() {
        let long = "高强度工业陶瓷膜材料制备关键技术研究与产业化应用示范";
        let header = ["序号", "项目名称", "承担单位", "负责人", "金额（万元）"];
        let widths = shared(&header, &["1", long, "湘东工业陶瓷有限公司", "欧阳建国", "12.50"]);
        assert_eq!(widths.iter().sum::<usize>(), AREA_TWIPS);
        let fits =
            |column: usize, words: &str| assert!(widths[column] >= room(half_widths(words)) - 1, "{words}: {widths:?}");
        for (column, words) in [(0, "序号"), (3, "欧阳建国"), (4, "金额（万元）")] {
            fits(column, words);
        }
        assert!(widths[1] > widths[2] && widths[2] > widths[4], "{widths:?}");
    }

    #[test]
    fn every_table_fills_the_type_area_and_every_column_shows() {
        for columns in [1, 2, 3, 7, 12, 30] {
            for words in ["", "金额（万元）", &"长".repeat(200)] {
                let widths = shared(&vec![words; columns], &vec!["1"; columns]);
                assert_eq!(widths.iter().sum::<usize>(), AREA_TWIPS, "{columns} × {words}");
                assert!(widths.iter().all(|width| *width >= AREA_TWIPS / columns / 2), "{widths:?}");
            }
        }
    }
}
