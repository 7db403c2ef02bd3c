//! One row of a sheet as values of its listing, with everything that is wrong in it.

use storage::Value;
use vocabulary::Day;

use super::{
    headings::normal,
    report::Problem,
    sheet::{Cell, SheetRow, decimal, decimal_of},
    survey::{Mapped, Matched},
};
use crate::{
    Column, Kind, Listing,
    cell::{self, trimmed},
};

/// From here on a number in a cell has lost digits: Excel keeps fifteen.
const LOSES_DIGITS: f64 = 1e15;
/// The serial numbers that are taken for days where a cell is not formatted as one: 1950 to 2199.
const LIKELY_SERIALS: std::ops::RangeInclusive<f64> = 18_264.0..=109_574.0;
/// The longest value that a problem repeats, in characters.
const ECHO: usize = 40;
const TOTALS: [&str; 5] = ["合计", "总计", "小计", "累计", "共计"];
const REMARKS: [&str; 8] = ["注:", "备注:", "说明:", "填表人", "制表人", "审核人", "填报单位", "填报日期"];

/// What a row has for one stored column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    /// The sheet does not have the column.
    Absent,
    /// A value.
    Value(Value),
    /// The text that names a linked record.
    Link(String),
    /// A linked record that was found, and the text that named it.
    Linked(i64, String),
    /// A personal value that stays what it is, because nothing was written for it.
    Kept,
    /// A personal value that stays what it is, because stars were written for it.
    Starred,
    /// Something that cannot be read, as it was typed.
    Wrong(String),
}

/// A row, read.
#[derive(Clone, Debug)]
pub(super) struct ReadRow {
    pub(super) number: u32,
    /// One for each stored column.
    pub(super) fields: Vec<Field>,
    pub(super) problems: Vec<Problem>,
    /// Whether it refers to a row of this file that is wrong.
    pub(super) is_blocked: bool,
}

impl Field {
    /// The field as text, to tell rows by before they are stored.
    pub(super) fn text(&self, column: &Column) -> String {
        match self {
            Field::Value(value) => cell::plain(column, value),
            Field::Link(text) | Field::Linked(_, text) | Field::Wrong(text) => text.clone(),
            Field::Absent | Field::Kept | Field::Starred => String::new(),
        }
    }
}

impl ReadRow {
    /// Some columns as one text, as a link to this row would be written.
    pub(super) fn text_of(&self, listing: &Listing, names: &[&str], between: &str) -> String {
        let text = |name: &&str| {
            let (position, column) = listing.stored().enumerate().find(|(_, column)| column.name == *name)?;
            Some(self.fields.get(position)?.text(column))
        };
        names.iter().filter_map(text).collect::<Vec<_>>().join(between)
    }

    /// Whether nothing stands in the way of storing it.
    pub(super) fn is_sound(&self) -> bool {
        !self.is_blocked
            && self.problems.is_empty()
            && !self.fields.iter().any(|field| matches!(field, Field::Wrong(_)))
    }
}

/// What became of a row of a sheet.
pub(super) enum Outcome {
    Row(ReadRow),
    /// It holds nothing for this listing.
    Blank,
    /// It is no record, and why.
    Passed(String),
}

/// Reads a row below the headings. `blank` is one absent field for each stored column.
pub(super) fn read(sheet: &Matched, row: &SheetRow, blank: &[Field]) -> Outcome {
    if let Some(why) = passed(sheet, row) {
        return Outcome::Passed(why);
    }
    let is_blank = |cell: &Cell| matches!(cell, Cell::Text(text) if trimmed(text).is_empty());
    let mut read = ReadRow { number: row.number, fields: blank.to_vec(), problems: Vec::new(), is_blocked: false };
    let mut has_any = false;
    for mapped in &sheet.columns {
        let cell = row.cell(mapped.at).filter(|cell| !is_blank(cell));
        has_any |= cell.is_some();
        let field = match field(mapped, cell) {
            Ok(field) => field,
            Err(sentence) => {
                let typed = cell.map(Cell::to_string).unwrap_or_default();
                read.problems.push(problem(sheet, row.number, mapped, &typed, sentence));
                Field::Wrong(trimmed(&typed).to_owned())
            }
        };
        if let Some(place) = read.fields.get_mut(mapped.position) {
            *place = field;
        }
    }
    if has_any { Outcome::Row(read) } else { Outcome::Blank }
}

/// A problem at one cell.
pub(super) fn problem(sheet: &Matched, row: u32, mapped: &Mapped, typed: &str, sentence: String) -> Problem {
    let value = if is_private(mapped.column) { String::new() } else { shortened(typed) };
    Problem {
        sheet: sheet.name.title.clone(),
        row: Some(row),
        column: mapped.heading.clone(),
        value,
        sentence,
        meant: None,
    }
}

/// Whether a column's values must not be repeated: they are personal, or name a record by something personal.
pub(super) fn is_private(column: &Column) -> bool {
    cell::is_masked(column) || matches!(column.kind, Kind::Link(target) if is_private_key(target))
}

fn is_private_key(listing: &Listing) -> bool {
    listing.key.iter().filter_map(|name| listing.column(name)).any(cell::is_masked)
}

fn shortened(text: &str) -> String {
    let mut short: String = trimmed(text).chars().take(ECHO).collect();
    if trimmed(text).chars().nth(ECHO).is_some() {
        short.push('…');
    }
    short
}

/// Why a row is no record: it is a total, a remark below the table, or the headings once more.
fn passed(sheet: &Matched, row: &SheetRow) -> Option<String> {
    let (_, first) =
        row.cells.iter().find(|(_, cell)| !matches!(cell, Cell::Text(text) if trimmed(text).is_empty()))?;
    let Cell::Text(first) = first else { return None };
    if first.chars().count() > ECHO {
        return None;
    }
    let first = normal(first);
    if TOTALS.contains(&first.as_str()) {
        return Some(format!("第 {} 行是{first}行，未导入", row.number));
    }
    let is_remark = row.cells.len() <= 2 && sheet.columns.len() > 2;
    if is_remark && REMARKS.iter().any(|remark| first.starts_with(remark)) {
        return Some(format!("第 {} 行是表下的说明，未导入", row.number));
    }
    let repeats = |mapped: &Mapped| {
        row.cell(mapped.at)
            .is_some_and(|cell| matches!(cell, Cell::Text(text) if normal(text) == normal(&mapped.heading)))
    };
    let is_header = sheet.columns.len() > 1 && sheet.columns.iter().all(repeats);
    is_header.then(|| format!("第 {} 行重复了表头，未导入", row.number))
}

fn field(mapped: &Mapped, cell: Option<&Cell>) -> Result<Field, String> {
    let column = mapped.column;
    if cell::is_masked(column) {
        match cell {
            None => return Ok(Field::Kept),
            Some(Cell::Text(text)) if text.contains('*') => return Ok(Field::Starred),
            Some(_) => {}
        }
    }
    let typed = typed(mapped, cell)?;
    let value = match (column.kind, mapped.unit) {
        (Kind::Money(_), Some(unit)) if !trimmed(&typed).is_empty() => cell::parse_money(column, &typed, unit)?,
        _ => cell::parse(column, &typed)?,
    };
    Ok(match (column.kind, value) {
        (Kind::Link(_), Value::Text(text)) => Field::Link(text),
        (_, value) => Field::Value(value),
    })
}

/// The text that a person would have typed for what stands in the cell.
fn typed(mapped: &Mapped, cell: Option<&Cell>) -> Result<String, String> {
    let Some(cell) = cell else { return Ok(String::new()) };
    let column = mapped.column;
    let is_code = matches!(column.kind, Kind::Code(_));
    match cell {
        Cell::Error(error) => Err(format!("单元格是错误值 {error}，请改正公式或直接填写")),
        Cell::Text(text) if is_code && is_scientific(text) => Err(said_of_lost_digits(column)),
        Cell::Text(text) => Ok(text.clone()),
        Cell::Bool(value) => Ok(word(column, *value).to_owned()),
        Cell::Day(day, serial) => of_day(column, *day, *serial),
        Cell::Percent(number) if column.unit() == "%" => Ok(match column.kind {
            Kind::Quantity(decimals, _) => decimal_of(*number, 2, decimals),
            _ => decimal_of(*number, 2, 0),
        }),
        Cell::Percent(number) | Cell::Number(number) => of_number(mapped, *number),
    }
}

fn of_number(mapped: &Mapped, number: f64) -> Result<String, String> {
    let column = mapped.column;
    match column.kind {
        Kind::Money(own) => Ok(decimal_of(number, 0, mapped.unit.unwrap_or(own).decimals())),
        Kind::Quantity(decimals, _) => Ok(decimal_of(number, 0, decimals)),
        Kind::Integer(_) => Ok(decimal_of(number, 0, 0)),
        Kind::Day if LIKELY_SERIALS.contains(&number) => {
            // The range makes sure that it fits.
            Day::from_excel_serial(number.trunc() as i64, false)
                .map(|day| day.to_string())
                .ok_or_else(|| "日期超出可以处理的范围".to_owned())
        }
        Kind::Code(_) | Kind::Text | Kind::LongText | Kind::Link(_) if number.abs() >= LOSES_DIGITS => {
            Err(said_of_lost_digits(column))
        }
        _ => Ok(decimal(number, 0)),
    }
}

fn of_day(column: &Column, day: Option<Day>, serial: f64) -> Result<String, String> {
    match column.kind {
        // A year typed into a cell that is formatted as a date.
        Kind::Year if (1900.0..2200.0).contains(&serial) => Ok(decimal(serial, 0)),
        Kind::Year => day.map(|day| day.year().to_string()).ok_or_else(|| "年份应为四位数字，如 2022".to_owned()),
        Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) => {
            Err("单元格是日期格式，应为数字。请把单元格格式改为“数值”后核对".to_owned())
        }
        _ => day.map(|day| day.to_string()).ok_or_else(|| "日期超出可以处理的范围".to_owned()),
    }
}

fn word(column: &Column, value: bool) -> &'static str {
    match (column.kind, value) {
        (Kind::Choice(words), true) if words.contains(&"是") => "是",
        (Kind::Choice(words), false) if words.contains(&"否") => "否",
        (_, true) => "TRUE",
        (_, false) => "FALSE",
    }
}

/// Whether a text is what Excel writes into a CSV file in place of a long number.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = trimmed(text).split_once(['E', 'e']) else { return false };
    let is_number =
        |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    mantissa.contains('.') && is_number(mantissa) && exponent.strip_prefix('+').is_some_and(is_number)
}

fn said_of_lost_digits(column: &Column) -> String {
    format!(
        "{}须以文本格式填写：按数字保存时 Excel 只保留 15 位，末尾几位已丢失。请把该列设为“文本”后重新填写",
        column.label
    )
}
