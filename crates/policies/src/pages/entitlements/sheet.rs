//! The lists of a month as a workbook: who is owed what, who is near, who would be paid twice, what was paid otherwise.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use vocabulary::MoneyUnit::Yuan;

use super::view::View;
use crate::entitlement::Month;

/// The workbook.
pub(super) fn written(view: &View, month: Month) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let owed = ["对象", "编号或事项", "单位", "待遇", "依据", "月份", "金额(元)", "依据的记录"];
    let sheet = begun(&mut workbook, "应享名单", &owed)?;
    let money = Format::new().set_num_format("#,##0.00");
    for (row, at) in view.rows.iter().zip(1_u32..) {
        let month = month.to_string();
        texts(sheet, at, &[&row.name, &row.matter, &row.unit, &row.benefit, &row.document, &month])?;
        if let Some(amount) = row.amount {
            let yuan: f64 = amount.exact(Yuan).parse().unwrap_or_default();
            sheet.write_number_with_format(at, 6, yuan, &money)?;
        }
        let basis: Vec<String> = row.basis.iter().map(|basis| format!("{} #{}", basis.title, basis.id)).collect();
        sheet.write_string(at, 7, basis.join("、"))?;
    }
    let sheet = begun(&mut workbook, "差一个条件", &["人员", "编号", "单位", "待遇", "所差条件", "金额(元)"])?;
    for (one, at) in view.near.iter().zip(1_u32..) {
        texts(sheet, at, &[&one.name, &one.number, &one.unit, &one.benefit, one.condition, &one.amount])?;
    }
    let sheet = begun(&mut workbook, "就高不重复", &["人员", "编号", "发放", "不再发放"])?;
    for (one, at) in view.doubles.iter().zip(1_u32..) {
        texts(sheet, at, &[&one.name, &one.number, &one.paid, &one.withheld])?;
    }
    let sheet = begun(&mut workbook, "应发实发不符", &["人员", "编号", "应发(元)", "实发(元)", "多发(元)"])?;
    for (one, at) in view.unequal.iter().zip(1_u32..) {
        texts(sheet, at, &[&one.name, &one.number, &one.due, &one.paid, &one.over])?;
    }
    workbook.save_to_buffer()
}

fn begun<'w>(workbook: &'w mut Workbook, name: &str, headings: &[&str]) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    let head = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.set_column_width(column, 18)?;
        sheet.write_string_with_format(0, column, *heading, &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}

fn texts(sheet: &mut Worksheet, row: u32, texts: &[&str]) -> Result<(), XlsxError> {
    for (column, text) in (0_u16..).zip(texts) {
        sheet.write_string(row, column, *text)?;
    }
    Ok(())
}
