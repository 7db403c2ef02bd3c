//! The ladder as an Excel sheet.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use storage::{Error, Result};

use procedure::Word;

use super::{
    asked::Asked,
    page::{Line, score, told_briefly, verdict},
};

/// The headings with the widths of their columns.
const HEADINGS: [(&str, f64); 8] = [
    ("序号", 6.0),
    ("企业", 34.0),
    ("镇街", 12.0),
    ("重点领域", 12.0),
    ("现状", 10.0),
    ("有效期至", 12.0),
    ("测算", 12.0),
    ("得分", 10.0),
];

/// The last column.
const TOLD: (&str, f64) = ("还差什么", 90.0);

/// The sheet as bytes.
///
/// # Errors
/// [`Error::Fault`] if it cannot be written.
pub(super) fn written(asked: &Asked, lines: &[Line]) -> Result<Vec<u8>> {
    sheet(asked, lines).map_err(|error| Error::Fault(format!("a workbook cannot be written: {error}")))
}

fn sheet(asked: &Asked, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let plain = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    let head = plain.clone().set_bold().set_background_color(Color::RGB(0x00E8_F0EE));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(format!("{}阶梯（{}年）", asked.kind.title(), asked.year))?;
    sheet.set_landscape().set_paper_size(9);
    sheet.set_freeze_panes(1, 2)?;
    for (column, (heading, width)) in (0_u16..).zip(HEADINGS.iter().chain([&TOLD])) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *heading, &head)?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        let until = line.standing.until.map_or(String::new(), |day| day.to_string());
        let cells = [
            line.name.clone(),
            line.town.clone(),
            line.sector.clone(),
            line.standing.rung.label().to_owned(),
            until,
            verdict(&line.distance).0.to_owned(),
            score(&line.distance),
            told_briefly(&line.distance).join("\n"),
        ];
        sheet.write_number_with_format(row, 0, f64::from(row), &plain)?;
        for (column, cell) in (1_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &plain)?;
        }
    }
    workbook.save_to_buffer()
}
