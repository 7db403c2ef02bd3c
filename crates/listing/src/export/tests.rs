//! What goes out comes back in as it was.

use proptest::prelude::*;
use rust_xlsxwriter::Worksheet;

use super::*;
use crate::{
    import::{
        Import, Workbook,
        tests::{
            A, B, Blank, C, Date, FILING, House, N, ORGANISATION, PAYMENT, PERSON, Put, T, book, folder, registry, told,
        },
    },
    template::template,
};

const PEOPLE: &[&[Put]] = &[&[T("身份证号"), T("姓名"), T("年薪")], &[T("360313199001010018"), T("张三"), N(20.5)]];
const PAYMENTS: &[&[Put]] = &[
    &[T("凭证号"), T("申报"), T("金额")],
    &[T("001"), T("91360313MA35TE5T29 / 2021"), N(1234.56)],
    &[T("1"), Blank, N(0.01)],
];
const FILINGS: &[&[Put]] = &[
    &[T("企业"), T("年度"), T("研发费用"), T("申报日期")],
    &[T(A), N(2021.0), N(0.000_001), Date(2021, 5, 1)],
    &[T(C), N(2022.0), T("90071992547.409931"), T("1900-01-31")],
];
const ORGANISATIONS: &[&[Put]] = &[
    &[T("统一社会信用代码"), T("单位名称"), T("上级单位"), T("研发占比"), T("简介"), T("联系电话")],
    &[T(A), T("=1+1"), T(C), N(5.25), T("第一行\n第二行,\"引\" _x0041_"), T("0799-3421234")],
    &[T(B), T("同名"), Blank, Blank, T("'-已有撇号"), Blank],
    &[T(C), T("同名"), Blank, N(100.0), Blank, T("13812341234")],
];

async fn full_house() -> House {
    let house = House::open().await;
    let sheets = [("单位", ORGANISATIONS), ("高新技术企业申报", FILINGS), ("拨付", PAYMENTS), ("人员", PEOPLE)];
    let report = house.import(book(&sheets)).await;
    assert!(report.stored, "{:?}", told(&report));
    house
}

async fn all(house: &House) -> Vec<String> {
    let mut all = Vec::new();
    for listing in [&ORGANISATION, &FILING, &PAYMENT, &PERSON] {
        all.push(house.rows(listing).await);
    }
    all
}

#[tokio::test]
async fn a_house_exported_to_a_workbook_and_brought_into_an_empty_one_is_the_same_house() {
    let first = full_house().await;
    let path = folder().join("全部.xlsx");
    house(&first.db, &registry(), &path, |_, _| {}).await.unwrap();
    let workbook = Workbook::open(&path).unwrap();
    let second = House::open().await;
    let report = Import::by("李四").run(&second.db, &registry(), &workbook).await.unwrap();
    assert!(report.stored, "{:?}", told(&report));
    assert_eq!(all(&first).await, all(&second).await);
    let again = Import::by("李四").run(&first.db, &registry(), &workbook).await.unwrap();
    assert!(again.sheets.iter().all(|sheet| sheet.added + sheet.changed == 0), "{again:?}");
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

async fn written(house: &House, listing: &'static Listing, sheet: &Sheet, writer: &mut dyn RowWriter) {
    let rows = house::rows_after(house.db.reader(), listing, 0).await.unwrap();
    writer.begin(sheet).unwrap();
    for (id, values) in rows_as_written(house.db.reader(), listing, rows).await.unwrap() {
        writer.row(id, &values).unwrap();
    }
    writer.end().unwrap();
}

#[tokio::test]
async fn csv_opens_in_excel_without_running_anything_and_comes_back_whole() {
    let first = full_house().await;
    let second = House::open().await;
    let mut writer = CsvWriter::new(Vec::new());
    written(&first, &ORGANISATION, &Sheet::whole(&ORGANISATION), &mut writer).await;
    let bytes = writer.into_inner();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        text.starts_with("\u{feff}统一社会信用代码,单位名称,类型,上级单位,职工人数(人),注册资本(万元),研发占比(%),")
    );
    assert!(text.contains(&format!("{A},'=1+1,,{C},")), "{text}");
    assert!(text.contains("''-已有撇号") && text.ends_with("\r\n"));
    let report = Import::by("李四")
        .run(&second.db, &registry(), &Workbook::from_bytes("单位.csv", bytes).unwrap())
        .await
        .unwrap();
    assert!(report.stored, "{:?}", told(&report));
    assert_eq!(
        first.rows(&ORGANISATION).await.replace("|3|", "|_|"),
        second.rows(&ORGANISATION).await.replace("|1|", "|_|")
    );
}

#[tokio::test]
async fn json_has_exact_numbers_by_column_name() {
    let house = full_house().await;
    let mut writer = JsonWriter::new(Vec::new());
    written(&house, &PAYMENT, &Sheet::whole(&PAYMENT), &mut writer).await;
    assert_eq!(
        String::from_utf8(writer.into_inner()).unwrap(),
        "[\n{\"id\":1,\"number\":\"001\",\"filing\":\"=1+1 2021\",\"sum\":1234.56},\n{\"id\":2,\"number\":\"1\",\"filing\":null,\"sum\":0.01}\n]\n"
    );
    let mut writer = JsonWriter::new(Vec::new());
    writer.begin(&Sheet::whole(&PAYMENT)).unwrap();
    writer.end().unwrap();
    assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), "[]\n");
}

#[tokio::test]
async fn personal_values_go_out_masked_unless_the_whole_is_asked_for() {
    let house = full_house().await;
    let mut writer = CsvWriter::new(Vec::new());
    written(&house, &PERSON, &Sheet::masked(&PERSON, PERSON.stored().collect()), &mut writer).await;
    let text = String::from_utf8(writer.into_inner()).unwrap();
    assert!(text.contains("360***********0018,张三,***"), "{text}");
    let mut writer = XlsxWriter::new();
    written(&house, &PERSON, &Sheet::masked(&PERSON, PERSON.stored().collect()), &mut writer).await;
    assert!(!writer.to_bytes().unwrap().is_empty());
}

#[tokio::test]
async fn rows_beyond_the_last_of_a_sheet_go_to_another_which_is_read_as_the_same() {
    let house = House::open().await;
    let mut writer = XlsxWriter::with_last_row(100);
    writer.begin(&Sheet::whole(&PAYMENT)).unwrap();
    for number in 0..250 {
        writer.row(number, &[Value::from(format!("P{number}")), Value::Null, Value::Int(number)]).unwrap();
    }
    writer.end().unwrap();
    let report = house.import(writer.to_bytes().unwrap()).await;
    let sheets: Vec<(&str, u64)> = report.sheets.iter().map(|sheet| (sheet.sheet.as_str(), sheet.added)).collect();
    assert_eq!(sheets, [("拨付", 100), ("拨付(2)", 100), ("拨付(3)", 50)]);
}

#[test]
fn names_of_sheets_are_allowed_and_unique() {
    let taken = std::collections::HashSet::from(["拨付".to_owned()]);
    assert_eq!(sheet_name("拨付", &taken), "拨付(2)");
    assert_eq!(sheet_name("收入/支出[全部]", &taken), "收入 支出 全部");
    assert_eq!(sheet_name(&"长".repeat(40), &taken).chars().count(), 31);
    assert!(Worksheet::new().set_name(sheet_name("'引'", &taken)).is_ok());
}

#[tokio::test]
async fn the_empty_workbook_takes_rows_and_imports_them() {
    let listings = registry();
    let bytes = template(listings.all()).unwrap();
    let house = House::open().await;
    let report = house.import(bytes).await;
    assert_eq!(report.problem_count, 0, "{:?}", told(&report));
    let titles: Vec<&str> = report.sheets.iter().map(|sheet| sheet.title).collect();
    assert_eq!(titles.len(), 4);
    assert!(titles.contains(&"单位"));
    assert!(report.skipped_sheets.is_empty());
}

proptest! {
    #[test]
    fn the_guard_against_formulas_comes_off_again(text in "['=+@\\-＝\t a-c中]{0,8}") {
        let guarded = csv::guarded(&text).into_owned();
        prop_assert_eq!(unguarded(&guarded), text.as_str());
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t']));
    }
}
