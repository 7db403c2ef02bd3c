//! Linked records by key, by name, by keys of several parts, and within one sheet.

use super::*;

const FILINGS: &[&[Put]] =
    &[&[T("企业"), T("年度")], &[T(A), N(2021.0)], &[T("甲公司"), N(2022.0)], &[T("乙公司"), T("2022年")]];

#[tokio::test]
async fn sheets_are_stored_in_the_order_of_their_links_and_links_are_keys_or_names() {
    let house = House::open().await;
    let payments: &[&[Put]] = &[
        &[T("凭证号"), T("申报"), T("金额（元）")],
        &[T("1"), T("91360313MA35TE5T29 / 2021"), N(5.0)],
        &[T("2"), T("91360313ma35te5t29/2022"), N(6.0)],
        &[T("3"), T("乙公司 2022"), N(7.0)],
        &[T("4"), Blank, N(8.0)],
    ];
    let report = house.import(book(&[("拨付", payments), ("高新技术企业申报", FILINGS), ("单位", TWO)])).await;
    assert!(report.stored, "{:?}", told(&report));
    let titles: Vec<&str> = report.sheets.iter().map(|sheet| sheet.title).collect();
    assert_eq!(titles, ["单位", "高新技术企业申报", "拨付"]);
    assert_eq!(house.rows(&PAYMENT).await, "1|1|500\n2|2|600\n3|3|700\n4|-|800");
}

#[tokio::test]
async fn a_name_finds_its_record_whichever_brackets_are_typed() {
    let house = House::open().await;
    let organisations: &[&[Put]] = &[&[T("统一社会信用代码"), T("单位名称")], &[T(A), T("甲（江西）公司")]];
    let filings: &[&[Put]] = &[&[T("企业"), T("年度")], &[T("甲(江西)公司"), N(2022.0)]];
    let report = house.import(book(&[("单位", organisations), ("高新技术企业申报", filings)])).await;
    assert!(report.stored, "{:?}", told(&report));
}

#[tokio::test]
async fn a_link_to_nothing_and_a_name_of_two_are_told_apart() {
    let house = House::open().await;
    let organisations: &[&[Put]] =
        &[&[T("统一社会信用代码"), T("单位名称")], &[T(A), T("同名公司")], &[T(B), T("同名公司")]];
    let filings: &[&[Put]] = &[&[T("企业"), T("年度")], &[T("同名公司"), N(2022.0)], &[T("丙公司"), N(2022.0)]];
    let report = house.import(book(&[("单位", organisations), ("高新技术企业申报", filings)])).await;
    assert_eq!(
        told(&report),
        [
            "高新技术企业申报!2 企业 “同名公司” 有多条“单位”同名，请改填统一社会信用代码",
            "高新技术企业申报!3 企业 “丙公司” 在“单位”中找不到，请先录入，或填写其统一社会信用代码",
        ]
    );
    assert_eq!(house.rows(&ORGANISATION).await, "");
}

#[tokio::test]
async fn rows_that_refer_to_a_wrong_row_are_counted_but_not_called_wrong() {
    let house = House::open().await;
    let organisations: &[&[Put]] = &[
        &[T("统一社会信用代码"), T("单位名称"), T("成立日期")],
        &[T(A), T("甲公司"), T("2022-02-30")],
        &[T(B), T("乙公司"), Blank],
    ];
    let payments: &[&[Put]] =
        &[&[T("凭证号"), T("申报"), T("金额")], &[T("1"), T("91360313MA35TE5T29 / 2021"), N(5.0)]];
    let report =
        house.import(book(&[("单位", organisations), ("高新技术企业申报", FILINGS), ("拨付", payments)])).await;
    assert_eq!(report.problem_count, 1, "{:?}", told(&report));
    assert_eq!(report.blocked, 3);
    assert!(report.says().ends_with("另有 3 行因所引用的记录有误而未处理。"));
}

#[tokio::test]
async fn rows_of_one_sheet_may_refer_to_each_other_in_any_order() {
    let house = House::open().await;
    let organisations: &[&[Put]] = &[
        &[T("统一社会信用代码"), T("单位名称"), T("上级单位")],
        &[T(A), T("孙公司"), T("子公司")],
        &[T(B), T("子公司"), T(C)],
        &[T(C), T("总院"), Blank],
    ];
    let report = house.import(book(&[("单位", organisations)])).await;
    assert!(report.stored, "{:?}", told(&report));
    assert_eq!(report.sheets.first().unwrap().added, 3);
    let again = house.import(book(&[("单位", organisations)])).await;
    assert_eq!(again.sheets.first().unwrap().left, 3);
    let wrong: &[&[Put]] =
        &[&[T("统一社会信用代码"), T("单位名称"), T("上级单位")], &[T(A), T("孙公司"), T("没有的公司")]];
    let report = house.import(book(&[("单位", wrong)])).await;
    assert_eq!(told(&report), ["单位!2 上级单位 “没有的公司” 在“单位”中找不到，请先录入，或填写其统一社会信用代码"]);
}
