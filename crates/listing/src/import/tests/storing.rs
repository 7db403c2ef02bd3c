//! What an import stores, and that a second one stores nothing.

use super::*;

#[tokio::test]
async fn a_second_import_of_the_same_file_changes_nothing() {
    let house = House::open().await;
    let bytes = book(&[("单位", TWO)]);
    let first = house.import(bytes.clone()).await;
    assert_eq!(first.says(), "已导入 1 张工作表：新增 2 条，变更 0 条，未变 0 条。");
    assert_eq!(house.lines().await, 2);
    let second = house.import(bytes).await;
    assert_eq!(second.says(), "已导入 1 张工作表：新增 0 条，变更 0 条，未变 2 条。");
    assert_eq!(house.lines().await, 2);
    assert_eq!(
        house.rows(&ORGANISATION).await,
        format!("{A}|甲公司|-|-|-|100500000|-|-|-|-\n{B}|乙公司|-|-|-|-|-|-|-|-")
    );
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_stores_nothing() {
    let house = House::open().await;
    let report = house.try_import(book(&[("单位", TWO)])).await;
    assert_eq!(report.says(), "试导入通过，尚未保存：1 张工作表，将新增 2 条，变更 0 条，未变 0 条。");
    assert!(!report.stored && report.dry_run);
    assert_eq!(house.rows(&ORGANISATION).await, "");
    assert_eq!(house.lines().await, 0);
}

#[tokio::test]
async fn only_the_columns_of_the_sheet_change_and_an_empty_cell_clears() {
    let house = House::open().await;
    house.import(book(&[("单位", TWO)])).await;
    let changed = house
        .import(book(&[(
            "单位",
            &[
                &[T("单位名称"), T("统一社会信用代码"), T("职工人数"), T("上级单位")],
                &[T("甲新公司"), T(A), N(12.0), T("乙公司")],
                &[T("乙公司"), T(B), Blank, Blank],
            ],
        )]))
        .await;
    let sheet = changed.sheets.first().unwrap();
    assert_eq!((sheet.rows, sheet.added, sheet.changed, sheet.left), (2, 0, 1, 1));
    let changes: Vec<String> = sheet
        .changes
        .iter()
        .map(|change| format!("{} {} {}：{}→{}", change.row, change.key, change.column, change.before, change.after))
        .collect();
    assert_eq!(
        changes,
        [
            format!("2 {A} 单位名称：甲公司→甲新公司"),
            format!("2 {A} 上级单位：→乙公司"),
            format!("2 {A} 职工人数：→12"),
        ]
    );
    let cleared = house
        .import(book(&[(
            "单位",
            &[&[T("统一社会信用代码"), T("单位名称"), T("上级单位")], &[T(A), T("甲新公司"), Blank]],
        )]))
        .await;
    let change = cleared.sheets.first().unwrap().changes.first().unwrap().clone();
    assert_eq!((change.before.as_str(), change.after.as_str()), ("乙公司", ""));
    assert!(house.rows(&ORGANISATION).await.starts_with(&format!("{A}|甲新公司|-|-|12|100500000")));
}

#[tokio::test]
async fn masked_or_empty_personal_values_leave_what_is_there() {
    let house = House::open().await;
    let number = "360313199001010018";
    house
        .import(book(&[("人员", &[&[T("身份证号"), T("姓名"), T("年薪(万元)")], &[T(number), T("张三"), N(20.0)]])]))
        .await;
    let again = [[T(number), T("张三丰"), T("***")], [T(number), T("张三丰"), Blank]];
    for row in &again {
        let report = house.import(book(&[("人员", &[&[T("身份证号"), T("姓名"), T("年薪")], row])])).await;
        assert!(report.stored, "{:?}", told(&report));
    }
    assert_eq!(house.rows(&PERSON).await, format!("{number}|张三丰|20000000"));
    let report = house
        .import(book(&[("人员", &[&[T("身份证号"), T("姓名"), T("年薪")], &[T(number), T("张三丰"), N(30.0)]])]))
        .await;
    let change = report.sheets.first().unwrap().changes.first().unwrap();
    assert_eq!((change.key.as_str(), change.before.as_str(), change.after.as_str()), ("***", "***", "***"));
    let fresh = house
        .import(book(&[(
            "人员",
            &[&[T("身份证号"), T("姓名"), T("年薪")], &[T("36031319850615002X"), T("李四"), T("***")]],
        )]))
        .await;
    assert_eq!(told(&fresh), ["人员!2 年薪 “” 带 * 的内容是隐去后的，新增记录请填写完整"]);
}

#[tokio::test]
async fn many_rows_go_through_in_blocks_and_progress_is_told() {
    let house = House::open().await;
    let mut csv = String::from("凭证号,金额(元)\n");
    for number in 0..2_345 {
        csv.push_str(&format!("P{number},{}.{:02}\n", number * 7, number % 100));
    }
    let workbook = Workbook::from_bytes("拨付.csv", csv.into_bytes()).unwrap();
    let heard = std::sync::Mutex::new(Vec::new());
    let tell = |sheet: &str, rows: u64| heard.lock().unwrap().push((sheet.to_owned(), rows));
    let report = Import::by("张三").telling(&tell).run(&house.db, &registry(), &workbook).await.unwrap();
    assert_eq!(report.sheets.first().unwrap().added, 2_345);
    assert_eq!(heard.lock().unwrap().last(), Some(&("拨付".to_owned(), 2_345)));
    let again = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
    assert_eq!(again.sheets.first().unwrap().left, 2_345);
    assert!(storage::verify(&house.db, |_, _| {}).await.unwrap().findings.is_empty());
}

#[tokio::test]
async fn a_folder_of_csv_files_is_a_workbook() {
    let house = House::open().await;
    let folder = folder();
    std::fs::write(folder.join("filing.csv"), format!("企业,年度,研发费用(万元)\n{A},2022,35.5\n")).unwrap();
    std::fs::write(folder.join("单位.csv"), format!("\u{feff}统一社会信用代码,单位名称\r\n{A},\"甲,公司\"\r\n"))
        .unwrap();
    let workbook = Workbook::open(&folder).unwrap();
    let report = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(report.stored, "{:?}", told(&report));
    assert_eq!(house.rows(&FILING).await, "1|2022|35500000|-|-|-");
}
