//! CSV as people have it: UTF-8 with or without its mark, GB18030 as Chinese Excel writes it, or UTF-16; separated by
//! commas, tabs or semicolons.

use std::{io::Read, ops::ControlFlow};

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use storage::{Error, Result};

use super::{
    sheet::{Cell, SheetRow},
    workbook::{Bytes, Source, damaged},
};
use crate::export::unguarded;

/// The longest field, in bytes: beyond it a quote was surely left open.
const LONGEST_FIELD: usize = 200_000;
/// As many columns as Excel has.
const MOST_COLUMNS: usize = 16_384;
const BLOCK: usize = 64 * 1024;
const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];

/// Shows the rows of a file while it is read.
pub(super) fn rows(bytes: &Bytes, title: &str, visit: &mut dyn FnMut(SheetRow) -> ControlFlow<()>) -> Result<()> {
    let encoding = encoding(bytes.reader()?)?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut source = bytes.reader()?;
    let mut block = vec![0; BLOCK];
    let mut text = String::new();
    let mut lines: Option<Lines> = None;
    loop {
        let count = source.read(&mut block).map_err(|error| damaged(&error))?;
        text.clear();
        decode(&mut decoder, block.get(..count).unwrap_or_default(), &mut text, count == 0)
            .map_err(|()| unknown_text(title))?;
        let lines = lines.get_or_insert_with(|| Lines::new(separator(&text)));
        for letter in text.chars() {
            let Some(row) = lines.take(letter) else { continue };
            if visit(row).is_break() {
                return Ok(());
            }
        }
        lines.check(title)?;
        if count == 0 {
            if let Some(row) = lines.finish(title)? {
                let _ = visit(row);
            }
            return Ok(());
        }
    }
}

fn decode(decoder: &mut Decoder, mut from: &[u8], into: &mut String, is_last: bool) -> std::result::Result<(), ()> {
    loop {
        into.reserve(decoder.max_utf8_buffer_length_without_replacement(from.len()).unwrap_or(BLOCK * 4));
        let (result, read) = decoder.decode_to_string_without_replacement(from, into, is_last);
        from = from.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return Ok(()),
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return Err(()),
        }
    }
}

/// The encoding that the mark tells; without one UTF-8 where the whole file is that, else GB18030.
fn encoding(mut source: Box<dyn Source>) -> Result<&'static Encoding> {
    let mut decoder = UTF_8.new_decoder_with_bom_removal();
    let mut block = vec![0; BLOCK];
    let mut text = String::new();
    let mut is_first = true;
    loop {
        let count = source.read(&mut block).map_err(|error| damaged(&error))?;
        let bytes = block.get(..count).unwrap_or_default();
        if is_first && bytes.starts_with(&[0xff, 0xfe]) {
            return Ok(UTF_16LE);
        }
        if is_first && bytes.starts_with(&[0xfe, 0xff]) {
            return Ok(UTF_16BE);
        }
        is_first = false;
        text.clear();
        if decode(&mut decoder, bytes, &mut text, count == 0).is_err() {
            return Ok(GB18030);
        }
        if count == 0 {
            return Ok(UTF_8);
        }
    }
}

/// The separator that stands most often at the start of the file, the comma where none does.
fn separator(text: &str) -> char {
    let start = || text.chars().take(4_000);
    let count = |wanted: char| start().filter(|letter| *letter == wanted).count();
    let mut best = ',';
    for candidate in ['\t', ';'] {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}

/// Where the reader is within a row.
#[derive(Copy, Clone, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// A quote inside a quoted field: its end, or the first of two.
    Quote,
}

struct Lines {
    separator: char,
    state: State,
    field: String,
    cells: Vec<(u32, Cell)>,
    column: u32,
    number: u32,
    follows_return: bool,
}

impl Lines {
    fn new(separator: char) -> Lines {
        Lines {
            separator,
            state: State::Start,
            field: String::new(),
            cells: Vec::new(),
            column: 0,
            number: 1,
            follows_return: false,
        }
    }

    /// Takes the next letter; gives a row where that ends one.
    fn take(&mut self, letter: char) -> Option<SheetRow> {
        let follows_return = std::mem::replace(&mut self.follows_return, letter == '\r' && self.state != State::Quoted);
        if letter == '\n' && follows_return && self.state != State::Quoted {
            return None;
        }
        match (self.state, letter) {
            (State::Start, '"') => self.state = State::Quoted,
            (State::Quoted, '"') => self.state = State::Quote,
            (State::Quote, '"') => {
                self.field.push('"');
                self.state = State::Quoted;
            }
            (State::Quoted, _) => self.field.push(letter),
            (_, '\n' | '\r') => return self.end_row(),
            (_, letter) if letter == self.separator => self.end_field(),
            (State::Start | State::Plain | State::Quote, _) => {
                self.state = State::Plain;
                self.field.push(letter);
            }
        }
        None
    }

    fn end_field(&mut self) {
        if !self.field.is_empty() {
            let text = unguarded(&self.field);
            let is_error = ERRORS.contains(&text.trim());
            let cell = if is_error { Cell::Error(text.trim().to_owned()) } else { Cell::Text(text.to_owned()) };
            self.cells.push((self.column, cell));
            self.field.clear();
        }
        self.column = self.column.saturating_add(1);
        self.state = State::Start;
    }

    fn end_row(&mut self) -> Option<SheetRow> {
        self.end_field();
        let cells = std::mem::take(&mut self.cells);
        let number = self.number;
        self.number = self.number.saturating_add(1);
        self.column = 0;
        (!cells.is_empty()).then_some(SheetRow { number, cells })
    }

    fn check(&self, title: &str) -> Result<()> {
        if self.field.len() > LONGEST_FIELD || self.cells.len() > MOST_COLUMNS {
            return Err(Error::Refused(format!(
                "“{title}”第 {} 行有没有配对的引号，或单元格过长，请检查该行",
                self.number
            )));
        }
        Ok(())
    }

    fn finish(&mut self, title: &str) -> Result<Option<SheetRow>> {
        if self.state == State::Quoted {
            return Err(Error::Refused(format!("“{title}”第 {} 行的引号没有配对，文件可能不完整", self.number)));
        }
        Ok(self.end_row())
    }
}

fn unknown_text(title: &str) -> Error {
    Error::Refused(format!("“{title}”的文字编码无法识别，请用 Excel 另存为“CSV UTF-8”或 .xlsx 再导入"))
}
