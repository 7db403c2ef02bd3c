//! The rows of a sheet as the file holds them.

use std::{fmt, ops::ControlFlow};

use calamine::{Data, DataRef, ExcelDateTime, Range, Xlsx, XlsxError};
use vocabulary::Day;

use super::workbook::Source;

/// What stands in one cell. An empty cell is not there at all.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Text, or the text that a formula gave.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that Excel shows as so many percent.
    Percent(f64),
    /// A day, with the serial number that stands for it.
    Day(Option<Day>, f64),
    /// True or false.
    Bool(bool),
    /// An error that a formula gave, such as `#N/A`.
    Error(String),
}

/// One row: its number as Excel shows it, and its cells by column, counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetRow {
    pub(super) number: u32,
    pub(super) cells: Vec<(u32, Cell)>,
}

impl SheetRow {
    /// The cell in a column, where there is one.
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Text(text) | Cell::Error(text) => out.write_str(text),
            Cell::Number(number) => out.write_str(&decimal(*number, 0)),
            Cell::Percent(number) => write!(out, "{}%", decimal(*number, 2)),
            Cell::Day(Some(day), _) => write!(out, "{day}"),
            Cell::Day(None, serial) => out.write_str(&decimal(*serial, 0)),
            Cell::Bool(value) => out.write_str(if *value { "TRUE" } else { "FALSE" }),
        }
    }
}

/// Shows the rows of a sheet while it is read, so that it is never held.
pub(super) fn xlsx_rows(
    workbook: &mut Xlsx<Box<dyn Source>>,
    title: &str,
    visit: &mut dyn FnMut(SheetRow) -> ControlFlow<()>,
) -> Result<(), XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(title)?;
    let percents: Vec<bool> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%')))
        .collect();
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (at, column) = cell.get_position();
        let number = at.saturating_add(1);
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Float(number) if percents.get(style).is_some_and(|is_percent| *is_percent) => {
                Cell::Percent(*number)
            }
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::Int(number) => of_int(*number),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
            DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
            DataRef::Bool(value) => Cell::Bool(*value),
            DataRef::DateTime(moment) => of_moment(moment),
            DataRef::Error(error) => Cell::Error(error.to_string()),
        };
        if number != row.number && !row.cells.is_empty() {
            let full = std::mem::replace(&mut row, SheetRow { number, cells: Vec::with_capacity(16) });
            if visit(full).is_break() {
                return Ok(());
            }
        }
        row.number = number;
        row.cells.push((column, value));
    }
    if !row.cells.is_empty() {
        let _ = visit(row);
    }
    Ok(())
}

/// Shows the rows of a sheet that is held.
pub(super) fn range_rows(range: &Range<Data>, visit: &mut dyn FnMut(SheetRow) -> ControlFlow<()>) {
    let (first_row, first_column) = range.start().unwrap_or((0, 0));
    for (number, cells) in (first_row.saturating_add(1)..).zip(range.rows()) {
        let cells: Vec<(u32, Cell)> =
            (first_column..).zip(cells).filter_map(|(column, data)| of_data(data).map(|cell| (column, cell))).collect();
        if !cells.is_empty() && visit(SheetRow { number, cells }).is_break() {
            return;
        }
    }
}

fn of_data(data: &Data) -> Option<Cell> {
    Some(match data {
        Data::Empty => return None,
        Data::Float(number) => Cell::Number(*number),
        Data::Int(number) => of_int(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => of_moment(moment),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}

fn of_int(number: i64) -> Cell {
    Cell::Text(number.to_string())
}

fn of_moment(moment: &ExcelDateTime) -> Cell {
    if !moment.is_datetime() {
        return Cell::Number(moment.as_f64());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Cell::Day(Day::new(i32::from(year), month, day), moment.as_f64())
}

/// A number as Excel shows it, with fifteen significant digits, so that 0.1 + 0.2 is 0.3; `shift` moves the point to the
/// right.
pub(super) fn decimal(number: f64, shift: i32) -> String {
    with_digits(number, 15, shift)
}

/// A number that may have at most `decimals` decimals: what a formula left behind the twelfth digit is not held against it.
pub(super) fn decimal_of(number: f64, shift: i32, decimals: u32) -> String {
    let fits = |text: &str| text.split_once('.').is_none_or(|(_, part)| part.len() <= decimals as usize);
    let exact = decimal(number, shift);
    if fits(&exact) {
        return exact;
    }
    let rounded = with_digits(number, 12, shift);
    if fits(&rounded) { rounded } else { exact }
}

fn with_digits(number: f64, digits: usize, shift: i32) -> String {
    let scientific = format!("{number:.*e}", digits.saturating_sub(1));
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent = exponent.parse::<i32>().unwrap_or(0).saturating_add(shift);
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = all.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let written = match exponent {
        0..=20 => {
            let whole = usize::try_from(exponent).unwrap_or(0) + 1;
            match digits.split_at_checked(whole) {
                Some((whole, "")) => whole.to_owned(),
                Some((whole, part)) => format!("{whole}.{part}"),
                None => format!("{digits:0<whole$}"),
            }
        }
        -20..=-1 => format!("0.{}{digits}", "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0))),
        _ => format!("{}e{exponent}", mantissa.trim_start_matches('-').trim_end_matches('0').trim_end_matches('.')),
    };
    format!("{sign}{written}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_fifteen_digits_as_excel_shows_them() {
        assert_eq!(decimal(0.1 + 0.2, 0), "0.3");
        assert_eq!(decimal(1234.5678, 0), "1234.5678");
        assert_eq!(decimal(-0.05, 0), "-0.05");
        assert_eq!(decimal(100_000.0, 0), "100000");
        assert_eq!(decimal(0.0, 0), "0");
        assert_eq!(decimal(0.125, 2), "12.5");
        assert_eq!(decimal_of(1.07 - 1.0, 2, 2), "7");
        assert_eq!(decimal_of(100.0 / 3.0, 0, 6), "33.3333333333333");
        assert_eq!(decimal(9.136_031_3e17, 0), "913603130000000000");
        assert_eq!(decimal(1e300, 0), "1e300");
        assert_eq!(decimal(123_456_789_012_345.0, 0), "123456789012345");
    }
}
