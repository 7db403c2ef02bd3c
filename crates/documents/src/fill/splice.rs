//! Putting fillings into the XML of a story: only the elements that hold a mark are rewritten.

use std::ops::Range;

use super::marks::{self, Found};
use super::story::{Paragraph, Piece};
use super::{Answers, Filling};
use crate::xml::{escaped, link_target};

/// A filling and the bytes of the paragraph's words that it replaces.
struct Change {
    range: Range<usize>,
    filling: Filling,
}

/// The story with its marks filled, or nothing when none was.
pub(super) fn filled(
    text: &str,
    story: &[Paragraph],
    link_style: Option<&str>,
    answers: &mut Answers<'_>,
) -> Option<String> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for paragraph in story {
        let words: String = paragraph.pieces.iter().map(|piece| piece.words.as_str()).collect();
        let changes = changes(&words, !paragraph.is_fallback, answers);
        if !changes.is_empty() {
            edits.extend(rewrite(text, paragraph, link_style, &changes));
        }
    }
    if edits.is_empty() {
        return None;
    }
    // A text box ends before the paragraph around it does.
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + 256);
    let mut from = 0;
    for (range, piece) in edits {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(&piece);
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Some(out)
}

fn changes(words: &str, counts: bool, answers: &mut Answers<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for Found { range, expression } in marks::find(words) {
        match expression {
            Some(expression) => {
                changes.extend(answers.to(&expression, counts).map(|filling| Change { range, filling }))
            }
            None => {
                let start: String = words.get(range).unwrap_or_default().chars().take(40).collect();
                answers.not_known(start);
            }
        }
    }
    changes
}

/// The pieces of a paragraph that a change touches, written anew.
fn rewrite(
    text: &str,
    paragraph: &Paragraph,
    link_style: Option<&str>,
    changes: &[Change],
) -> Vec<(Range<usize>, String)> {
    let mut edits = Vec::new();
    let mut start = 0;
    for piece in &paragraph.pieces {
        let span = start..start + piece.words.len();
        start = span.end;
        let touching: Vec<&Change> =
            changes.iter().filter(|change| change.range.start < span.end && span.start < change.range.end).collect();
        if touching.is_empty() {
            continue;
        }
        let mut out = Element { text, piece, link_style, written: String::new(), open: false };
        let mut at = span.start;
        for change in touching {
            out.kept(words_between(piece, &span, at, change.range.start));
            if span.contains(&change.range.start) {
                out.filling(&change.filling);
            }
            at = change.range.end;
        }
        out.kept(words_between(piece, &span, at, span.end));
        edits.push((piece.element.clone(), out.finish()));
    }
    edits
}

/// Words of the piece from one place of the paragraph to another.
fn words_between<'a>(piece: &'a Piece, span: &Range<usize>, from: usize, to: usize) -> &'a str {
    let place = |at: usize| at.clamp(span.start, span.end) - span.start;
    piece.words.get(place(from)..place(to).max(place(from))).unwrap_or_default()
}

/// An element of text being written anew.
struct Element<'a> {
    text: &'a str,
    piece: &'a Piece,
    link_style: Option<&'a str>,
    written: String,
    open: bool,
}

impl Element<'_> {
    /// Words that stood there before; a line break in XML text is only a space.
    fn kept(&mut self, words: &str) {
        self.words(&words.replace(['\n', '\r', '\t'], " "));
    }

    /// Words with their breaks and tabs as elements.
    fn words(&mut self, words: &str) {
        let prefix = &self.piece.run.prefix;
        let words = words.replace("\r\n", "\n");
        for piece in words.split_inclusive(['\n', '\t', '\r']) {
            let (line, element) = match piece.char_indices().next_back() {
                Some((at, '\t')) => (piece.get(..at), Some("tab")),
                Some((at, '\n' | '\r')) => (piece.get(..at), Some("br")),
                _ => (Some(piece), None),
            };
            let line = line.unwrap_or_default();
            if !line.is_empty() && !self.open {
                self.written.push_str(&format!("<{prefix}t xml:space=\"preserve\">"));
                self.open = true;
            }
            self.written.push_str(&escaped(line));
            if let Some(element) = element {
                self.close();
                self.written.push_str(&format!("<{prefix}{element}/>"));
            }
        }
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.written.push_str(&format!("</{}t>", self.piece.run.prefix));
        }
    }

    fn filling(&mut self, filling: &Filling) {
        let target = filling.address.as_deref().filter(|_| self.piece.run.may_link).and_then(link_target);
        let Some(target) = target else {
            self.words(&filling.text);
            return;
        };
        // A link as a field: it needs no relationship, so no other part of the package changes.
        let w = &self.piece.run.prefix.clone();
        self.next_run();
        self.written.push_str(&format!("<{w}fldChar {w}fldCharType=\"begin\"/>"));
        self.next_run();
        self.written.push_str(&format!(
            "<{w}instrText xml:space=\"preserve\"> HYPERLINK \"{}\" </{w}instrText>",
            escaped(&target)
        ));
        self.next_run();
        self.written.push_str(&format!("<{w}fldChar {w}fldCharType=\"separate\"/>"));
        self.next_run_of_link();
        self.words(&filling.text);
        self.next_run();
        self.written.push_str(&format!("<{w}fldChar {w}fldCharType=\"end\"/>"));
        self.next_run();
    }

    /// Ends the run and begins another of the same format.
    fn next_run(&mut self) {
        self.close();
        let w = &self.piece.run.prefix;
        let properties = self.text.get(self.piece.run.properties.clone()).unwrap_or_default();
        self.written.push_str(&format!("</{w}r><{w}r>{properties}"));
    }

    /// The same with a character style, without which LibreOffice leaves a link out of the PDF: the default one, which
    /// changes nothing, unless the run has its own.
    fn next_run_of_link(&mut self) {
        self.close();
        let w = &self.piece.run.prefix;
        let properties = self.text.get(self.piece.run.properties.clone()).unwrap_or_default();
        let (tag, rest) = properties.split_once('>').unwrap_or(("", ""));
        let style = match self.link_style {
            Some(style) if !properties.contains("rStyle") => format!("<{w}rStyle {w}val=\"{}\"/>", escaped(style)),
            _ => String::new(),
        };
        let properties = if tag.is_empty() || tag.ends_with('/') {
            format!("<{w}rPr>{style}</{w}rPr>")
        } else {
            format!("{tag}>{style}{rest}")
        };
        self.written.push_str(&format!("</{w}r><{w}r>{properties}"));
    }

    fn finish(mut self) -> String {
        self.close();
        self.written
    }
}
