//! The interface: it says what the page and the command line say, and its description says what it takes and gives.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::check::{Facts, run};

/// The enterprise of the worked example, complete.
const HNTE: &str = r#"{"applied_on":"2026-07-01","registered_on":"2018-03-01","staff":86,"st_staff":12,"field":"新材料",
    "years":[{"year":2023,"sales":24000000,"rd":1500000,"rd_china":1500000,"net_assets":10000000},
        {"year":2024,"sales":32000000,"rd":1800000,"rd_china":1800000,"net_assets":-13000000},
        {"year":2025,"sales":46000000,"rd":2200000,"rd_china":2200000,"net_assets":17000000}],
    "total_income":46500000,"hightech_income":31000000,
    "ip":{"class1":0,"class2":6,"self_developed":true,"standards":false,"advancement":"较高","support":"较强"},
    "management":{"rules":true,"body":false,"incentives":3,"training":null},"conversions":13,"accident":false}"#;

#[tokio::test]
async fn the_interface_the_command_line_and_the_page_say_the_same() {
    let desk = Desk::open().await;
    for (kind, json) in [(Kind::Tsme, SIXTY_IN_JSON), (Kind::Hnte, HNTE)] {
        let assessment = run(kind, json, TODAY).unwrap();
        let (status, answer) = desk.call(kind.word(), json).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(answer, serde_json::to_value(&assessment).unwrap());

        let facts = Facts::read(kind, json, TODAY).unwrap();
        let pairs = sheet::pairs_of(kind, &serde_json::to_value(&facts).unwrap());
        assert_eq!(sheet::facts(kind, &pairs, TODAY).unwrap(), facts, "what the form shows is what was said");
        let (status, page) = desk.get(&format!("/check/{}?{}", kind.word(), address::encode(&pairs))).await;
        assert_eq!(status, StatusCode::OK);
        for condition in &assessment.conditions {
            assert!(page.contains(&condition.have) && page.contains(&condition.need), "{condition:?}");
        }
        assert!(page.contains(&assessment.score.to_string()) && page.contains(assessment.qualifies.label()));
    }
    let typed: Vec<(String, String)> = SIXTY.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    let facts = Facts::read(Kind::Tsme, SIXTY_IN_JSON, TODAY).unwrap();
    assert_eq!(sheet::facts(Kind::Tsme, &typed, TODAY).unwrap(), facts, "however it is typed");
    let (_, sent) = desk.post("/check/tsme", "application/x-www-form-urlencoded", encoded(&SIXTY)).await;
    let (_, asked) = desk.check("tsme", &SIXTY).await;
    for part in ["verdict", "trial", "details"] {
        assert_eq!(reads(&sent, part), reads(&asked, part), "sent or asked for");
    }
}

#[tokio::test]
async fn the_fixed_form_is_kept() {
    let desk = Desk::open().await;
    let (_, answer) = desk.call("tsme", &SIXTY_IN_JSON.replace("\"class2\":3", "\"class2\":2")).await;
    assert_eq!((&answer["qualifies"], &answer["score"]), (&json!("no"), &json!(54)));
    let (_, answer) = desk.call("hnte", HNTE).await;
    assert_eq!((&answer["qualifies"], &answer["score"]["min"]), (&json!("possible"), &json!(47)));
    let (status, answer) = desk.call("tsme", r#"{"year":2030,"staff":0,"staf":1,"rd":1.5}"#).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    expect![[r#"
        {
          "problems": [
            {
              "field": "rd",
              "sentence": "研发费用应为整数（单位：元），不加引号，现为小数或过大的数"
            },
            {
              "field": "staf",
              "sentence": "没有“staf”这一项，可以填写的有：year、resident、staff、st_staff、sales、assets、rd、costs、class1、class2、restricted_industry、misconduct、direct"
            }
          ]
        }"#]].assert_eq(&serde_json::to_string_pretty(&answer).unwrap());
}

/// The names of the fields of an object.
fn names(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn the_description_names_every_field_and_no_other() {
    let desk = Desk::open().await;
    let (status, text) = desk.get("/api/check/openapi.json").await;
    assert_eq!(status, StatusCode::OK);
    let document: Value = serde_json::from_str(&text).unwrap();
    let schemas = &document["components"]["schemas"];
    let hnte = serde_json::to_value(Facts::read(Kind::Hnte, HNTE, TODAY).unwrap()).unwrap();
    let described = &schemas["hnte"]["properties"];
    assert_eq!(names(described), names(&hnte));
    assert_eq!(names(&described["years"]["items"]["properties"]), names(&hnte["years"][0]));
    assert_eq!(names(&described["ip"]["properties"]), names(&hnte["ip"]));
    assert_eq!(names(&described["management"]["properties"]), names(&hnte["management"]));
    let tsme = serde_json::to_value(Facts::read(Kind::Tsme, SIXTY_IN_JSON, TODAY).unwrap()).unwrap();
    assert_eq!(names(&schemas["tsme"]["properties"]), names(&tsme));

    let (_, answer) = desk.call("tsme", r#"{"year":2026,"staff":40,"st_staff":2,"class1":0,"class2":0}"#).await;
    let described = &schemas["assessment"]["properties"];
    assert_eq!(names(described), names(&answer));
    let condition = &answer["conditions"][6];
    let described = &described["conditions"]["items"]["properties"];
    assert_eq!(names(described), names(condition));
    assert_eq!(names(&described["source"]["properties"]), names(&condition["source"]));
    let gap = &described["gap"]["anyOf"][0]["properties"];
    assert_eq!(names(gap), names(&condition["gap"]));
    assert_eq!(names(&gap["ways"]["items"]["properties"]), names(&condition["gap"]["ways"][0]));
}

#[tokio::test]
async fn what_the_description_requires_is_what_is_required() {
    let desk = Desk::open().await;
    let document = openapi::document();
    for (word, kind) in Kind::WORDS {
        let required = document["components"]["schemas"][word]["required"].clone();
        let (_, answer) = desk.call(word, "{}").await;
        let missing: Vec<&str> =
            answer["problems"].as_array().unwrap().iter().filter_map(|one| one["field"].as_str()).collect();
        assert_eq!(required, json!(missing), "{kind:?}");
    }
}
