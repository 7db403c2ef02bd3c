//! CSV that Excel opens: UTF-8 with its mark, CRLF, quotes where needed, and no text that Excel would run as a formula.

use std::{borrow::Cow, io::Write};

use storage::{Result, Value};

use super::{RowWriter, Sheet, Writing, unwritten};

/// Writes CSV to `out`. One file holds one sheet.
#[derive(Debug)]
pub struct CsvWriter<W> {
    out: W,
    columns: Vec<Writing>,
    line: String,
}

impl<W: Write> CsvWriter<W> {
    /// A writer to `out`.
    pub fn new(out: W) -> CsvWriter<W> {
        CsvWriter { out, columns: Vec::new(), line: String::new() }
    }

    /// Where it writes to: to take what is there and send it on.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Gives back where it wrote to.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn field(&mut self, place: usize, text: &str) {
        if place > 0 {
            self.line.push(',');
        }
        if text.contains(['"', ',', '\n', '\r', '\t', ';']) {
            self.line.push('"');
            self.line.push_str(&text.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(text);
        }
    }

    fn send(&mut self) -> Result<()> {
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes()).map_err(|error| unwritten(&error))?;
        self.line.clear();
        Ok(())
    }
}

impl<W: Write> RowWriter for CsvWriter<W> {
    fn begin(&mut self, sheet: &Sheet) -> Result<()> {
        self.columns = sheet.writings();
        self.line.push('\u{feff}');
        let headings: Vec<String> = self.columns.iter().map(|column| column.heading.clone()).collect();
        for (place, heading) in headings.iter().enumerate() {
            self.field(place, heading);
        }
        self.send()
    }

    fn row(&mut self, _id: i64, values: &[Value]) -> Result<()> {
        let texts: Vec<(bool, String)> = self
            .columns
            .iter()
            .zip(values)
            .map(|(column, value)| (column.is_number(value), column.text(value)))
            .collect();
        for (place, (is_number, text)) in texts.iter().enumerate() {
            let text = if *is_number { Cow::Borrowed(text.as_str()) } else { guarded(text) };
            self.field(place, &text);
        }
        self.send()
    }

    fn end(&mut self) -> Result<()> {
        self.out.flush().map_err(|error| unwritten(&error))
    }
}

/// A text that Excel will not run: an apostrophe before what could begin a formula.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before [`guarded`]: exactly one apostrophe is taken off where one was put.
pub(crate) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}
