//! What follows the body: 附件说明, 署名 and 成文日期, 附注, 版记.

use super::body::{ANCHOR, BODY, FLUSH, IMPRINT, Setting, Writer, properties};
use super::layout::{AREA_WIDTH, LEFT, indent};
use super::tables::{fixed, grid};
use super::{Imprint, OfficialDocument, Signature, attachment_lines, bracketed, present};
use vocabulary::Day;

use crate::typefaces::half_widths;
use crate::xml::Xml;

/// 附件说明: an empty line, then one line an attachment, turned lines under the first character of the name.
pub(super) fn attachments_note(writer: &mut Writer<'_>, names: &[String]) {
    if names.is_empty() {
        return;
    }
    writer.blank(1);
    for (position, (number, name)) in attachment_lines(names).iter().enumerate() {
        let label = if position == 0 { "附件：" } else { "" };
        let hanging = half_widths(label) + half_widths(number);
        // Two characters in, then the three of the label, then the number.
        let left = 4 + half_widths("附件：") + half_widths(number);
        let setting = Setting {
            indent: both("w:left", left).into_iter().chain(both("w:hanging", hanging)).collect(),
            ..Setting::default()
        };
        writer.words(FLUSH, setting, &format!("{label}{number}{name}"));
    }
}

/// 署名 and 成文日期 below an empty line, kept together.
pub(super) fn signature(writer: &mut Writer<'_>, document: &OfficialDocument) {
    let issuer = present(document.issuer.as_ref());
    let date = document.date.map(Day::chinese);
    if issuer.is_none() && date.is_none() {
        return;
    }
    writer.paragraph(FLUSH, Setting { keep_next: true, ..Setting::default() }, |_, _| {});
    let (issuer_indent, date_indent) =
        right_indents(document.signature, issuer.unwrap_or_default(), date.as_deref().unwrap_or_default());
    if let Some(issuer) = issuer {
        writer.words(FLUSH, to_the_right(issuer_indent, date.is_some()), issuer);
    }
    if let Some(date) = date {
        writer.words(FLUSH, to_the_right(date_indent, false), &date);
    }
}

/// Distance of name and date from the right edge, in half characters.
fn right_indents(signature: Signature, issuer: &str, date: &str) -> (usize, usize) {
    let (issuer, date) = (half_widths(issuer), half_widths(date));
    match signature {
        Signature::Sealed => ((8 + date / 2).saturating_sub(issuer / 2), 8),
        Signature::Unsealed if date == 0 => (4, 4),
        Signature::Unsealed if issuer == 0 => (4, 8),
        // The date begins two characters right of the name; where that runs too far right, the name gives way.
        Signature::Unsealed if issuer >= date + 4 => (4, issuer - date),
        Signature::Unsealed => ((date + 8).saturating_sub(issuer), 4),
    }
}

fn to_the_right(half_characters: usize, keep_next: bool) -> Setting {
    Setting { keep_next, indent: both("w:right", half_characters).to_vec(), align: Some("right"), ..Setting::default() }
}

/// The attribute pair of an indent.
fn both(side: &'static str, half_characters: usize) -> [(&'static str, String); 2] {
    let (characters, twips) = indent(half_characters);
    let in_characters = match side {
        "w:left" => "w:leftChars",
        "w:right" => "w:rightChars",
        _ => "w:hangingChars",
    };
    [(in_characters, characters), (side, twips)]
}

/// 附注 in brackets, two characters in.
pub(super) fn note(writer: &mut Writer<'_>, note: Option<&String>) {
    if let Some(note) = present(note) {
        writer.words(BODY, Setting::default(), &bracketed(note));
    }
}

/// 版记: a table at the foot of the last page, heavy rules outside and light ones inside, text one character in.
pub(super) fn imprint(writer: &mut Writer<'_>, imprint: Option<&Imprint>) {
    let Some(imprint) = imprint else { return };
    let pen = writer.pen(IMPRINT);
    let label = half_widths("抄送：");
    let mut rows: Vec<(usize, String)> = imprint.copies().map(|copies| (label, copies)).into_iter().collect();
    rows.push((0, format!("{}\t{}", imprint.printed_by, imprint.printed())));
    writer.xml.element("w:tbl", &[], |xml| {
        place(xml);
        grid(xml, &[AREA_WIDTH.to_owned()]);
        for (hanging, words) in &rows {
            // Cells of 四号, which is 14 pt.
            let indent = [("w:left", 280 + hanging * 140), ("w:right", 280), ("w:hanging", hanging * 140)];
            let indent = indent.map(|(side, twips)| (side, twips.to_string())).to_vec();
            xml.element("w:tr", &[], |xml| {
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| xml.empty("w:tcW", &[("w:w", AREA_WIDTH), ("w:type", "dxa")]));
                    xml.element("w:p", &[], |xml| {
                        properties(xml, IMPRINT, &Setting { indent, ..Setting::default() });
                        pen.words(xml, words);
                    });
                });
            });
        }
    });
    // A floating table needs a paragraph to hold on to: one that takes no room.
    writer.paragraph(ANCHOR, Setting::default(), |_, _| {});
}

fn place(xml: &mut Xml) {
    xml.element("w:tblPr", &[], |xml| {
        // From the page edge, as LibreOffice floats a table of full width only then.
        let across = [("w:horzAnchor", "page"), ("w:tblpX", LEFT)];
        let down = [("w:vertAnchor", "margin"), ("w:tblpYSpec", "bottom")];
        xml.empty("w:tblpPr", &[across, down].concat());
        xml.empty("w:tblW", &[("w:w", AREA_WIDTH), ("w:type", "dxa")]);
        // 0.35 mm and 0.25 mm.
        fixed(xml, &[("w:top", "8"), ("w:bottom", "8"), ("w:insideH", "6")], "0");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters in a line.
    const CHARACTERS: usize = 28;

    #[test]
    fn an_unsealed_date_begins_two_characters_right_of_the_name() {
        // Name of 9 characters, date of 6: the name ends 2 from the right, so it begins at 17 and the date at 19.
        let (name, date) = right_indents(Signature::Unsealed, "湘东区科学技术局办", "2022年8月7日");
        assert_eq!((name, date), (4, 6));
        let begins = |words: &str, right: usize| CHARACTERS * 2 - right - half_widths(words);
        assert_eq!(begins("2022年8月7日", date), begins("湘东区科学技术局办", name) + 4);
    }

    #[test]
    fn a_date_longer_than_the_name_pushes_the_name_to_the_left() {
        let (name, date) = right_indents(Signature::Unsealed, "区科技局", "2022年10月17日");
        assert_eq!(date, 4);
        let begins = |words: &str, right: usize| CHARACTERS * 2 - right - half_widths(words);
        assert_eq!(begins("2022年10月17日", date), begins("区科技局", name) + 4);
    }

    #[test]
    fn with_a_seal_the_name_is_centred_over_the_date() {
        let (name, date) = right_indents(Signature::Sealed, "区科技局", "2022年8月7日");
        assert_eq!(date, 8);
        assert_eq!(name + half_widths("区科技局") / 2, date + half_widths("2022年8月7日") / 2);
    }
}
