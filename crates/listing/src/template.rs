//! The empty import workbook: one sheet for each listing with headings, notes, drop-downs and cell formats, and before
//! them a sheet that explains.

use std::collections::HashSet;

use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Note, Workbook, Worksheet};
use storage::Result;

use crate::{
    CodeKind, Column, Kept, Kind, Listing,
    export::{TYPEFACE, format_of, heading_format, of_xlsx, sheet_name, width},
};

/// As many rows below the headings get drop-downs.
const ROWS_PREPARED: u32 = 10_000;
/// The longest list that Excel keeps inside a drop-down.
const LONGEST_LIST: usize = 255;

const RULES: [&str; 9] = [
    "1. 一张工作表对应一类记录，工作表名称和表头请勿改动；列的顺序可以调整，不用的列可以删除，多出的列不会导入。",
    "2. 表头标有 * 且底色较深的列必须填写，其余可以留空。把鼠标移到表头上可看到填写说明。",
    "3. 引用其他记录的列（如“企业”）填写该记录的编号（如统一社会信用代码），名称不重复时也可填写名称。",
    "4. 金额按表头括号内的单位填写；需要改用其他单位时，请把表头括号内改为元、万元或亿元。",
    "5. 日期写成 2022-08-07 的样子；18 位代码、证件号、卡号所在的列已设为文本格式，请勿改为数值。",
    "6. 已有的记录按关键列识别：内容不同的会变更，相同的不动；表中有该列而单元格为空，表示清空原值（个人信息列除外）。",
    "7. 导入前先核对全部内容，任何一处有误都不会保存，并一次列出所有问题；改正后重新导入即可，重复导入不会产生重复记录。",
    "8. “合计”“小计”行和空行会自动跳过。",
    "9. 请按下表的顺序准备数据：后面的表会引用前面的表。",
];

/// Makes the workbook for these listings, in this order.
///
/// # Errors
/// [`storage::Error::Fault`] if a declaration does not fit into a workbook.
pub fn template(listings: &[&'static Listing]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let mut taken: HashSet<String> = HashSet::from(["填表说明".to_owned()]);
    let names: Vec<String> = listings
        .iter()
        .map(|listing| {
            let name = sheet_name(listing.title, &taken);
            taken.insert(name.to_lowercase());
            name
        })
        .collect();
    explain(workbook.add_worksheet(), listings, &names)?;
    for (listing, name) in listings.iter().zip(&names) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).map_err(of_xlsx)?;
        prepare(sheet, listing)?;
    }
    workbook.save_to_buffer().map_err(of_xlsx)
}

fn explain(sheet: &mut Worksheet, listings: &[&'static Listing], names: &[String]) -> Result<()> {
    let plain = Format::new().set_font_name(TYPEFACE).set_font_size(10).set_align(FormatAlign::Top).set_text_wrap();
    let title = Format::new().set_font_name(TYPEFACE).set_font_size(16).set_bold();
    sheet.set_name("填表说明").map_err(of_xlsx)?;
    for (column, width) in [(0, 8), (1, 24), (2, 56), (3, 30), (4, 36)] {
        sheet.set_column_width(column, width).map_err(of_xlsx)?;
    }
    sheet.write_string_with_format(0, 0, "科枢导入表填表说明", &title).map_err(of_xlsx)?;
    let mut row = 2;
    for rule in RULES {
        sheet.merge_range(row, 0, row, 4, rule, &plain).map_err(of_xlsx)?;
        sheet.set_row_height(row, 20).map_err(of_xlsx)?;
        row += 1;
    }
    row += 1;
    for (at, heading) in (0_u16..).zip(["顺序", "工作表", "内容", "关键列", "引用的表"]) {
        sheet.write_string_with_format(row, at, heading, &heading_format()).map_err(of_xlsx)?;
    }
    for ((number, listing), name) in (1_u32..).zip(listings).zip(names) {
        row += 1;
        sheet.write_number_with_format(row, 0, number, &plain).map_err(of_xlsx)?;
        let links: Vec<&str> = listing.columns.iter().filter_map(target).map(|target| target.title).collect();
        for (at, text) in (1_u16..).zip([name.as_str(), listing.about, &labels(listing), &links.join("、")]) {
            sheet.write_string_with_format(row, at, text, &plain).map_err(of_xlsx)?;
        }
    }
    Ok(())
}

fn prepare(sheet: &mut Worksheet, listing: &'static Listing) -> Result<()> {
    sheet.set_freeze_panes(1, 0).map_err(of_xlsx)?;
    sheet.set_row_height(0, 30).map_err(of_xlsx)?;
    // What only a step writes nobody types; a case is brought in as it stands, with its stage.
    let is_typed = |column: &&'static Column| !column.by_step || listing.kept == Kept::ByCase;
    for (at, column) in (0_u16..).zip(listing.stored().filter(is_typed)) {
        let is_needed = column.required || listing.key.contains(&column.name);
        let heading = if is_needed { format!("{}*", column.heading()) } else { column.heading() };
        let colour = if is_needed { "#F7D9A8" } else { "#E8EEF4" };
        sheet.set_column_width(at, width(column, &heading)).map_err(of_xlsx)?;
        sheet.set_column_format(at, &format_of(column)).map_err(of_xlsx)?;
        let format = heading_format().set_background_color(colour);
        sheet.write_string_with_format(0, at, &heading, &format).map_err(of_xlsx)?;
        let note = note(listing, column, is_needed);
        let lines = u32::try_from(note.lines().map(|line| 1 + line.chars().count() / 18).sum::<usize>()).unwrap_or(4);
        let note =
            Note::new(note).add_author_prefix(false).set_font_name(TYPEFACE).set_width(240).set_height(24 + 18 * lines);
        sheet.insert_note(0, at, &note).map_err(of_xlsx)?;
        if let Some(rule) = rule(column)? {
            sheet.add_data_validation(1, at, ROWS_PREPARED, at, &rule).map_err(of_xlsx)?;
        }
    }
    Ok(())
}

/// A drop-down for words. What does not fit into one is only told in the note.
fn rule(column: &Column) -> Result<Option<DataValidation>> {
    let Kind::Choice(words) = column.kind else { return Ok(None) };
    let length: usize = words.iter().map(|word| word.encode_utf16().count() + 1).sum();
    if words.is_empty() || length > LONGEST_LIST || words.iter().any(|word| word.contains(',')) {
        return Ok(None);
    }
    let rule = DataValidation::new().allow_list_strings(words).map_err(of_xlsx)?;
    let rule = rule.set_error_title("请从下拉列表中选择").map_err(of_xlsx)?;
    let rule = rule.set_error_message(format!("{}只能填写下拉列表中的词", column.label)).map_err(of_xlsx)?;
    Ok(Some(rule))
}

/// What to write into a column.
fn note(listing: &Listing, column: &Column, is_needed: bool) -> String {
    let mut lines = vec![if is_needed { "必填。".to_owned() } else { "选填。".to_owned() }];
    lines.push(format_note(column));
    if listing.key.contains(&column.name) {
        lines.push(if listing.key.len() == 1 {
            "用来识别记录，不能重复。".to_owned()
        } else {
            format!("与{}一起识别记录。", labels(listing))
        });
    }
    if !column.hint.is_empty() {
        lines.push(column.hint.to_owned());
    }
    if column.personal {
        lines.push("个人信息：留空或带 * 表示不改动原值。".to_owned());
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn format_note(column: &Column) -> String {
    match column.kind {
        Kind::Text => String::new(),
        Kind::LongText => "可以多行，最多 20000 字。".to_owned(),
        Kind::Code(kind) => code_note(kind).to_owned(),
        Kind::Choice(words) => format!("填写以下之一：{}。", words.join("、")),
        Kind::Integer("") => "整数。".to_owned(),
        Kind::Integer(unit) => format!("整数，单位：{unit}。"),
        Kind::Year => "四位年份，如 2022。".to_owned(),
        Kind::Quantity(decimals, "") => format!("数字，最多 {decimals} 位小数。"),
        Kind::Quantity(decimals, unit) => format!("数字，最多 {decimals} 位小数，单位：{unit}。"),
        Kind::Money(unit) => format!("金额，单位：{}，精确到分。", unit.label()),
        Kind::Day => "日期，如 2022-08-07。".to_owned(),
        Kind::Link(target) => {
            format!("填写“{}”表中已有记录的{}，名称不重复时也可填写名称。", target.title, labels(target))
        }
        Kind::Borrowed { .. } => String::new(),
    }
}

fn code_note(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::CreditCode => "18 位统一社会信用代码，文本格式。",
        CodeKind::ResidentId => "18 位居民身份号码，文本格式。",
        CodeKind::Patent => "专利申请号，含小数点和校验位，如 201710601862.3。",
        CodeKind::Orcid => "如 0000-0002-1825-0097。",
        CodeKind::BankCard => "银行卡号，文本格式。",
        CodeKind::Phone => "手机号码，或带区号的固定电话。",
        CodeKind::Region => "6 位行政区划代码，如 360313。",
        CodeKind::Industry => "2 至 4 位国民经济行业代码，如 3073。",
        CodeKind::Number => "按原文填写，文本格式。",
    }
}

fn target(column: &Column) -> Option<&'static Listing> {
    match column.kind {
        Kind::Link(target) => Some(target),
        _ => None,
    }
}

fn labels(listing: &Listing) -> String {
    let labels: Vec<&str> =
        listing.key.iter().filter_map(|name| listing.column(name)).map(|column| column.label).collect();
    labels.join(" / ")
}
