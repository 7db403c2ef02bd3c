//! From rendered text to a document. A line is a paragraph; a few beginnings of lines mean something else.

use documents::{Block, OfficialDocument, Span};
use storage::Problem;
use vocabulary::Day;

use super::{
    faults,
    marks::{self, Piece},
};

/// The longest heading of the second level that stands on a line of its own; what is longer is a paragraph.
const LONGEST_HEADING: usize = 60;

/// A gap in a document: where it leads and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The code of the figure, or the address of the list; empty where neither is known.
    pub code: String,
    /// What is missing.
    pub what: String,
}

/// A document and its gaps, in the order in which they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drafted {
    pub(crate) document: OfficialDocument,
    /// Those in the body, one for each `Span::Missing`.
    pub(crate) gaps: Vec<Gap>,
    /// Those in the title and the parts around the body.
    pub(crate) beside: Vec<Gap>,
}

/// Makes a document of rendered text.
pub(crate) fn document(rendered: &str, source: &str, as_of: Day) -> Result<Drafted, Vec<Problem>> {
    let mut drafted = Drafted::default();
    let mut problems = Vec::new();
    for line in rendered.lines() {
        let pieces = trimmed(marks::pieces(line));
        if pieces.is_empty() {
            continue;
        }
        if let Err(sentence) = drafted.take(pieces, as_of) {
            let start: String = line.trim().chars().take(4).collect();
            let number = source.lines().position(|line| line.trim().starts_with(&start)).map_or(0, |index| index + 1);
            problems.push(faults::at(number, sentence));
        }
    }
    if drafted.document.title.is_empty() && problems.is_empty() {
        problems.push(faults::at(0, "没有题目：请写一行以“# ”开头的文字"));
    }
    if problems.is_empty() { Ok(drafted) } else { Err(problems) }
}

impl Drafted {
    fn take(&mut self, pieces: Vec<Piece>, as_of: Day) -> Result<(), String> {
        let start = match pieces.first() {
            Some(Piece::Plain(text)) => text.clone(),
            _ => String::new(),
        };
        if let Some(rest) = start.strip_prefix('@') {
            return self.direct(rest, pieces, as_of);
        }
        if start.starts_with("# ") || start.starts_with('＃') {
            self.document.title.extend(title_lines(&pieces));
            self.note(&pieces);
            return Ok(());
        }
        let block = match heading_level(&start) {
            1 => Block::Heading { level: 1, spans: self.spans(pieces) },
            2 if stands_alone(&pieces) => Block::Heading { level: 2, spans: self.spans(pieces) },
            2 => Block::Paragraph(self.led_in(pieces)),
            _ => Block::Paragraph(self.spans(pieces)),
        };
        self.document.body.push(block);
        Ok(())
    }

    /// A line that begins with `@`: a part of the document outside its body.
    fn direct(&mut self, rest: &str, pieces: Vec<Piece>, as_of: Day) -> Result<(), String> {
        let word: String = rest.chars().take_while(|letter| !letter.is_whitespace()).collect();
        let whole = words(&pieces);
        let value = whole.get('@'.len_utf8() + word.len()..).unwrap_or_default().trim().to_owned();
        self.note(&pieces);
        let document = &mut self.document;
        match word.as_str() {
            "主送" => document.addressee = Some(value),
            "署名" => document.issuer = Some(value),
            "文号" => document.number = Some(value),
            "附注" => document.note = Some(value),
            "附件" => document.attachments_note.push(value),
            "日期" if value.is_empty() => document.date = Some(as_of),
            "日期" => {
                let day = Day::parse(&value).map_err(|wrong| format!("@日期：{}", wrong.said))?;
                document.date = Some(day);
            }
            _ => return Err(format!("不认识“@{word}”。可用的有 @主送、@署名、@日期、@文号、@附注、@附件")),
        }
        Ok(())
    }

    /// Notes the gaps of a line that stands outside the body.
    fn note(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            if let Piece::Gap { code, what } = piece {
                self.beside.push(Gap { code: code.clone(), what: what.clone() });
            }
        }
    }

    fn spans(&mut self, pieces: Vec<Piece>) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut is_strong = false;
        for piece in pieces {
            match piece {
                Piece::Plain(text) => strong(&mut spans, &text, &mut is_strong),
                Piece::Quoted(text) => push_text(&mut spans, text, is_strong),
                Piece::Figure { code, address, text } => spans.push(Span::Figure { text, address, code }),
                Piece::Gap { code, what } => {
                    self.gaps.push(Gap { code, what });
                    spans.push(Span::Missing(String::new()));
                }
            }
        }
        spans
    }

    /// A second-level heading that runs into its paragraph: set off as far as its first full stop.
    fn led_in(&mut self, mut pieces: Vec<Piece>) -> Vec<Span> {
        let Some(Piece::Plain(first)) = pieces.first_mut() else { return self.spans(pieces) };
        let Some((lead, rest)) = first.split_once('。').map(|(lead, rest)| (format!("{lead}。"), rest.to_owned()))
        else {
            return self.spans(pieces);
        };
        *first = rest;
        let mut spans = vec![Span::LeadIn(lead)];
        spans.extend(self.spans(pieces));
        spans
    }
}

/// Plain words with `**bold**` in them. Bold may begin in one piece and end in another.
fn strong(spans: &mut Vec<Span>, text: &str, is_strong: &mut bool) {
    for (index, part) in text.split("**").enumerate() {
        if index > 0 {
            *is_strong = !*is_strong;
        }
        push_text(spans, part.to_owned(), *is_strong);
    }
}

fn push_text(spans: &mut Vec<Span>, text: String, is_strong: bool) {
    if text.is_empty() {
        return;
    }
    match (spans.last_mut(), is_strong) {
        (Some(Span::Text(before)), false) | (Some(Span::Strong(before)), true) => before.push_str(&text),
        (_, false) => spans.push(Span::Text(text)),
        (_, true) => spans.push(Span::Strong(text)),
    }
}

/// 1 for `一、`, 2 for `（一）` in either kind of brackets, 0 for anything else.
fn heading_level(start: &str) -> u8 {
    let is_numeral = |letter: char| "一二三四五六七八九十".contains(letter);
    let after = |text: &str| text.trim_start_matches(is_numeral).to_owned();
    if start.starts_with(is_numeral) && after(start).starts_with('、') {
        return 1;
    }
    let Some(inside) = start.strip_prefix(['（', '(']) else { return 0 };
    if inside.starts_with(is_numeral) && after(inside).starts_with(['）', ')']) { 2 } else { 0 }
}

fn stands_alone(pieces: &[Piece]) -> bool {
    let words = words(pieces);
    words.chars().count() <= LONGEST_HEADING && !words.contains('。')
}

/// The lines of a title: `/` in the template's own words breaks them.
fn title_lines(pieces: &[Piece]) -> Vec<String> {
    let mut lines = vec![String::new()];
    for (index, piece) in pieces.iter().enumerate() {
        let text = match piece {
            Piece::Plain(text) if index == 0 => text.trim_start_matches(['#', '＃', ' ', '\u{3000}']),
            Piece::Plain(text) | Piece::Quoted(text) | Piece::Figure { text, .. } => text,
            Piece::Gap { .. } => "【待补】",
        };
        let is_own = matches!(piece, Piece::Plain(_));
        for (part, words) in text.split(['/', '／']).enumerate() {
            if part > 0 && is_own {
                lines.push(String::new());
            }
            let Some(line) = lines.last_mut() else { continue };
            if part > 0 && !is_own {
                line.push('/');
            }
            line.push_str(words);
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The words of a line, gaps included.
fn words(pieces: &[Piece]) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Plain(text) | Piece::Quoted(text) | Piece::Figure { text, .. } => text.clone(),
        Piece::Gap { .. } => "【待补】".to_owned(),
    };
    pieces.iter().map(word).collect()
}

/// A line without the blanks at its ends: the indent of a paragraph is the document's business.
fn trimmed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    if let Some(Piece::Plain(text)) = pieces.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Plain(text)) = pieces.last_mut() {
        *text = text.trim_end().to_owned();
    }
    pieces.retain(|piece| !matches!(piece, Piece::Plain(text) | Piece::Quoted(text) if text.is_empty()));
    pieces
}
