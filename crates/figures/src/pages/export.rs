//! The catalogue and the rows behind a figure, to take away.

use axum::response::{IntoResponse, Response};
use listing::address;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::Value;
use storage::Error;
use web::Outcome;

use super::{
    Asked,
    catalogue::{self, Row},
    download,
};
use crate::{
    Change, Office, Rank,
    json::{reading_json, witnesses_json},
    witnesses,
};

const JSON: &str = "application/json; charset=utf-8";
const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The headings of the exported catalogue and how wide they are in Excel.
const HEADINGS: [(&str, f64); 18] = [
    ("栏目", 12.0),
    ("指标代码", 26.0),
    ("报告序号", 10.0),
    ("指标名称", 34.0),
    ("数值", 16.0),
    ("单位", 8.0),
    ("报告写法", 18.0),
    ("时间窗", 10.0),
    ("起", 12.0),
    ("止", 12.0),
    ("年度任务", 12.0),
    ("完成%", 8.0),
    ("同比", 12.0),
    ("全市位次", 10.0),
    ("位次依据", 30.0),
    ("算法", 24.0),
    ("条件", 60.0),
    ("记录数", 10.0),
];

/// One cell of an export.
enum Cell {
    Text(String),
    /// A plain decimal.
    Number(String),
}

/// All figures as JSON, the same as `keshu figures --json`.
pub(super) async fn catalogue_json(office: &Office, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let reader = office.reader();
    let mut readings = office.catalogue.read_all(reader, asked.moment).await?;
    readings.extend(office.catalogue.read_saved(reader, &office.house.registry, asked.moment).await?);
    Ok(json(&Value::Array(readings.iter().map(reading_json).collect())))
}

/// All figures as CSV.
pub(super) async fn catalogue_csv(office: &Office, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let headings = HEADINGS.map(|(heading, _)| Cell::Text(heading.to_owned()));
    let mut text = String::from("\u{feff}");
    write_line(&mut text, &headings);
    for (title, rows) in catalogue::rows(office, asked.moment).await? {
        for row in &rows {
            write_line(&mut text, &cells(title, row));
        }
    }
    Ok(download(CSV, &format!("figures-{}.csv", asked.moment.as_of), text.into_bytes()))
}

/// All figures as an Excel sheet.
pub(super) async fn catalogue_xlsx(office: &Office, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let groups = catalogue::rows(office, asked.moment).await?;
    let content = workbook(&groups).map_err(|error| Error::Fault(format!("writing a workbook: {error}")))?;
    Ok(download(XLSX, &format!("figures-{}.xlsx", asked.moment.as_of), content))
}

/// The rows behind a figure as JSON, the same as `keshu figure CODE --witnesses --json`.
pub(super) async fn witnesses_as_json(office: &Office, code: &str, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let reading = office.read(code, asked.moment).await?;
    Ok(json(&witnesses_json(&witnesses(office.reader(), &reading).await?)))
}

/// The rows behind a figure as CSV.
pub(super) async fn witnesses_as_csv(office: &Office, code: &str, query: &str) -> Outcome {
    let asked = Asked::of_query(office, query)?;
    let reading = office.read(code, asked.moment).await?;
    let definition = &reading.definition;
    let heading =
        if definition.unit.is_empty() { "计入".to_owned() } else { format!("计入（{}）", definition.unit) };
    let mut text = String::from("\u{feff}");
    write_line(
        &mut text,
        &["编号".to_owned(), definition.listing.title.to_owned(), heading, "地址".to_owned()].map(Cell::Text),
    );
    for witness in witnesses(office.reader(), &reading).await? {
        let address = format!("{}/{}", definition.listing.path, witness.id);
        let contributes = if witness.contributes.parse::<f64>().is_ok() {
            Cell::Number(witness.contributes)
        } else {
            Cell::Text(witness.contributes)
        };
        write_line(
            &mut text,
            &[Cell::Number(witness.id.to_string()), Cell::Text(witness.name), contributes, Cell::Text(address)],
        );
    }
    Ok(download(CSV, &format!("{}-{}.csv", definition.code, asked.moment.as_of), text.into_bytes()))
}

fn json(value: &Value) -> Response {
    ([(axum::http::header::CONTENT_TYPE, JSON)], format!("{value:#}\n")).into_response()
}

fn cells(title: &str, row: &Row) -> [Cell; HEADINGS.len()] {
    let definition = &row.reading.definition;
    let comparison = &row.comparison;
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |number: Option<String>| number.map_or(Cell::Text(String::new()), Cell::Number);
    let target = comparison.target.as_ref();
    let rank = comparison.rank.as_ref();
    let value = match row.reading.number() {
        Some(_) => number(row.reading.exact()),
        None => Cell::Text(row.reading.exact().unwrap_or_else(|| row.reading.shown())),
    };
    [
        text(title),
        text(&definition.code),
        number(definition.slot.map(|slot| slot.to_string())),
        text(&definition.name),
        value,
        text(&definition.unit),
        Cell::Text(row.reading.phrase()),
        text(definition.window),
        Cell::Text(definition.period.from.map_or(String::new(), |day| day.to_string())),
        Cell::Text(definition.period.to.to_string()),
        number(target.map(|target| target.target.clone())),
        number(target.and_then(|target| target.completion_percent).map(|percent| percent.to_string())),
        Cell::Text(comparison.change.as_ref().map_or(String::new(), Change::says)),
        Cell::Text(rank.map_or(String::new(), Rank::says)),
        Cell::Text(rank.map_or(String::new(), |rank| rank.source.clone())),
        Cell::Text(definition.fold.says(definition.listing)),
        Cell::Text(format!("{}：{}", definition.listing.title, address::says(definition.listing, &definition.filter))),
        Cell::Number(row.reading.witnesses.to_string()),
    ]
}

fn workbook(groups: &[(&'static str, Vec<Row>)]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let plain = Format::new().set_font_name("微软雅黑").set_font_size(10);
    let head = plain.clone().set_bold().set_background_color("#E8EEF4");
    let sheet = workbook.add_worksheet();
    sheet.set_name("指标")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, (heading, width)) in (0_u16..).zip(HEADINGS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, heading, &head)?;
    }
    let rows = groups.iter().flat_map(|(title, rows)| rows.iter().map(|row| cells(title, row)));
    for (at_row, cells) in (1_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(&cells) {
            match cell {
                Cell::Number(text) if is_exact_in_excel(text) => {
                    sheet.write_number_with_format(at_row, at, text.parse::<f64>().unwrap_or_default(), &plain)?
                }
                Cell::Number(text) | Cell::Text(text) => sheet.write_string_with_format(at_row, at, text, &plain)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// Excel keeps fifteen digits; a longer number goes as text.
fn is_exact_in_excel(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() <= 15
}

/// A line of CSV: quoted where needed, and no text that a spreadsheet would run as a formula.
fn write_line(out: &mut String, cells: &[Cell]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match cell {
            Cell::Number(text) => out.push_str(text),
            Cell::Text(text) => {
                let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
                out.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
            }
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_begins_like_a_formula_is_defused_and_a_number_is_not() {
        let mut line = String::new();
        write_line(
            &mut line,
            &[Cell::Text("=1+1".to_owned()), Cell::Number("-3.5".to_owned()), Cell::Text("甲\"乙".to_owned())],
        );
        assert_eq!(line, "\"'=1+1\",-3.5,\"甲\"\"乙\"\r\n");
    }
}
