//! A table that is printed from a page and taken away as a workbook.

use std::fmt;

use review::Hundredths;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use storage::{Error, Result};

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    Number(i64),
    Points(Hundredths),
    Blank,
}

impl Cell {
    /// The number as digits alone; nothing where it is none.
    fn digits(&self) -> String {
        match self {
            Cell::Number(number) => number.to_string(),
            Cell::Points(points) => points.to_string(),
            Cell::Text(_) | Cell::Blank => String::new(),
        }
    }

    /// Whether it is set to the right.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Cell::Number(_) | Cell::Points(_))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Text(text) => out.write_str(text),
            Cell::Number(number) => out.write_str(&vocabulary::grouped(*number)),
            Cell::Points(points) => points.fmt(out),
            Cell::Blank => Ok(()),
        }
    }
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The name of the sheet.
    pub(super) name: &'static str,
    /// Headings with the widths of their columns.
    pub(super) headings: &'static [(&'static str, f64)],
    pub(super) rows: Vec<Vec<Cell>>,
    /// The last row, where there is one to add up.
    pub(super) total: Option<Vec<Cell>>,
}

impl Table {
    /// Whether a column holds numbers.
    pub(super) fn is_number(&self, column: usize) -> bool {
        self.rows.first().and_then(|row| row.get(column)).is_some_and(Cell::is_number)
    }

    /// As a workbook with one sheet.
    ///
    /// # Errors
    /// [`Error::Fault`] if it cannot be written.
    pub(super) fn to_xlsx(&self) -> Result<Vec<u8>> {
        self.written().map_err(|error| Error::Fault(format!("a workbook cannot be written: {error}")))
    }

    fn written(&self) -> Result<Vec<u8>, XlsxError> {
        let plain = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let head = plain.clone().set_bold().set_background_color(Color::RGB(0x00E8_F0EE));
        let points = plain.clone().set_num_format("0.00");
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.name)?;
        sheet.set_landscape().set_paper_size(9);
        for (column, (heading, width)) in (0_u16..).zip(self.headings) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, *heading, &head)?;
        }
        for (row, cells) in (1_u32..).zip(self.rows.iter().chain(&self.total)) {
            for (column, cell) in (0_u16..).zip(cells) {
                match (cell, cell.digits().parse::<f64>()) {
                    (Cell::Blank, _) => sheet.write_blank(row, column, &plain)?,
                    (Cell::Number(_), Ok(number)) => sheet.write_number_with_format(row, column, number, &plain)?,
                    (Cell::Points(_), Ok(number)) => sheet.write_number_with_format(row, column, number, &points)?,
                    (told, _) => sheet.write_string_with_format(row, column, told.to_string(), &plain)?,
                };
            }
        }
        workbook.save_to_buffer()
    }
}
