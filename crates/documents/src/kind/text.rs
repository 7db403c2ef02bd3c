//! Plain text: every byte of it reads as Chinese or other text, and nothing in it is a page or a script.

use std::io::Read;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Shape;
use super::content::Looked;
use super::refusal::Refusal;

/// What in a text makes it run when a browser opens it, in lower case.
const ACTIVE: [(&str, &str); 9] = [
    ("<svg", "SVG 图形"),
    ("<script", "脚本"),
    ("<?php", "脚本"),
    ("<!doctype html", "网页（HTML）"),
    ("<html", "网页（HTML）"),
    ("<body", "网页（HTML）"),
    ("<iframe", "网页（HTML）"),
    ("<object", "网页（HTML）"),
    ("<embed", "网页（HTML）"),
];
/// How a text begins that is something else, in lower case.
const BEGINNINGS: [(&str, Refusal); 7] = [
    ("#!", Refusal::Active("脚本")),
    ("@echo", Refusal::Active("批处理脚本")),
    ("mime-version:", Refusal::Active("网页（MHTML）")),
    ("<?xml", Refusal::Foreign("XML 文件")),
    ("{\\rtf", Refusal::Foreign("RTF 文档")),
    ("%!ps", Refusal::Foreign("PostScript 文件")),
    ("<", Refusal::Foreign("XML 或 HTML 片段")),
];
/// The longest of [`ACTIVE`] less one: how much of one piece may belong to a word that ends in the next.
const OVERLAP: usize = 13;
const PIECE: usize = 64 << 10;

/// Reads the whole text.
pub(super) fn look(source: &mut impl Read) -> Looked {
    let mut piece = vec![0; PIECE];
    let mut readers: Option<Vec<Reading>> = None;
    loop {
        let length = fill(source, &mut piece)?;
        let bytes = piece.get(..length).unwrap_or_default();
        let readers = readers.get_or_insert_with(|| possible(bytes).into_iter().map(Reading::new).collect());
        let is_last = length < PIECE;
        readers.iter_mut().for_each(|reading| reading.take(bytes, is_last));
        if is_last {
            let mut verdicts = readers.drain(..).map(Reading::verdict);
            return Ok(verdicts.find(|verdict| *verdict != Err(UNREADABLE)).unwrap_or(Err(UNREADABLE)));
        }
    }
}

const UNREADABLE: Refusal = Refusal::Foreign("无法识别的内容");

/// Why a text that begins like this, in lower case, is not taken.
pub(super) fn by_beginning(words: &str) -> Option<Refusal> {
    let start = words.trim_start();
    let active = ACTIVE.iter().find(|(word, _)| start.starts_with(word)).map(|(_, label)| Refusal::Active(label));
    active.or_else(|| BEGINNINGS.into_iter().find(|(word, _)| start.starts_with(word)).map(|(_, refusal)| refusal))
}

/// Fills the piece as far as the source goes.
fn fill(source: &mut impl Read, piece: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = piece.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match source.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// The encodings that a text with this beginning may have.
fn possible(head: &[u8]) -> Vec<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => vec![UTF_16LE],
        [0xfe, 0xff, ..] => vec![UTF_16BE],
        _ => vec![UTF_8, GB18030],
    }
}

/// A reading of the text in one encoding.
struct Reading {
    decoder: Decoder,
    /// The end of what was read, in lower case.
    tail: String,
    has_begun: bool,
    refusal: Option<Refusal>,
}

impl Reading {
    fn new(encoding: &'static Encoding) -> Reading {
        let decoder = encoding.new_decoder_with_bom_removal();
        Reading { decoder, tail: String::new(), has_begun: false, refusal: None }
    }

    fn take(&mut self, bytes: &[u8], is_last: bool) {
        if self.refusal.is_some() {
            return;
        }
        let room = self.decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
        let mut words = String::with_capacity(room);
        let (result, _) = self.decoder.decode_to_string_without_replacement(bytes, &mut words, is_last);
        if result != DecoderResult::InputEmpty || words.chars().any(is_unwritten) {
            self.refusal = Some(UNREADABLE);
            return;
        }
        words.make_ascii_lowercase();
        if !self.has_begun {
            self.has_begun = true;
            self.refusal = by_beginning(&words);
        }
        self.tail.push_str(&words);
        if self.refusal.is_none() {
            let found = ACTIVE.iter().find(|(word, _)| self.tail.contains(word));
            self.refusal = found.map(|(_, label)| Refusal::Active(label));
        }
        let kept = self.tail.floor_char_boundary(self.tail.len().saturating_sub(OVERLAP));
        self.tail.drain(..kept);
    }

    fn verdict(self) -> Result<Shape, Refusal> {
        self.refusal.map_or(Ok(Shape::Text), Err)
    }
}

/// Whether no text has this character.
fn is_unwritten(c: char) -> bool {
    // DOS programs close a text with 1A, some mainframes part lines with 85.
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}' | '\u{85}')
}
