//! Everything that is wrong is named, all at once, and then nothing is stored.

use super::*;

#[tokio::test]
async fn every_wrong_cell_is_named_by_sheet_row_column_value_and_reason() {
    let house = House::open().await;
    let rows: &[&[Put]] = &[
        &[
            T("统一社会信用代码"),
            T("单位名称"),
            T("类型"),
            T("职工人数(人)"),
            T("注册资本(万元)"),
            T("成立日期"),
            T("联系电话"),
        ],
        &[T(A), T("甲公司"), T("工厂"), T("十二"), T("一百"), T("2022-02-30"), T("1380000")],
        &[T("91360313MA35TE5T28"), Blank, T("企业"), N(-3.0), N(0.123_456_7), Date(2022, 3, 5), Blank],
        &[N(91_360_313.0e10), T("丙公司"), Blank, Date(2022, 3, 5), Blank, N(44_625.0), Blank],
        &[T(B), Put::Formula("#N/A"), Blank, Blank, Blank, Blank, Blank],
    ];
    let report = house.import(book(&[("单位", rows)])).await;
    assert_eq!(
        told(&report),
        [
            "单位!2 类型 “工厂” 应为以下之一：企业、院所",
            "单位!2 职工人数(人) “十二” “十二”不是数字",
            "单位!2 注册资本(万元) “一百” 金额“一百”不是数字",
            "单位!2 成立日期 “2022-02-30” 2022年没有2月30日",
            "单位!2 联系电话 “” 电话号码应为11位手机号码，或带区号的固定电话",
            "单位!3 统一社会信用代码 “91360313MA35TE5T28” 统一社会信用代码校验位应为 9，现为 8",
            "单位!3 单位名称 “” 单位名称应填写",
            "单位!3 职工人数(人) “-3” 职工人数不能为负数",
            "单位!3 注册资本(万元) “0.1234567” 金额“0.1234567”应精确到分，不能更细",
            "单位!4 统一社会信用代码 “913603130000000000” 统一社会信用代码须以文本格式填写：按数字保存时 Excel 只保留 15 位，末尾几位已丢失。请把该列设为“文本”后重新填写",
            "单位!4 职工人数(人) “2022-03-05” 单元格是日期格式，应为数字。请把单元格格式改为“数值”后核对",
            "单位!5 单位名称 “#N/A” 单元格是错误值 #N/A，请改正公式或直接填写",
        ]
    );
    assert!(report.says().starts_with("发现 12 个问题，没有保存任何内容。"));
    assert_eq!(house.rows(&ORGANISATION).await, "");
}

#[tokio::test]
async fn a_key_that_stands_twice_in_the_file_names_both_rows() {
    let house = House::open().await;
    let header: &[Put] = &[T("统一社会信用代码"), T("单位名称")];
    let first: &[&[Put]] = &[header, &[T(A), T("甲公司")], &[T(" 91360313ma35te5t29 "), T("甲公司")]];
    let second: &[&[Put]] = &[header, &[T(A), T("甲公司")]];
    let report = house.import(book(&[("单位", first), ("单位(2021年)", second)])).await;
    assert_eq!(
        told(&report),
        [
            "单位!3 统一社会信用代码 “91360313MA35TE5T29” 与第 2 行是同一条记录（统一社会信用代码相同）",
            "单位(2021年)!2 统一社会信用代码 “91360313MA35TE5T29” 与工作表“单位”的第 2 行是同一条记录（统一社会信用代码相同）",
        ]
    );
}

#[tokio::test]
async fn checks_between_columns_hold_for_new_and_changed_records() {
    let house = House::open().await;
    let header: &[Put] = &[T("企业"), T("年度"), T("申报日期"), T("受理日期"), T("状态")];
    let good: &[&[Put]] = &[header, &[T(A), N(2022.0), T("2022-03-01"), T("2022-03-05"), T("在审")]];
    assert!(house.import(book(&[("单位", TWO), ("高新技术企业申报", good)])).await.stored);
    let bad: &[&[Put]] = &[
        header,
        &[T(A), N(2022.0), T("2022-03-06"), T("2022-03-05"), T("在审")],
        &[T(B), N(2022.0), Blank, Blank, T("通过")],
    ];
    let report = house.import(book(&[("高新技术企业申报", bad)])).await;
    let mut told = told(&report);
    told.sort();
    assert_eq!(
        told,
        [
            "高新技术企业申报!2 受理日期 “2022-03-05” 受理日期不能早于申报日期",
            "高新技术企业申报!3 受理日期 “” 状态为“通过”时应填写受理日期",
        ]
    );
}

#[tokio::test]
async fn a_missing_column_is_one_problem_with_the_heading_that_looks_like_it() {
    let house = House::open().await;
    let rows: &[&[Put]] =
        &[&[T("统一社会信用代码"), T("企业单位名"), T("备注")], &[T(A), T("甲"), T("x")], &[T(B), T("乙"), T("y")]];
    let report = house.import(book(&[("单位", rows)])).await;
    assert_eq!(
        told(&report),
        ["单位!1 单位名称 “” 缺少必填的列“单位名称”；表中有相近的“企业单位名”，若是同一列，请改用前者作表头"]
    );
}

#[tokio::test]
async fn a_unit_that_cannot_be_converted_is_refused_not_guessed() {
    let house = House::open().await;
    for (heading, said) in [
        ("注册资本(万美元)", "表头的单位“万美元”无法换算，应为“万元”"),
        ("研发占比(‰)", "表头的单位“‰”无法换算，应为“%”"),
    ] {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet().set_name("单位").unwrap();
        fill(sheet, TWO);
        sheet.write_string(0, 3, heading).unwrap();
        sheet.write_string(0, 2, "备注").unwrap();
        let report = house.import(workbook.save_to_buffer().unwrap()).await;
        assert_eq!(told(&report), [format!("单位!1 {heading} “” {said}")]);
    }
}

#[tokio::test]
async fn one_column_twice_is_a_problem() {
    let house = House::open().await;
    let rows: &[&[Put]] = &[
        &[T("统一社会信用代码"), T("单位名称"), T("注册资本(万元)"), T("注册资本（元）")],
        &[T(A), T("甲"), N(1.0), N(2.0)],
    ];
    let report = house.import(book(&[("单位", rows)])).await;
    assert_eq!(told(&report), ["单位!1 注册资本（元） “” 与“注册资本(万元)”是同一列（注册资本），请删去其中一列"]);
}

#[tokio::test]
async fn a_sheet_that_is_nothing_known_is_left_and_named() {
    let house = House::open().await;
    let other: &[&[Put]] = &[&[T("菜名"), T("价格")], &[T("炒饭"), N(12.0)]];
    let report = house.import(book(&[("单位", TWO), ("食堂", other), ("填表说明", other)])).await;
    assert!(report.stored);
    let skipped: Vec<&str> = report.skipped_sheets.iter().map(|sheet| sheet.sentence.as_str()).collect();
    assert_eq!(skipped.len(), 1);
    assert!(skipped.first().unwrap().starts_with("工作表“食堂”的名称和表头都不像已有的记录，未导入；名称相近的有："));
    let report = house.import(book(&[("食堂", other)])).await;
    assert_eq!(report.problem_count, 1);
    assert!(report.problems.first().unwrap().sentence.starts_with("没有可以识别的工作表"));
}

#[tokio::test]
async fn of_many_problems_a_thousand_are_told_and_all_are_counted() {
    let house = House::open().await;
    let mut csv = String::from("凭证号,金额(元)\n");
    for number in 0..3_000 {
        csv.push_str(&format!("P{number},贵\n"));
    }
    let workbook = Workbook::from_bytes("拨付.csv", csv.into_bytes()).unwrap();
    let report = Import::by("张三").run(&house.db, &registry(), &workbook).await.unwrap();
    assert_eq!((report.problems.len(), report.problem_count), (1_000, 3_000));
    assert!(report.says().starts_with("发现 3000 个问题（以下列出前 1000 个）"));
}

#[tokio::test]
async fn a_personal_value_is_never_repeated() {
    let house = House::open().await;
    let rows: &[&[Put]] = &[&[T("身份证号"), T("姓名"), T("年薪")], &[T("360313199001010019"), T("张三"), T("廿万")]];
    let report = house.import(book(&[("人员", rows)])).await;
    let said = serde_json::to_string(&report).unwrap();
    assert_eq!(report.problem_count, 2);
    assert!(!said.contains("360313199001010019") && !said.contains("廿万"), "{said}");
}
