//! What people type, what is stored, and what pages show.

use proptest::prelude::*;

use super::*;
use crate::{Order, borrowed, choice, code, day, integer, link, long_text, money, quantity, text, year};

const NAME: Column = text("name", "企业名称").required();
const ABOUT: Column = long_text("about", "简介");
const CODE: Column = code("code", "统一社会信用代码", CodeKind::CreditCode);
const FILE: Column = code("file", "文号", CodeKind::Number);
const STAGE: Column = choice("stage", "状态", &["在库", "出库", "其他(A)"]);
const STAFF: Column = integer("staff", "职工人数", "人");
const RATE: Column = quantity("rate", "占比", 2, "%").signed();
const SUM: Column = money("sum", "金额", MoneyUnit::WanYuan);
const CHANGE: Column = money("change", "变动", MoneyUnit::Yuan).signed();
const SINCE: Column = day("since", "成立日期");
const YEAR: Column = year("year", "年度");
const PHONE: Column = code("phone", "电话", CodeKind::Phone).personal();
const PAY: Column = money("pay", "年薪", MoneyUnit::WanYuan).personal();

const TARGET: Listing = Listing {
    table: "organisation",
    order: Order::Latest,
    columns: &[NAME, SUM, link("parent", "上级", &ROOT), borrowed("root", "上级名称", "parent", "name")],
    ..Listing::BLANK
};
const ROOT: Listing = Listing { table: "root", columns: &[NAME], ..Listing::BLANK };
const HERE: Listing = Listing {
    table: "filing",
    columns: &[link("organisation", "企业", &TARGET), borrowed("root", "上级名称", "organisation", "root"), SUM],
    ..Listing::BLANK
};

fn said(column: &Column, typed: &str) -> String {
    parse(column, typed).unwrap_err()
}

#[test]
fn blank_is_nothing_unless_the_column_must_be_filled_in() {
    for blank in ["", "  ", "\u{3000}", "\u{a0}\t\n", "\u{feff}"] {
        assert_eq!(parse(&ABOUT, blank), Ok(Value::Null));
        assert_eq!(said(&NAME, blank), "企业名称应填写");
    }
}

#[test]
fn text_is_trimmed_and_otherwise_kept_as_it_was_typed() {
    assert_eq!(parse(&NAME, "　江西（萍乡）𠮷堃公司 "), Ok("江西（萍乡）𠮷堃公司".into()));
    assert_eq!(said(&NAME, "甲\n乙"), "不能含有换行、制表符或其他控制字符");
    assert_eq!(said(&NAME, "甲\0乙"), "不能含有换行、制表符或其他控制字符");
    assert_eq!(said(&NAME, "甲\u{202e}乙"), "含有不可见的排版控制字符，请重新输入");
    assert_eq!(said(&NAME, &"长".repeat(501)), "最多 500 个字，现为 501 个字");
    assert_eq!(parse(&ABOUT, "甲\r\n乙\r丙"), Ok("甲\n乙\n丙".into()));
    assert_eq!(said(&ABOUT, "甲\u{7}"), "不能含有换行以外的控制字符");
    assert!(parse(&ABOUT, &"长".repeat(20_000)).is_ok());
    assert!(parse(&ABOUT, &"长".repeat(20_001)).is_err());
}

#[test]
fn codes_are_checked_and_kept_in_their_usual_form() {
    assert_eq!(parse(&CODE, "91360313ma35te5t29"), Ok("91360313MA35TE5T29".into()));
    assert!(said(&CODE, "91360313MA35TE5T28").contains("校验位"));
    assert_eq!(parse(&FILE, " 湘区科字 〔2022〕３号 "), Ok("湘区科字〔2022〕3号".into()));
    assert!(!said(&PHONE, "1380000000x").contains("1380"));
}

#[test]
fn a_choice_is_one_of_its_words_and_says_which_there_are() {
    assert_eq!(parse(&STAGE, " 在库 "), Ok("在库".into()));
    assert_eq!(parse(&STAGE, "其他（Ａ）"), Ok("其他(A)".into()));
    assert_eq!(said(&STAGE, "入库"), "应为以下之一：在库、出库、其他(A)");
}

#[test]
fn numbers_are_scaled_integers_of_the_columns_unit() {
    assert_eq!(parse(&STAFF, "１，２００人"), Ok(Value::Int(1200)));
    assert_eq!(said(&STAFF, "-3"), "职工人数不能为负数");
    assert_eq!(parse(&RATE, "-12.5%"), Ok(Value::Int(-1250)));
    assert_eq!(said(&RATE, "1.234"), "“1.234”最多可有2位小数");
    assert_eq!(parse(&SUM, "12.345678"), Ok(Value::Int(12_345_678)));
    assert_eq!(parse(&SUM, "5元"), Ok(Value::Int(500)));
    assert_eq!(parse_money(&SUM, "5", MoneyUnit::Yuan), Ok(Value::Int(500)));
    assert_eq!(said(&SUM, "-1"), "金额不能为负数");
    assert_eq!(parse(&YEAR, "2022年度"), Ok(Value::Int(2022)));
    assert_eq!(said(&YEAR, "22"), "年份应在 1900 至 2199 之间");
    assert_eq!(parse(&SINCE, "2022年3月5日"), Ok("2022-03-05".into()));
    assert!(said(&SINCE, "2022-02-30").contains("2022"));
    assert_eq!(said(&PAY, "二十万"), "金额应为数字，精确到分");
}

#[test]
fn pages_show_numbers_grouped_and_people_masked() {
    let money = |fen: i64| shown(&SUM, &Value::Int(fen));
    assert_eq!(money(1_234_567_890_000), "1,234,567.89");
    assert_eq!(money(1_234_000_000), "1,234");
    assert_eq!(money(1_234_500_000), "1,234.50");
    assert_eq!(money(3_500), "0.0035");
    assert_eq!(money(0), "0");
    assert_eq!(shown(&CHANGE, &Value::Int(-123_456_789)), "-1,234,567.89");
    assert_eq!(shown(&RATE, &Value::Int(-50)), "-0.5");
    assert_eq!(shown(&STAFF, &Value::Int(12_345)), "12,345");
    assert_eq!(shown(&YEAR, &Value::Int(2022)), "2022");
    assert_eq!(shown(&PHONE, &"13812341234".into()), "138****1234");
    assert_eq!(shown(&PAY, &Value::Int(1)), "***");
    assert_eq!(shown(&PAY, &Value::Null), "");
    assert_eq!(masked(&NAME, &"欧阳修".into()), "欧**");
    assert_eq!(masked(&NAME, &"张".into()), "张*");
}

#[test]
fn a_borrowed_column_is_the_one_at_the_end_of_its_links() {
    let column = HERE.column("root").unwrap();
    assert_eq!(origin(&HERE, column).label, "企业名称");
    assert_eq!(origin(&HERE, HERE.column("sum").unwrap()).label, "金额");
}

fn stored(column: Column, value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<(Column, Value)> {
    (Just(column), value).boxed()
}

fn any_stored() -> impl Strategy<Value = (Column, Value)> {
    let clean = |text: String| Value::from(trimmed(&text).to_owned());
    let filled = |value: &Value| value.text() != Some("");
    let number = || (0..=i64::MAX).prop_map(Value::Int);
    prop_oneof![
        stored(NAME, "[^\\p{C}]{1,40}".prop_map(clean).prop_filter("blank", filled)),
        stored(ABOUT, "[^\\p{C}]{1,40}(\n[^\\p{C}]{0,9}){0,4}".prop_map(clean).prop_filter("blank", filled)),
        stored(
            CODE,
            "[0-9A-H]{8}".prop_filter_map("code", |body| {
                CreditCode::synthetic('9', '1', "360313", &body).map(|code| Value::from(code.as_str()))
            })
        ),
        stored(FILE, "[A-Z0-9〔〕号字/-]{1,30}".prop_map(Value::from)),
        stored(STAGE, prop_oneof![Just("在库"), Just("出库"), Just("其他(A)")].prop_map(Value::from)),
        stored(STAFF, number()),
        stored(RATE, any::<i64>().prop_map(Value::Int)),
        stored(SUM, number()),
        stored(CHANGE, any::<i64>().prop_map(Value::Int)),
        stored(
            SINCE,
            (1900..2200_i32, 1..13_u8, 1..29_u8)
                .prop_filter_map("day", |(y, m, d)| { Day::new(y, m, d).map(|day| Value::from(day.to_string())) })
        ),
        stored(YEAR, (1900..2200_i64).prop_map(Value::Int)),
        stored(PHONE, "1[3-9][0-9]{9}".prop_map(Value::from)),
        stored(ABOUT, Just(Value::Null)),
    ]
}

proptest! {
    #[test]
    fn what_is_written_plainly_is_read_back((column, value) in any_stored()) {
        prop_assert_eq!(parse(&column, &plain(&column, &value)), Ok(value));
    }

    #[test]
    fn no_text_makes_the_reader_or_the_pages_fail_badly(text in "\\PC*", (column, value) in any_stored()) {
        let _ = parse(&column, &text);
        let _ = shown(&column, &value);
        let _ = masked(&column, &text.as_str().into());
    }
}
