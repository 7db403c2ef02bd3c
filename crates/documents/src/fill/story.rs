//! Reading a story of the document (body, header, footnotes …): its paragraphs and where their words stand in the XML.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::DocumentError;

/// The two namespaces of WordprocessingML: transitional, and strict.
pub(crate) const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// Elements within elements; tables in text boxes in tables reach some sixty.
const DEEPEST: usize = 300;

/// A stretch of a paragraph's words.
#[derive(Debug)]
pub(super) struct Piece {
    /// The whole element that holds them: text, or a tab, break or hyphen.
    pub(super) element: Range<usize>,
    /// The words.
    pub(super) words: String,
    /// The run around it.
    pub(super) run: Run,
}

/// The run that a piece stands in.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    /// Prefix of the namespace, with its colon.
    pub(super) prefix: String,
    /// `w:rPr` as it stands.
    pub(super) properties: Range<usize>,
    /// A link may begin here: the piece is right inside a run, and in no other link.
    pub(super) may_link: bool,
}

/// A paragraph of the story.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its words in order.
    pub(super) pieces: Vec<Piece>,
    /// It repeats another one for old readers.
    pub(super) is_fallback: bool,
}

/// The error of a part that is not well-formed.
pub(crate) fn bad(part: &str, position: u64, error: &quick_xml::Error) -> DocumentError {
    tracing::debug!(part, position, %error, "a part of a docx is not well-formed");
    DocumentError::BadXml {
        part: part.to_owned(), reason: format!("第 {position} 字节附近标签不配对或写法有误")
    }
}

/// What an open element means to us.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Run,
    Properties,
    Text,
    Link,
    Fallback,
    Break(&'static str),
    Other,
}

/// Reads a story.
pub(super) fn read(part: &str, text: &str) -> Result<Vec<Paragraph>, DocumentError> {
    let (mark, text) = text.strip_prefix('\u{feff}').map_or((0, text), |rest| ('\u{feff}'.len_utf8(), rest));
    let mut reader = NsReader::from_str(text);
    let mut reading = Reading::default();
    loop {
        let start = mark + place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| bad(part, reader.error_position(), &error))?;
        let range = start..mark + place(reader.buffer_position());
        let kind = |tag: &BytesStart<'_>| {
            kind(&reader.resolver().resolve_element(tag.name()).0, tag.local_name().into_inner())
        };
        match event {
            Event::DocType(_) => return Err(DocumentError::Doctype { part: part.to_owned() }),
            Event::Start(tag) => {
                let kind = kind(&tag);
                reading.open(kind, prefix(&tag), range.start);
                if reading.open.len() > DEEPEST {
                    return Err(DocumentError::TooDeep { part: part.to_owned(), limit: DEEPEST });
                }
            }
            Event::Empty(tag) => {
                let kind = kind(&tag);
                reading.open(kind, prefix(&tag), range.start);
                reading.close(range.end);
            }
            Event::End(_) => reading.close(range.end),
            Event::Text(words) => reading.words(&words.xml10_content()),
            Event::CData(words) => reading.words(&words.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let known = character.or_else(|| {
                    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned)
                });
                let Some(words) = known else {
                    return Err(DocumentError::BadXml {
                        part: part.to_owned(),
                        reason: format!("第 {} 字节处引用了未定义的实体", range.start),
                    });
                };
                reading.words(&words);
            }
            Event::Eof if reading.open.is_empty() => return Ok(reading.done),
            Event::Eof => {
                return Err(DocumentError::BadXml {
                    part: part.to_owned(), reason: "没有写完就结束了".to_owned()
                });
            }
            _ => {}
        }
    }
}

/// A position in the text.
pub(crate) fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn prefix(tag: &BytesStart<'_>) -> String {
    tag.name().prefix().map(|prefix| format!("{}:", prefix.into_inner())).unwrap_or_default()
}

fn kind(namespace: &ResolveResult<'_>, name: &str) -> Kind {
    let ResolveResult::Bound(Namespace(namespace)) = namespace else { return Kind::Other };
    if !WORD.contains(namespace) {
        return if name == "Fallback" && namespace.contains("markup-compatibility") {
            Kind::Fallback
        } else {
            Kind::Other
        };
    }
    match name {
        "p" => Kind::Paragraph,
        "r" => Kind::Run,
        "rPr" => Kind::Properties,
        "t" => Kind::Text,
        "hyperlink" => Kind::Link,
        "tab" | "ptab" => Kind::Break("\t"),
        "br" | "cr" => Kind::Break("\n"),
        "noBreakHyphen" => Kind::Break("-"),
        "softHyphen" => Kind::Break("\u{ad}"),
        _ => Kind::Other,
    }
}

/// An element that is not closed yet.
struct Open {
    kind: Kind,
    prefix: String,
    start: usize,
}

/// The state of reading.
#[derive(Default)]
struct Reading {
    open: Vec<Open>,
    paragraphs: Vec<Paragraph>,
    /// Properties of the runs around.
    runs: Vec<Range<usize>>,
    links: usize,
    fallbacks: usize,
    text: Option<String>,
    done: Vec<Paragraph>,
}

impl Reading {
    fn open(&mut self, kind: Kind, prefix: String, start: usize) {
        match kind {
            Kind::Paragraph => {
                self.paragraphs.push(Paragraph { is_fallback: self.fallbacks > 0, ..Paragraph::default() })
            }
            Kind::Run => self.runs.push(Range::default()),
            Kind::Text => self.text = Some(String::new()),
            Kind::Link => self.links += 1,
            Kind::Fallback => self.fallbacks += 1,
            Kind::Properties | Kind::Break(_) | Kind::Other => {}
        }
        self.open.push(Open { kind, prefix, start });
    }

    fn words(&mut self, words: &str) {
        if let Some(text) = &mut self.text {
            text.push_str(words);
        }
    }

    fn close(&mut self, end: usize) {
        let Some(Open { kind, prefix, start }) = self.open.pop() else { return };
        let in_run = self.open.last().is_some_and(|parent| parent.kind == Kind::Run);
        match kind {
            Kind::Paragraph => self.done.extend(self.paragraphs.pop()),
            Kind::Run => drop(self.runs.pop()),
            Kind::Link => self.links = self.links.saturating_sub(1),
            Kind::Fallback => self.fallbacks = self.fallbacks.saturating_sub(1),
            Kind::Properties if in_run => {
                if let Some(properties) = self.runs.last_mut() {
                    *properties = start..end;
                }
            }
            Kind::Text => {
                let words = self.text.take().unwrap_or_default();
                self.piece(Piece { element: start..end, words, run: self.run(prefix, in_run) });
            }
            // Tab stops in paragraph properties bear the same name.
            Kind::Break(words) if in_run => {
                self.piece(Piece { element: start..end, words: words.to_owned(), run: self.run(prefix, in_run) })
            }
            Kind::Properties | Kind::Break(_) | Kind::Other => {}
        }
    }

    fn run(&self, prefix: String, in_run: bool) -> Run {
        let may_link = in_run && self.links == 0 && !prefix.is_empty();
        let properties = self.runs.last().filter(|_| in_run).cloned().unwrap_or_default();
        Run { prefix, properties, may_link }
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.pieces.push(piece);
        }
    }
}
