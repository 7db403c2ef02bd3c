//! Searching at the command line and in the browser.

use std::fs;

use serde_json::Value;
use testkit::browser::{get, post};

use crate::{Server, printed, run, sample_sheets};

/// A house of its own with the sample district in it: its index lies beside it.
fn house(folder: &tempfile::TempDir) -> String {
    let url = format!("sqlite:{}", folder.path().join("keshu.db").display());
    printed(&["import", &sample_sheets(), "--database", &url]);
    url
}

fn found(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["search", "--json"][..], arguments].concat())).unwrap()
}

#[test]
fn the_command_finds_what_the_house_holds_and_makes_its_index_again() {
    let folder = tempfile::tempdir().unwrap();
    let url = house(&folder);
    let answer = found(&["高新技术企业", "--database", &url]);
    let total = answer["total"].as_u64().unwrap();
    assert!(total > 0 && answer["lag"] == 0, "{answer}");
    let first = &answer["hits"][0];
    assert!(first["score"].as_f64().unwrap() > 0.0 && first["address"].as_str().unwrap().starts_with('/'), "{first}");
    let kind = first["kind"].as_str().unwrap();
    let of_kind = found(&["高新技术企业", "--kind", kind, "--limit", "3", "--database", &url]);
    assert!(of_kind["hits"].as_array().unwrap().iter().all(|hit| hit["kind"] == kind), "{of_kind}");
    fs::write(folder.path().join("keshu.index/meta.json"), "{").unwrap();
    assert_eq!(found(&["高新技术企业", "--database", &url])["total"], total);
    assert_eq!(found(&["高新技术企业", "--rebuild", "--database", &url])["total"], total);
    for text in ["", "*", "AND (", "😀", "绝无此词绝无此词"] {
        assert_eq!(found(&[text, "--database", &url])["total"], 0, "{text}");
    }
    let refused = run(&["search", "企业", "--kind", "没有的", "--database", &url]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("没有“没有的”这种记录"), "{said}");
}

#[test]
fn the_page_finds_what_was_just_added_even_after_its_index_was_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let url = house(&folder);
    let server = Server::start(&url);
    let asked = |text: &str| {
        let query = listing::address::encode(&[("q".to_owned(), text.to_owned())]);
        let answer = get(&server.address, &format!("/search?{query}")).unwrap();
        assert_eq!(answer.status, 200, "{text}");
        answer.body
    };
    for text in ["", "企", "AND (", "\"*-", "😀", "企业ABC１２３ガ", &"企业技术".repeat(1_000)] {
        asked(text);
    }
    let long = "企业AND(".repeat(20_000);
    assert_eq!(post(&server.address, "/search", &[("q", &long)]).unwrap().status, 200);
    fs::remove_dir_all(folder.path().join("keshu.index")).unwrap();
    asked("企业");
    let region = [("code", "369909"), ("name", "云岫陶谷新区"), ("level", "区县"), ("role", "其他")];
    assert_eq!(post(&server.address, "/regions", &region).unwrap().status, 303);
    let began = std::time::Instant::now();
    while !asked("云岫陶谷").contains("<mark>云岫陶谷</mark>") {
        assert!(began.elapsed().as_secs() < 60, "{}", asked("云岫陶谷"));
    }
}

#[test]
fn a_set_is_evaluated_and_a_bad_one_is_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().display().to_string();
    fs::write(folder.path().join("docs.jsonl"), "{\"id\":\"a\",\"text\":\"陶瓷釉料\"}\n{\"id\":\"b\",\"text\":\"印染废水\"}\n").unwrap();
    fs::write(folder.path().join("q.tsv"), "1\t釉料配方\n2\t废水处理\n").unwrap();
    fs::write(folder.path().join("r.tsv"), "1\ta\t1\n2\tb\t1\n").unwrap();
    let arguments = ["evaluate", &set, "--queries", "q.tsv", "--qrels", "r.tsv", "--json"];
    let measured: Value = serde_json::from_str(&printed(&arguments)).unwrap();
    assert_eq!((measured["ndcg@10"].as_f64(), measured["queries"].as_u64()), (Some(1.0), Some(2)));
    for key in ["recall@10", "mrr@10", "docs_per_s", "p50_ms", "p99_ms"] {
        assert!(measured[key].as_f64().unwrap() > 0.0, "{key}");
    }
    let refused = run(&["evaluate", &set, "--queries", "none.tsv", "--qrels", "r.tsv"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.starts_with("错误：读不了") && said.lines().count() == 1, "{said}");
    let model = folder.path().join("q.tsv").display().to_string();
    let refused = run(&["evaluate", &set, "--queries", "q.tsv", "--qrels", "r.tsv", "--model", &model]);
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).lines().count() == 1);
}
