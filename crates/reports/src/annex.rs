//! The evidence annex: for each number its definition, window, exact value and every row behind it, as a workbook.

use figures::{Office, Reading};
use listing::address;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use storage::{Error, Result};

use crate::{Report, report, template::plainly};

/// How many rows of evidence stand on one sheet; a sheet of Excel holds 1,048,576.
const ROWS_A_SHEET: u32 = 1_000_000;

/// The annex of a report.
///
/// # Errors
/// What the database says; [`Error::Fault`] if the workbook cannot be written.
pub async fn annex(office: &Office, report: &Report) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    figures_sheet(workbook.add_worksheet_with_constant_memory().map_err(fault)?, report).map_err(fault)?;
    evidence(&mut workbook, office, report).await?;
    checks_sheet(workbook.add_worksheet_with_constant_memory().map_err(fault)?, report).map_err(fault)?;
    missing_sheet(workbook.add_worksheet_with_constant_memory().map_err(fault)?, report).map_err(fault)?;
    workbook.save_to_buffer().map_err(fault)
}

fn fault(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            Error::Refused("磁盘已满，没有生成证据附件。请腾出空间后再试".to_owned())
        }
        error => Error::Fault(format!("the annex cannot be written: {error}")),
    }
}

/// A cell: a number stays a number where Excel holds it exactly.
enum Entry {
    Text(String),
    Number(f64),
    Blank,
}

fn text(text: impl Into<String>) -> Entry {
    Entry::Text(text.into())
}

fn whole(number: i64) -> Entry {
    exact(&number.to_string())
}

/// A decimal as a number where Excel shows the very same digits, else as text.
fn exact(decimal: &str) -> Entry {
    match decimal.parse::<f64>() {
        Ok(number) if number.is_finite() && decimal.len() <= 15 && number.to_string() == decimal => {
            Entry::Number(number)
        }
        _ => text(decimal),
    }
}

/// Names a sheet and writes its head: headings with their widths.
fn begin(sheet: &mut Worksheet, name: &str, headings: &[(&str, f64)]) -> Result<(), XlsxError> {
    let head =
        Format::new().set_bold().set_background_color(Color::RGB(0x00E8_F0EE)).set_align(FormatAlign::VerticalCenter);
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (heading, width)) in (0_u16..).zip(headings) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *heading, &head)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, entries: &[Entry]) -> Result<(), XlsxError> {
    for (column, entry) in (0_u16..).zip(entries) {
        match entry {
            // A cell of Excel holds 32,767 characters.
            Entry::Text(text) => sheet.write_string(row, column, text.chars().take(32_000).collect::<String>())?,
            Entry::Number(number) => sheet.write_number(row, column, *number)?,
            Entry::Blank => continue,
        };
    }
    Ok(())
}

fn figures_sheet(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    const HEADINGS: [(&str, f64); 15] = [
        ("空格", 6.0),
        ("指标代码", 26.0),
        ("指标名称", 30.0),
        ("精确值", 16.0),
        ("报告写法", 18.0),
        ("单位", 8.0),
        ("时间窗", 10.0),
        ("起", 12.0),
        ("止", 12.0),
        ("定义", 60.0),
        ("算法", 24.0),
        ("说明", 40.0),
        ("列表地址", 60.0),
        ("记录数", 10.0),
        ("报告中", 10.0),
    ];
    begin(sheet, "指标", &HEADINGS)?;
    for (row, reading) in (1_u32..).zip(&report.readings) {
        let definition = &reading.definition;
        let listing = definition.listing;
        let conditions = match address::says(listing, &definition.filter) {
            says if says.is_empty() => format!("{}：全部", listing.title),
            says => format!("{}：{says}", listing.title),
        };
        let entries = [
            definition.slot.map_or(Entry::Blank, |slot| whole(i64::from(slot))),
            text(definition.code.as_str()),
            text(definition.name.as_str()),
            reading.exact().map_or_else(|| text("待补"), |value| exact(&value)),
            text(plainly(reading, None)),
            text(definition.unit.as_str()),
            text(definition.window),
            definition.period.from.map_or(Entry::Blank, |day| text(day.to_string())),
            text(definition.period.to.to_string()),
            text(conditions),
            text(definition.fold.says(listing)),
            text(definition.note.as_str()),
            text(definition.address()),
            whole(reading.witnesses),
            text(if report.named.contains(&definition.code) { "用到" } else { "未用" }),
        ];
        write(sheet, row, &entries)?;
    }
    Ok(())
}

/// Every row behind every figure. Rows are read figure by figure, so that only one figure's are held at a time.
async fn evidence(workbook: &mut Workbook, office: &Office, report: &Report) -> Result<()> {
    let mut number = 1;
    let mut next = evidence_sheet(workbook, number).map_err(fault)?;
    for reading in &report.readings {
        for witness in figures::witnesses(office.reader(), reading).await? {
            if next > ROWS_A_SHEET {
                number += 1;
                next = evidence_sheet(workbook, number).map_err(fault)?;
            }
            let sheet = workbook.worksheet_from_name(&evidence_name(number)).map_err(fault)?;
            write(sheet, next, &entries(reading, &witness)).map_err(fault)?;
            next += 1;
        }
    }
    Ok(())
}

fn entries(reading: &Reading, witness: &figures::Witness) -> [Entry; 6] {
    let definition = &reading.definition;
    [
        text(definition.code.as_str()),
        text(definition.name.as_str()),
        whole(witness.id),
        text(witness.name.as_str()),
        exact(&witness.contributes),
        text(format!("{}/{}", definition.listing.path, witness.id)),
    ]
}

fn evidence_name(number: u32) -> String {
    if number == 1 { "依据".to_owned() } else { format!("依据{number}") }
}

/// Adds a sheet of evidence and gives its first free row.
fn evidence_sheet(workbook: &mut Workbook, number: u32) -> Result<u32, XlsxError> {
    const HEADINGS: [(&str, f64); 6] = [
        ("指标代码", 26.0),
        ("指标名称", 30.0),
        ("记录编号", 10.0),
        ("记录", 40.0),
        ("计入", 16.0),
        ("记录地址", 40.0),
    ];
    begin(workbook.add_worksheet_with_constant_memory()?, &evidence_name(number), &HEADINGS)?;
    Ok(1)
}

fn checks_sheet(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    begin(sheet, "校验", &[("结果", 10.0), ("校验", 40.0), ("情况", 80.0), ("指标", 50.0)])?;
    for (row, check) in (1_u32..).zip(&report.checks) {
        let entries = [
            text(check.finding.label()),
            text(check.name),
            text(check.sentence.as_str()),
            text(check.codes.join("、")),
        ];
        write(sheet, row, &entries)?;
    }
    Ok(())
}

fn missing_sheet(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    begin(sheet, "待补", &[("空格", 6.0), ("代码", 30.0), ("名称", 30.0), ("原因", 50.0), ("补录地址", 60.0)])?;
    for (row, missing) in (1_u32..).zip(&report.missing) {
        let report::Missing { code, slot, name, why, address } = missing;
        let entries = [
            slot.map_or(Entry::Blank, |slot| whole(i64::from(slot))),
            text(code.as_str()),
            text(name.as_str()),
            text(why.as_str()),
            text(address.as_str()),
        ];
        write(sheet, row, &entries)?;
    }
    Ok(())
}
