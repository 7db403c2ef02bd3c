//! Excel sheets in constant memory: each row is written away at once.

use std::{collections::HashSet, io::Write};

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use storage::{Error, Result, Value};
use vocabulary::{Day, MoneyUnit};

use super::{RowWriter, Sheet, Writing, unwritten};
use crate::{Column, Kind};

/// The last row of a sheet, from 0; what does not fit goes to another sheet.
const LAST_ROW: u32 = 1_048_575;
/// A number with more digits than this is written as text: Excel would drop the rest.
const MOST_DIGITS: usize = 15;
/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;
/// The typeface of every sheet.
pub(crate) const TYPEFACE: &str = "微软雅黑";

/// Writes one sheet or many into an Excel workbook.
pub struct XlsxWriter {
    workbook: Workbook,
    names: HashSet<String>,
    sheet: Option<Sheet>,
    columns: Vec<Writing>,
    formats: Vec<Format>,
    index: usize,
    next: u32,
    last: u32,
}

impl std::fmt::Debug for XlsxWriter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("XlsxWriter").field("names", &self.names).field("next", &self.next).finish_non_exhaustive()
    }
}

impl Default for XlsxWriter {
    fn default() -> Self {
        XlsxWriter::new()
    }
}

impl XlsxWriter {
    /// A workbook without sheets.
    pub fn new() -> XlsxWriter {
        XlsxWriter::with_last_row(LAST_ROW)
    }

    pub(super) fn with_last_row(last: u32) -> XlsxWriter {
        XlsxWriter {
            workbook: Workbook::new(),
            names: HashSet::new(),
            sheet: None,
            columns: Vec::new(),
            formats: Vec::new(),
            index: 0,
            next: 0,
            last,
        }
    }

    /// Writes the workbook to `out`.
    ///
    /// # Errors
    /// [`Error::Refused`] where it cannot be written.
    pub fn finish(mut self, out: impl Write + Send + std::io::Seek) -> Result<()> {
        if self.names.is_empty() {
            self.workbook.add_worksheet().set_name("空").map_err(of_xlsx)?;
        }
        self.workbook.save_to_writer(out).map_err(of_xlsx)
    }

    /// The workbook as bytes.
    ///
    /// # Errors
    /// [`Error::Refused`] where its temporary files cannot be read.
    pub fn to_bytes(self) -> Result<Vec<u8>> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        self.finish(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    fn add_sheet(&mut self, title: &str) -> Result<()> {
        let name = sheet_name(title, &self.names);
        self.index = self.names.len();
        self.names.insert(name.to_lowercase());
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(of_xlsx)?;
        sheet.set_name(&name).map_err(of_xlsx)?;
        sheet.set_freeze_panes(1, 0).map_err(of_xlsx)?;
        let heading = heading_format();
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.set_column_width(at, width(column.origin, &column.heading)).map_err(of_xlsx)?;
        }
        sheet.set_row_height(0, 24).map_err(of_xlsx)?;
        for (at, column) in (0_u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, at, &column.heading, &heading).map_err(of_xlsx)?;
        }
        self.next = 1;
        Ok(())
    }
}

impl RowWriter for XlsxWriter {
    fn begin(&mut self, sheet: &Sheet) -> Result<()> {
        self.columns = sheet.writings();
        self.formats = self.columns.iter().map(|column| format_of(column.origin)).collect();
        self.sheet = Some(sheet.clone());
        self.add_sheet(sheet.listing.title)
    }

    fn row(&mut self, _id: i64, values: &[Value]) -> Result<()> {
        if self.next > self.last
            && let Some(title) = self.sheet.as_ref().map(|sheet| sheet.listing.title)
        {
            self.end()?;
            self.add_sheet(title)?;
        }
        let sheet = self.workbook.worksheet_from_index(self.index).map_err(of_xlsx)?;
        for (((at, column), format), value) in (0_u16..).zip(&self.columns).zip(&self.formats).zip(values) {
            write(sheet, self.next, at, column, format, value)?;
        }
        self.next += 1;
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        let Some(last_column) = u16::try_from(self.columns.len()).ok().and_then(|count| count.checked_sub(1)) else {
            return Ok(());
        };
        let last_row = self.next.saturating_sub(1);
        let sheet = self.workbook.worksheet_from_index(self.index).map_err(of_xlsx)?;
        sheet.autofilter(0, 0, last_row, last_column).map_err(of_xlsx)?;
        Ok(())
    }
}

fn write(sheet: &mut Worksheet, row: u32, at: u16, column: &Writing, format: &Format, value: &Value) -> Result<()> {
    if value.is_null() {
        return Ok(());
    }
    let text = column.text(value);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if column.is_number(value) && digits <= MOST_DIGITS {
        let number: f64 = text.parse().unwrap_or_default();
        sheet.write_number_with_format(row, at, number, format).map_err(of_xlsx)?;
    } else if let Some(day) = moment(column, &text) {
        sheet.write_datetime_with_format(row, at, &day, format).map_err(of_xlsx)?;
    } else if !text.is_empty() {
        sheet.write_string_with_format(row, at, &text, format).map_err(of_xlsx)?;
    }
    Ok(())
}

/// The day as Excel counts days. Before March 1900 Excel counts a day that never was, so those go as text.
fn moment(column: &Writing, text: &str) -> Option<ExcelDateTime> {
    if column.is_masked || !matches!(column.origin.kind, Kind::Day) {
        return None;
    }
    let day = Day::parse(text).ok()?;
    if day.year() == 1900 && day.month() < 3 {
        return None;
    }
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, day.month(), day.day()).ok()
}

/// How values of a column look on a sheet.
pub(crate) fn format_of(column: &Column) -> Format {
    let format = Format::new().set_font_name(TYPEFACE).set_font_size(10).set_align(FormatAlign::VerticalCenter);
    match column.kind {
        Kind::Integer(_) => format.set_num_format("#,##0"),
        Kind::Year => format.set_num_format("0").set_align(FormatAlign::Center),
        Kind::Quantity(0, _) => format.set_num_format("#,##0"),
        Kind::Quantity(decimals, _) => format.set_num_format(format!("#,##0.{}", "0".repeat(decimals as usize))),
        Kind::Money(MoneyUnit::Yuan) => format.set_num_format("#,##0.00"),
        Kind::Money(MoneyUnit::WanYuan) => format.set_num_format("#,##0.00####"),
        Kind::Money(MoneyUnit::YiYuan) => format.set_num_format("#,##0.00########"),
        Kind::Day => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        Kind::LongText => format.set_text_wrap(),
        Kind::Text | Kind::Code(_) | Kind::Choice(_) | Kind::Link(_) | Kind::Borrowed { .. } => {
            format.set_num_format("@")
        }
    }
}

/// The row of headings.
pub(crate) fn heading_format() -> Format {
    Format::new()
        .set_font_name(TYPEFACE)
        .set_font_size(10)
        .set_bold()
        .set_background_color("#E8EEF4")
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A width that fits what the column usually holds.
pub(crate) fn width(column: &Column, heading: &str) -> f64 {
    let least = match column.kind {
        Kind::LongText => 40.0,
        Kind::Text | Kind::Link(_) => 28.0,
        Kind::Code(_) => 22.0,
        Kind::Money(_) => 14.0,
        Kind::Day => 12.0,
        Kind::Choice(_) | Kind::Integer(_) | Kind::Year | Kind::Quantity(..) | Kind::Borrowed { .. } => 10.0,
    };
    let letters: u32 = heading.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    f64::from(letters).mul_add(1.05, 3.0).clamp(least, 42.0)
}

/// A name that Excel allows for a sheet and that is not taken yet.
pub(crate) fn sheet_name(title: &str, taken: &HashSet<String>) -> String {
    let allowed: String = title.chars().map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter }).collect();
    let allowed = allowed.trim();
    let cut = |most: usize| allowed.chars().take(most).collect::<String>();
    let first = if allowed.is_empty() { "表".to_owned() } else { cut(LONGEST_NAME) };
    if !taken.contains(&first.to_lowercase()) {
        return first;
    }
    (2_u32..)
        .map(|number| format!("{}({number})", cut(LONGEST_NAME - 5)))
        .find(|name| !taken.contains(&name.to_lowercase()))
        .unwrap_or(first)
}

/// What went wrong in the writing of a workbook, as a sentence.
pub(crate) fn of_xlsx(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => unwritten(&error),
        XlsxError::MaxStringLengthExceeded => {
            Error::Refused("有一格文字超过 Excel 的 32767 个字的上限，请改用 CSV 导出".to_owned())
        }
        other => Error::Fault(format!("writing a workbook: {other}")),
    }
}
