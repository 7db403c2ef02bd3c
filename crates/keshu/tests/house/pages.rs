//! The pages of the sample district, as a browser gets them.

use testkit::browser;

use crate::{Server, sample_house};

#[test]
fn a_number_in_the_report_leads_to_the_rows_it_was_counted_from() {
    let server = Server::start(sample_house());
    let report = browser::get(&server.address, "/reports/annual").unwrap();
    assert_eq!(report.status, 200);
    let link = report.body.split("id=\"fig-hnte-valid\"").next().unwrap().rsplit("href=\"").next().unwrap();
    let address = link.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    assert!(address.starts_with("/enterprises/hnte-certificates?"), "{address}");
    let list = browser::get(&server.address, &address).unwrap();
    let figure: serde_json::Value = serde_json::from_str(&crate::printed(&[
        "figure",
        "hnte-valid",
        "--json",
        "--year",
        "2022",
        "--database",
        sample_house(),
    ]))
    .unwrap();
    let value = figure["value"].as_i64().unwrap();
    assert!(list.body.contains(&format!("按企业去重计数：<strong>{value}</strong>")), "the list folds to {value}");
}

#[test]
fn every_page_says_that_the_data_is_a_sample_and_sends_no_foreign_script() {
    let server = Server::start(sample_house());
    for path in
        ["/", "/figures", "/organisations", "/organisations/1", "/organisations/new", "/import", "/history", "/nowhere"]
    {
        let page = browser::get(&server.address, path).unwrap();
        assert!(page.body.contains("示例数据"), "{path}");
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    }
    assert_eq!(browser::get(&server.address, "/nowhere").unwrap().status, 404);
}

#[test]
fn wrong_addresses_and_forms_are_answered_in_sentences_and_nothing_typed_is_lost() {
    let fresh = testkit::sqlite();
    let server = Server::start(&fresh.url);
    let wrong = browser::get(&server.address, "/organisations?founded_on=2022-02-30").unwrap();
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("成立日期"), "{}", wrong.body);
    let form = [("uscc", "91360313MA35TE5T2X"), ("name", "某<script>厂"), ("kind", "企业"), ("region", "360313")];
    let again = browser::post(&server.address, "/organisations", &form).unwrap();
    assert_eq!(again.status, 422);
    assert!(
        again.body.contains("91360313MA35TE5T2X") && again.body.contains("校验"),
        "the code comes back with its error"
    );
    assert!(!again.body.contains("某<script>"), "what was typed is never markup");
    let form = [("uscc", "91360313MA35TE5T29"), ("name", "某厂"), ("kind", "企业"), ("region", "360313")];
    assert_eq!(browser::post(&server.address, "/organisations", &form).unwrap().status, 303);
    let twin = browser::post(&server.address, "/organisations", &form).unwrap();
    assert_eq!(twin.status, 422);
    assert!(twin.body.contains("已有"), "{}", twin.body);
}

#[test]
fn two_who_edit_the_same_record_cannot_both_win() {
    let fresh = testkit::sqlite();
    let server = Server::start(&fresh.url);
    let form = [("code", "369903"), ("name", "某区"), ("level", "区县"), ("role", "本区")];
    assert_eq!(browser::post(&server.address, "/regions", &form).unwrap().status, 303);
    let page = browser::get(&server.address, "/regions/1/edit").unwrap().body;
    let seen = page.split("name=\"_seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = |name: &str| {
        let form = [("_seen", seen.as_str()), ("code", "369903"), ("name", name), ("level", "区县"), ("role", "本区")];
        browser::post(&server.address, "/regions/1", &form).unwrap()
    };
    assert_eq!(edit("甲区").status, 303);
    let late = edit("乙区");
    assert_eq!(late.status, 409);
    assert!(late.body.contains("乙区"), "what the late one typed is still there");
}
