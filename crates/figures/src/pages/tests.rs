//! Stories of the pages of figures.

use axum::http::StatusCode;

use crate::{STATISTICS, TARGETS, json, tests::Bureau};

/// The address that the page's link with this text leads to, as a browser reads it.
fn link_before<'p>(page: &'p str, text: &str) -> &'p str {
    let (before, _) = page.split_once(text).unwrap();
    before.rsplit_once("href=\"").unwrap().1.split('"').next().unwrap()
}

fn unescaped(address: &str) -> String {
    address.replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn a_figure_shows_its_value_its_definition_and_its_rows() {
    let bureau = Bureau::open().await;
    let (status, page) = bureau.get("/figures/filed").await;
    assert_eq!(status, StatusCode::OK);
    for said in [
        "<h1>申报窑厂</h1>",
        "报告第 7 处",
        "<span class=\"value\">3</span><span class=\"unit\">家</span>",
        "按窑厂去重计数",
        "今年：2022年1月1日至2022年12月31日",
        "上年同日 2 家，增加 1 家",
        "+50%",
        "第 2",
        "共 2 个县区",
        "0（前面已计）",
        "年度任务</dt><dd>未设",
        "2018 年 0家，2022 年 3家。",
        "<svg role=\"img\"",
    ] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
}

#[tokio::test]
async fn the_list_behind_a_figure_adds_up_to_its_value() {
    let bureau = Bureau::open().await;
    let (_, page) = bureau.get("/figures/filed").await;
    let (status, list) = bureau.get(&unescaped(link_before(&page, "查看 4 件记录"))).await;
    assert_eq!(status, StatusCode::OK);
    assert!(list.contains("按窑厂去重计数：<strong>3</strong> 家"), "{list}");
    assert!(list.contains("/figures/filed"), "{list}");
}

#[tokio::test]
async fn a_figure_without_rows_says_what_is_missing_and_where_to_add_it() {
    let bureau = Bureau::open().await;
    let (status, page) = bureau.get("/figures/closed").await;
    assert_eq!(status, StatusCode::OK);
    for said in ["【待补】没有符合条件的记录", "请在“申报”中补上", "/firms/filings/new", "/import"]
    {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
}

#[tokio::test]
async fn a_figure_that_is_a_name_has_no_chart() {
    let bureau = Bureau::open().await;
    let (status, page) = bureau.get("/figures/home").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("<span class=\"value\">瓷源</span>") && !page.contains("<svg"), "{page}");
    assert!(!page.contains("年度任务</dt>"), "{page}");
    assert_eq!(bureau.get("/figures/home/target").await.0, StatusCode::CONFLICT);
}

#[tokio::test]
async fn nobody_finds_a_figure_that_does_not_exist_or_a_year_that_is_none() {
    let bureau = Bureau::open().await;
    assert_eq!(bureau.get("/figures/nothing").await.0, StatusCode::NOT_FOUND);
    assert_eq!(bureau.get("/figures?year=22").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bureau.get("/figures/filed?as_of=2022-02-30").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_catalogue_shows_every_figure_by_module_and_counts_what_is_missing() {
    let bureau = Bureau::open().await;
    bureau.add(&TARGETS, &[("figure", "filed"), ("year", "2022"), ("value", "4"), ("source", "陶科〔2022〕1号")]).await;
    let (status, page) = bureau.get("/figures").await;
    assert_eq!(status, StatusCode::OK);
    for said in
        ["2022 年指标", "id=\"m-窑业\"", "75% <progress value=\"75\"", "1,420.5", "<strong>1</strong> 个未达年度任务"]
    {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
    let (_, page) = bureau.get("/figures?only=behind").await;
    assert!(page.contains("申报窑厂") && !page.contains("申报资金"), "{page}");
    let (_, page) = bureau.get("/figures?year=2019&only=behind").await;
    assert!(page.contains("没有这样的指标"), "{page}");
}

#[tokio::test]
async fn the_catalogue_follows_the_records() {
    let bureau = Bureau::open().await;
    assert!(bureau.get("/figures").await.1.contains(">3</a>"));
    let typed = [("name", "辛窑"), ("region", "360399")];
    bureau.add(&crate::tests::FIRMS, &typed).await;
    let typed = [("number", "H1"), ("firm", "辛窑"), ("year", "2022"), ("filed_on", "2022-07-01")];
    bureau.add(&crate::tests::FILINGS, &typed).await;
    assert!(bureau.get("/figures").await.1.contains(">4</a>"));
}

#[tokio::test]
async fn the_catalogue_goes_out_as_json_csv_and_excel() {
    let bureau = Bureau::open().await;
    let (_, text) = bureau.get("/figures.json").await;
    let figures: serde_json::Value = serde_json::from_str(&text).unwrap();
    let asked = figures.as_array().unwrap().iter().find(|figure| figure["code"] == "asked").unwrap();
    assert_eq!(asked["value"], serde_json::json!(1420.5));
    assert_eq!(asked["unit"], "万元");
    assert_eq!(asked["window"], serde_json::json!({ "label": "今年", "from": "2022-01-01", "to": "2022-12-31" }));
    assert_eq!(asked["witnesses"], 4);
    let (_, csv) = bureau.get("/figures.csv").await;
    assert!(csv.contains("\"窑业\",\"asked\",\"\",\"申报资金\",1420.5,\"万元\",\"1420.5万元\""), "{csv}");
    let (status, sheet) = bureau.get("/figures.xlsx").await;
    assert!(status == StatusCode::OK && sheet.starts_with("PK"));
}

#[tokio::test]
async fn witnesses_say_what_each_row_contributes() {
    let bureau = Bureau::open().await;
    let (_, text) = bureau.get("/figures/filed/witnesses.json").await;
    let rows: serde_json::Value = serde_json::from_str(&text).unwrap();
    let given: Vec<i64> = rows.as_array().unwrap().iter().map(|row| row["contributes"].as_i64().unwrap()).collect();
    assert_eq!((given.len(), given.iter().sum::<i64>()), (4, 3));
    let (_, csv) = bureau.get("/figures/asked/witnesses.csv").await;
    assert!(csv.contains("计入（万元）") && csv.contains("1300,\"/firms/filings/"), "{csv}");
}

#[tokio::test]
async fn a_list_saved_as_a_figure_counts_the_same_rows() {
    let bureau = Bureau::open().await;
    let (status, form) = bureau.get("/figures/save?address=/firms/filings?year%3D2022%26region%3D360399").await;
    assert_eq!(status, StatusCode::OK);
    assert!(form.contains("现有 4 件符合条件") && form.contains("value=\"filing-1\""), "{form}");
    let address = "/firms/filings?year=2022&region=360399";
    let typed = [("address", address), ("name", "本区申报资金"), ("code", "our-money"), ("fold", "sum:amount")];
    assert_eq!(bureau.post("/figures/save", &typed).await, (StatusCode::SEE_OTHER, "/figures/our-money".to_owned()));
    let (_, page) = bureau.get("/figures/our-money").await;
    for said in ["<span class=\"value\">1,420.50</span>", "万元", "自定义指标", "+1.5%", "<th scope=\"row\">2021</th>"]
    {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
    let (_, catalogue) = bureau.get("/figures").await;
    assert!(catalogue.contains("id=\"m-自定义指标\"") && catalogue.contains("本区申报资金"), "{catalogue}");
}

#[tokio::test]
async fn a_figure_that_cannot_be_saved_says_why_at_the_field_and_keeps_what_was_typed() {
    let bureau = Bureau::open().await;
    let address = "/firms/filings?year=2022";
    let typed = [
        ("address", address),
        ("name", ""),
        ("code", "filed"),
        ("fold", "count"),
        ("money_unit", "万元"),
        ("note", "口径甲"),
    ];
    let (status, page) = bureau.post("/figures/save", &typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "有 3 处需要改正",
        "请写指标名称",
        "内置指标“申报窑厂”的代码",
        "只有金额栏求和",
        "value=\"口径甲\"",
        "id=\"code-error\"",
    ] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
    for code in ["saved", "a b", "申报", "-x", ""] {
        let typed = [("address", address), ("name", "甲"), ("code", code), ("fold", "count")];
        assert_eq!(bureau.post("/figures/save", &typed).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
    }
    assert_eq!(bureau.get("/figures/save?address=/nowhere").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_code_can_be_saved_only_once() {
    let bureau = Bureau::open().await;
    let typed = [("address", "/firms"), ("name", "窑厂数"), ("code", "firms-all"), ("fold", "count")];
    assert_eq!(bureau.post("/figures/save", &typed).await.0, StatusCode::SEE_OTHER);
    let (status, page) = bureau.post("/figures/save", &typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("已有代码为“firms-all”的自定义指标"), "{page}");
    assert!(
        bureau
            .get("/figures/firms-all")
            .await
            .1
            .contains("<span class=\"value\">7</span><span class=\"unit\">家</span>")
    );
}

#[tokio::test]
async fn setting_a_target_again_changes_it() {
    let bureau = Bureau::open().await;
    for (value, done) in [("4", "完成年度任务的75%"), ("2", "完成年度任务的150%")] {
        let typed = [("year", "2022"), ("value", value), ("source", "陶科〔2022〕1号")];
        let answer = bureau.post("/figures/filed/target", &typed).await;
        assert_eq!(answer, (StatusCode::SEE_OTHER, "/figures/filed?year=2022".to_owned()));
        let (_, page) = bureau.get("/figures/filed").await;
        assert!(page.contains(done) && page.contains("陶科〔2022〕1号"), "{page}");
    }
    let (_, form) = bureau.get("/figures/filed/target?year=2022").await;
    assert!(form.contains("name=\"value\" value=\"2\""), "{form}");
}

#[tokio::test]
async fn a_target_that_is_no_number_is_refused_at_its_field() {
    let bureau = Bureau::open().await;
    let typed = [("year", "明年"), ("value", "很多"), ("source", "口头")];
    let (status, page) = bureau.post("/figures/filed/target", &typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["id=\"year-error\"", "id=\"value-error\"", "value=\"很多\"", "value=\"口头\""] {
        assert!(page.contains(said), "{said} is not on the page:\n{page}");
    }
    assert_eq!(bureau.post("/figures/nothing/target", &typed).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_lists_beside_the_catalogue_keep_their_own_addresses() {
    let bureau = Bureau::open().await;
    for listing in [&STATISTICS, &TARGETS] {
        let (status, page) = bureau.get(listing.path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains(&format!("<h1>{}</h1>", listing.title)), "{page}");
        assert_eq!(bureau.get(&format!("{}/new", listing.path)).await.0, StatusCode::OK);
    }
    assert!(bureau.get("/figures/save?address=/firms").await.1.contains("<h1>存为指标</h1>"));
}

#[tokio::test]
async fn a_reading_told_to_programs_has_every_key() {
    let bureau = Bureau::open().await;
    let moment = bureau.office.moment(None, None);
    let told = json::reading_json(&bureau.office.read("closed", moment).await.unwrap());
    let keys: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    let expected =
        ["address", "code", "fold", "listing", "name", "said", "shown", "slot", "unit", "value", "window", "witnesses"];
    assert!(expected.iter().all(|key| keys.contains(key)) && keys.len() == expected.len(), "{keys:?}");
    assert_eq!(
        (&told["value"], &told["shown"], &told["slot"]),
        (&serde_json::Value::Null, &"【待补】".into(), &8.into())
    );
    assert_eq!(json::reading_json(&bureau.office.read("home", moment).await.unwrap())["value"], "瓷源");
}
