//! Sheets as people really keep them.

use encoding_rs::GB18030;

use super::*;

async fn stored(sheets: &[(&str, &[&[Put]])]) -> (House, ImportReport) {
    let house = House::open().await;
    let report = house.import(book(sheets)).await;
    assert!(report.stored, "{:?} {:?}", told(&report), report.skipped_sheets);
    (house, report)
}

#[tokio::test]
async fn titles_above_blank_lines_stars_breaks_and_any_order_do_not_matter() {
    let rows: &[&[Put]] = &[
        &[T("湘东区单位一览表")],
        &[T("填报单位：区科技局"), Blank, T("单位：万元")],
        &[],
        &[T("序号"), T("单位\n名称*"), T("★统一社会 信用代码（必填）"), T("注册资本"), T("负责人")],
        &[N(1.0), T(" 甲公司 "), T(A), N(100.0), T("张三")],
        &[],
        &[N(2.0), T("乙公司"), T(B), Blank, Blank],
        &[N(3.0)],
        &[T("合　计"), Blank, Blank, N(100.0)],
        &[T("注：数据截至年底")],
    ];
    let (house, report) = stored(&[("1.单位一览表(2022年)", rows)]).await;
    assert_eq!(
        house.rows(&ORGANISATION).await,
        format!("{A}|甲公司|-|-|-|100000000|-|-|-|-\n{B}|乙公司|-|-|-|-|-|-|-|-")
    );
    let sheet = report.sheets.first().unwrap();
    assert_eq!(sheet.ignored_columns, ["序号", "负责人"]);
    assert_eq!(sheet.notes, ["第 9 行是合计行，未导入", "第 10 行是表下的说明，未导入"]);
    assert_eq!(sheet.rows, 2);
}

#[tokio::test]
async fn the_unit_in_the_heading_or_above_it_counts() {
    for (above, heading) in
        [("", "注册资本（元）"), ("", "注册资本/元"), ("", "注册资本(单位:元)"), ("金额单位：元", "注册资本")]
    {
        let house = House::open().await;
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet().set_name("单位").unwrap();
        for (at, text) in [(0, "统一社会信用代码"), (1, "单位名称"), (2, heading)] {
            sheet.write_string(1, at, text).unwrap();
        }
        for (at, text) in [(0, A), (1, "甲公司"), (2, "12,345.67")] {
            sheet.write_string(2, at, text).unwrap();
        }
        sheet.write_string(0, 2, above).unwrap();
        let report = house.import(workbook.save_to_buffer().unwrap()).await;
        assert!(report.stored, "{:?}", told(&report));
        assert_eq!(house.rows(&ORGANISATION).await, format!("{A}|甲公司|-|-|-|1234567|-|-|-|-"));
        assert_eq!(report.sheets.first().unwrap().notes.len(), 1);
    }
}

#[tokio::test]
async fn a_sheet_with_any_title_is_known_by_its_headings() {
    let (_, report) = stored(&[("Sheet1", TWO), ("Sheet2", &[])]).await;
    assert_eq!(report.sheets.first().unwrap().title, "单位");
}

#[tokio::test]
async fn numbers_dates_percents_and_truths_are_read_as_excel_shows_them() {
    let rows: &[&[Put]] = &[
        &[
            T("统一社会信用代码"),
            T("单位名称"),
            T("职工人数"),
            T("注册资本(万元)"),
            T("研发占比(%)"),
            T("成立日期"),
            T("联系电话"),
        ],
        &[T(A), N(2022.0), N(12.0), N(0.1 + 0.2), Percent(0.0525), Date(2022, 3, 5), N(13_812_341_234.0)],
        &[T(B), Bool(true), T("１２人"), T("¥1,234.5"), T("5.25%"), N(44_625.0), Blank],
        &[T(C), T("丙"), Put::Formula("7"), N(1e-6), N(5.25), N(20_220_305.0), Blank],
    ];
    let (house, _) = stored(&[("单位", rows)]).await;
    assert_eq!(
        house.rows(&ORGANISATION).await,
        format!(
            "{A}|2022|-|-|12|300000|525|2022-03-05|13812341234|-\n\
             {B}|TRUE|-|-|12|1234500000|525|2022-03-05|-|-\n\
             {C}|丙|-|-|7|1|525|2022-03-05|-|-"
        )
    );
}

#[tokio::test]
async fn a_workbook_of_excel_97_with_dates_from_1904_is_read() {
    let house = House::open().await;
    let report = house.import(include_bytes!("old.xls").to_vec()).await;
    assert!(report.stored, "{:?} {:?}", told(&report), report.skipped_sheets);
    assert_eq!(house.rows(&ORGANISATION).await, format!("{A}|甲公司|企业|-|12|300000|-|2022-03-05|-|-"));
}

#[tokio::test]
async fn csv_is_read_in_every_encoding_that_excel_writes() {
    let text =
        format!("统一社会信用代码,单位名称,成立日期\r\n{A},\"甲\"\"堃\"\",公司\",2022/3/5\r\n\r\n{B},䶮公司,\r\n");
    let (gb, ..) = GB18030.encode(&text);
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text.replace(',', "\t").replace("\"\t公", ",公").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        text.clone().into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        gb.into_owned(),
        text.replace("\r\n", "\n").into_bytes(),
    ] {
        let house = House::open().await;
        let workbook = Workbook::from_bytes("单位.csv", bytes).unwrap();
        let report = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
        assert!(report.stored, "{:?}", told(&report));
        assert!(house.rows(&ORGANISATION).await.contains("甲\"堃\",公司"));
        assert!(house.rows(&ORGANISATION).await.contains("䶮公司"));
    }
    let workbook = Workbook::from_bytes("单位.csv", utf16).unwrap();
    let house = House::open().await;
    let report = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
    assert_eq!(report.sheets.first().unwrap().rows, 2, "{:?}", told(&report));
}

#[tokio::test]
async fn a_problem_in_a_csv_file_names_the_row_that_excel_shows() {
    let house = House::open().await;
    let text = format!("统一社会信用代码,单位名称,简介,成立日期\n{A},甲,\"两\n行\",\n\n9.13603E+17,乙,,2022-13-01\n");
    let workbook = Workbook::from_bytes("单位.csv", text.into_bytes()).unwrap();
    let report = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
    let rows: Vec<Option<u32>> = report.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [Some(4), Some(4)], "{:?}", told(&report));
    assert!(report.problems.first().unwrap().sentence.contains("须以文本格式填写"));
}
