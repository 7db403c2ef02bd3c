//! Runs: stretches of text in one typeface, and the links among them.

use super::{Latin, Span};
use crate::typefaces::{Typeface, is_beyond_gb2312, joins_previous};
use crate::xml::{Xml, link_target};

/// The character style of links. It looks like nothing, but LibreOffice leaves a link without style out of the PDF.
pub(super) const LINK_STYLE: &str = "OfficialLink";

/// Addresses that the document links to; each has one relationship.
#[derive(Default)]
pub(super) struct Links {
    targets: Vec<String>,
}

impl Links {
    /// Relationship id of the target.
    fn id(&mut self, target: String) -> String {
        let position = self.targets.iter().position(|known| *known == target).unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        Self::name(position)
    }

    /// Relationship ids and their targets.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, &str)> {
        self.targets.iter().enumerate().map(|(position, target)| (Self::name(position), target.as_str()))
    }

    fn name(position: usize) -> String {
        format!("link{}", position + 1)
    }
}

/// How a run differs from the style of its paragraph.
#[derive(Clone, Copy, Default)]
struct Look {
    face: Option<Typeface>,
    bold: bool,
    highlighted: bool,
    linked: bool,
}

/// Writes the runs of a paragraph whose style sets `face`.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    /// Typeface of the paragraph's style.
    pub(super) face: Typeface,
    /// Face of Latin letters and digits.
    pub(super) latin: Latin,
}

impl Pen {
    /// Spans in reading order.
    pub(super) fn spans(self, xml: &mut Xml, spans: &[Span], links: &mut Links) {
        for span in spans {
            let words = span.shown();
            match span {
                Span::Text(_) => self.runs(xml, words, Look::default()),
                Span::LeadIn(_) => self.runs(xml, words, Look { face: Some(Typeface::Kai), ..Look::default() }),
                Span::Strong(_) => self.runs(xml, words, Look { bold: true, ..Look::default() }),
                Span::Missing(_) => self.runs(xml, words, Look { highlighted: true, ..Look::default() }),
                Span::Figure { address, .. } => match link_target(address) {
                    Some(target) => {
                        let id = links.id(target);
                        xml.element("w:hyperlink", &[("r:id", &id), ("w:history", "1")], |xml| {
                            self.runs(xml, words, Look { linked: true, ..Look::default() });
                        });
                    }
                    None => self.runs(xml, words, Look::default()),
                },
            }
        }
    }

    /// Plain words.
    pub(super) fn words(self, xml: &mut Xml, words: &str) {
        self.runs(xml, words, Look::default());
    }

    /// One run, or several where characters beyond GB 2312 need a wider font.
    fn runs(self, xml: &mut Xml, words: &str, look: Look) {
        for (wide, piece) in by_repertoire(words) {
            xml.element("w:r", &[], |xml| {
                self.properties(xml, wide, look);
                text(xml, piece);
            });
        }
    }

    fn properties(self, xml: &mut Xml, wide: bool, look: Look) {
        xml.element("w:rPr", &[], |xml| {
            if look.linked {
                xml.value("w:rStyle", LINK_STYLE);
            }
            let face = look.face.unwrap_or(self.face);
            // The hint gives quotation marks and dashes to the Chinese font.
            match (wide, look.face) {
                (true, _) => fonts(xml, face.wide_name(), self.latin),
                (false, Some(_)) => fonts(xml, face.name(), self.latin),
                (false, None) => xml.empty("w:rFonts", &[("w:hint", "eastAsia")]),
            }
            if look.bold {
                xml.empty("w:b", &[]);
                xml.empty("w:bCs", &[]);
            }
            if look.highlighted {
                xml.value("w:highlight", "yellow");
            }
        });
    }
}

/// The font names of a run or style.
pub(super) fn fonts(xml: &mut Xml, name: &str, latin: Latin) {
    let western = match latin {
        Latin::LikeText => name,
        Latin::TimesNewRoman => "Times New Roman",
    };
    xml.empty(
        "w:rFonts",
        &[("w:hint", "eastAsia"), ("w:ascii", western), ("w:eastAsia", name), ("w:hAnsi", western), ("w:cs", western)],
    );
}

/// Text with its line breaks and tabs.
pub(super) fn text(xml: &mut Xml, words: &str) {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    for (line_number, line) in words.split('\n').enumerate() {
        if line_number > 0 {
            xml.empty("w:br", &[]);
        }
        for (cell_number, cell) in line.split('\t').enumerate() {
            if cell_number > 0 {
                xml.empty("w:tab", &[]);
            }
            if !cell.is_empty() {
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.words(cell));
            }
        }
    }
}

/// The words cut where characters beyond GB 2312 begin and end.
fn by_repertoire(words: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = words;
    let mut cut = 0;
    let mut wide: Option<bool> = None;
    for c in words.chars() {
        let now = match wide {
            Some(wide) if joins_previous(c) => wide,
            _ => is_beyond_gb2312(c),
        };
        if wide.is_some_and(|wide| wide != now) {
            let (piece, tail) = rest.split_at(cut);
            pieces.push((!now, piece));
            rest = tail;
            cut = 0;
        }
        wide = Some(now);
        cut += c.len_utf8();
    }
    if let Some(wide) = wide {
        pieces.push((wide, rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_get_a_run_of_their_own() {
        assert_eq!(
            by_repertoire("王堃、李翀𠮷说"),
            [(false, "王"), (true, "堃"), (false, "、李"), (true, "翀𠮷"), (false, "说")]
        );
        assert_eq!(by_repertoire(""), []);
        assert_eq!(by_repertoire("葛\u{e0100}洲"), [(false, "葛\u{e0100}洲")]);
    }
}
