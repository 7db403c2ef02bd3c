//! One value between people and the database: read from what somebody typed, written plainly for sheets and forms, and
//! shown on pages.

use storage::{ColumnKind, Value};
use vocabulary::{
    BankCard, CreditCode, Day, IdNumber, Industry, Money, MoneyUnit, Orcid, PatentNumber, Phone, Region, Wrong,
    format_scaled, grouped, parse_integer, parse_scaled,
};

use crate::{CodeKind, Column, Kind, Listing};

/// The longest line of text, in characters.
pub const LONGEST_TEXT: usize = 500;

/// The longest text of several lines, in characters.
pub const LONGEST_LONG_TEXT: usize = 20_000;

/// The years that a year column may hold.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2199;

/// Reads what somebody typed into a column. Blank is [`Value::Null`].
///
/// Links and borrowed columns need the database and are not read here: of them only the text is kept.
///
/// # Errors
/// One sentence that says what is wrong and what would be right. It never repeats a personal value.
pub fn parse(column: &Column, typed: &str) -> Result<Value, String> {
    let typed = trimmed(typed);
    if typed.is_empty() {
        return if column.required { Err(format!("{}应填写", column.label)) } else { Ok(Value::Null) };
    }
    match column.kind {
        Kind::Text => line(typed).map(Value::Text),
        Kind::LongText => paragraphs(typed).map(Value::Text),
        Kind::Code(kind) => parse_code(kind, typed).map(Value::Text).map_err(|wrong| wrong.said),
        Kind::Choice(words) => word(words, typed).map(Value::from),
        Kind::Integer(unit) => {
            let number =
                parse_integer(without_unit(typed, unit)).map_err(|wrong| discreet(column, wrong, "应为整数"))?;
            in_sign(column, number)
        }
        Kind::Year => parse_year(typed).map(Value::Int),
        Kind::Quantity(decimals, unit) => {
            let number = parse_scaled(without_unit(typed, unit), decimals)
                .map_err(|wrong| discreet(column, wrong, &format!("应为数字，最多{decimals}位小数")))?;
            in_sign(column, number)
        }
        Kind::Money(unit) => parse_money(column, typed, unit),
        Kind::Day => Day::parse(typed)
            .map(|day| Value::Text(day.to_string()))
            .map_err(|wrong| discreet(column, wrong, "日期请写成 2022-08-07 的样子")),
        Kind::Link(_) | Kind::Borrowed { .. } => Ok(Value::Text(typed.to_owned())),
    }
}

/// Reads an amount of a money column that was typed in another unit than the column's own.
///
/// # Errors
/// As [`parse`].
pub fn parse_money(column: &Column, typed: &str, unit: MoneyUnit) -> Result<Value, String> {
    let amount = Money::parse(typed, unit).map_err(|wrong| discreet(column, wrong, "金额应为数字，精确到分"))?;
    in_sign(column, amount.fen())
}

/// Writes a value exactly, so that [`parse`] reads the same value back: for sheets, CSV and forms.
pub fn plain(column: &Column, value: &Value) -> String {
    match (value, column.kind) {
        (Value::Null, _) => String::new(),
        (Value::Text(text), _) => text.clone(),
        (Value::Int(fen), Kind::Money(unit)) => Money::from_fen(*fen).exact(unit),
        (Value::Int(number), Kind::Quantity(decimals, _)) => format_scaled(*number, decimals),
        (Value::Int(number), _) => number.to_string(),
    }
}

/// Writes a value for a page: numbers grouped, personal values masked, nothing for nothing.
pub fn shown(column: &Column, value: &Value) -> String {
    if is_masked(column) {
        return masked(column, value);
    }
    match (value, column.kind) {
        (Value::Int(fen), Kind::Money(unit)) => shown_money(Money::from_fen(*fen), unit),
        (Value::Int(number), Kind::Quantity(decimals, _)) => grouped_decimal(&format_scaled(*number, decimals)),
        (Value::Int(number), Kind::Integer(_)) => grouped(*number),
        _ => plain(column, value),
    }
}

/// Whether pages show only a part of this column's values.
pub fn is_masked(column: &Column) -> bool {
    column.personal || matches!(column.kind, Kind::Code(CodeKind::ResidentId | CodeKind::BankCard))
}

/// Whether its values stand sealed in the database: then equality finds them, and nothing else does.
pub fn is_sealed(column: &Column) -> bool {
    let is_stored = !matches!(column.kind, Kind::Borrowed { .. });
    is_stored && column.personal && column.stored_kind() == ColumnKind::Text
}

/// How a stored column of a listing is bound to a statement and read from what it finds.
pub fn kind_in(listing: &Listing, column: &Column) -> ColumnKind {
    if is_sealed(column) {
        ColumnKind::Sealed { table: listing.table, column: column.name }
    } else {
        column.stored_kind()
    }
}

/// A value with what is personal in it replaced by stars.
pub fn masked(column: &Column, value: &Value) -> String {
    let text = plain(column, value);
    if text.is_empty() {
        return text;
    }
    let known = match column.kind {
        Kind::Code(CodeKind::ResidentId) => IdNumber::parse(&text).ok().map(|number| number.masked()),
        Kind::Code(CodeKind::BankCard) => BankCard::parse(&text).ok().map(|card| card.masked()),
        Kind::Code(CodeKind::Phone) => Phone::parse(&text).ok().map(|phone| phone.masked()),
        Kind::Text => Some(first_letter(&text)),
        _ => None,
    };
    known.unwrap_or_else(|| "***".to_owned())
}

/// Whether its values are numbers: right-aligned on pages, real numbers on sheets.
pub fn is_numeric(column: &Column) -> bool {
    matches!(column.kind, Kind::Integer(_) | Kind::Year | Kind::Quantity(..) | Kind::Money(_))
}

/// The column that a borrowed one shows: it follows the links to where the value is stored. Any other column is its own.
pub fn origin(listing: &Listing, column: &'static Column) -> &'static Column {
    let Kind::Borrowed { link, column: name } = column.kind else {
        return column;
    };
    let Some(Kind::Link(target)) = listing.column(link).map(|link| link.kind) else {
        return column;
    };
    target.column(name).map_or(column, |there| origin(target, there))
}

/// Text without the blanks around it, whatever kind of blank or invisible mark it is.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

pub(crate) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Full-width letters, digits and signs as their half-width twins; everything else as it is.
pub(crate) fn half_width(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

fn line(typed: &str) -> Result<String, String> {
    if typed.chars().any(char::is_control) {
        return Err("不能含有换行、制表符或其他控制字符".to_owned());
    }
    fit(typed, LONGEST_TEXT)?;
    Ok(typed.to_owned())
}

fn paragraphs(typed: &str) -> Result<String, String> {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        return Err("不能含有换行以外的控制字符".to_owned());
    }
    fit(&text, LONGEST_LONG_TEXT)?;
    Ok(text)
}

fn fit(text: &str, longest: usize) -> Result<(), String> {
    if text
        .chars()
        .any(|letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'))
    {
        return Err("含有不可见的排版控制字符，请重新输入".to_owned());
    }
    let length = text.chars().count();
    if length > longest {
        return Err(format!("最多 {longest} 个字，现为 {length} 个字"));
    }
    Ok(())
}

fn parse_code(kind: CodeKind, typed: &str) -> Result<String, Wrong> {
    Ok(match kind {
        CodeKind::CreditCode => CreditCode::parse(typed)?.as_str().to_owned(),
        CodeKind::ResidentId => IdNumber::parse(typed)?.full().to_owned(),
        CodeKind::Patent => PatentNumber::parse(typed)?.to_string(),
        CodeKind::Orcid => Orcid::parse(typed)?.to_string(),
        CodeKind::BankCard => BankCard::parse(typed)?.full().to_owned(),
        CodeKind::Phone => Phone::parse(typed)?.full(),
        CodeKind::Region => Region::parse(typed)?.to_string(),
        CodeKind::Industry => Industry::parse(typed)?.code().to_owned(),
        CodeKind::Number => given_number(typed).map_err(Wrong::new)?,
    })
}

/// A number that somebody gave: as written, without blanks, letters and digits half-width.
fn given_number(typed: &str) -> Result<String, String> {
    let folded = |letter: char| if half_width(letter).is_ascii_alphanumeric() { half_width(letter) } else { letter };
    let number: String = typed.chars().filter(|letter| !is_blank(*letter)).map(folded).collect();
    line(&number)
}

fn word(words: &[&'static str], typed: &str) -> Result<&'static str, String> {
    let same = |one: &str, other: &str| one.chars().map(half_width).eq(other.chars().map(half_width));
    words
        .iter()
        .find(|word| **word == typed)
        .or_else(|| words.iter().find(|word| same(word, typed)))
        .copied()
        .ok_or_else(|| format!("应为以下之一：{}", words.join("、")))
}

fn parse_year(typed: &str) -> Result<i64, String> {
    let digits = typed.strip_suffix("年度").or_else(|| typed.strip_suffix('年')).unwrap_or(typed);
    let year = parse_integer(digits).map_err(|_| "年份应为四位数字，如 2022".to_owned())?;
    if YEARS.contains(&year) { Ok(year) } else { Err("年份应在 1900 至 2199 之间".to_owned()) }
}

fn in_sign(column: &Column, number: i64) -> Result<Value, String> {
    if number < 0 && !column.signed {
        return Err(format!("{}不能为负数", column.label));
    }
    Ok(Value::Int(number))
}

/// A number without the unit that somebody wrote after it.
fn without_unit<'t>(typed: &'t str, unit: &str) -> &'t str {
    let number = if unit == "%" { typed.strip_suffix(['%', '％']) } else { typed.strip_suffix(unit) };
    number.filter(|rest| !trimmed(rest).is_empty()).map_or(typed, trimmed)
}

/// The sentence of the vocabulary, or for a personal column one that repeats nothing.
fn discreet(column: &Column, wrong: Wrong, instead: &str) -> String {
    if column.personal { instead.to_owned() } else { wrong.said }
}

/// Two decimals where there are any; all of them where two would show nothing of what is there.
fn shown_money(money: Money, unit: MoneyUnit) -> String {
    let rounded = money.rounded(unit, 2);
    let is_nothing = rounded.trim_start_matches('-') == "0.00";
    if is_nothing {
        return money.exact(unit);
    }
    grouped_decimal(rounded.strip_suffix(".00").unwrap_or(&rounded))
}

fn grouped_decimal(number: &str) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let size = whole.trim_start_matches('-').parse().map_or_else(|_| whole.to_owned(), grouped);
    if part.is_empty() { format!("{sign}{size}") } else { format!("{sign}{size}.{part}") }
}

fn first_letter(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.by_ref().take(1).collect();
    format!("{first}{}", "*".repeat(letters.count().clamp(1, 3)))
}

#[cfg(test)]
mod tests;
