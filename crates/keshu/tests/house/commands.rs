//! The command line.

use std::{collections::HashMap, path::Path};

use serde_json::Value;

use crate::{printed, run, sample_house, sample_sheets};

fn figures(database: &str, more: &[&str]) -> Vec<Value> {
    let mut arguments = vec!["figures", "--json", "--database", database];
    arguments.extend(more);
    serde_json::from_str(&printed(&arguments)).unwrap()
}

/// A number as it stands in JSON, exactly.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn every_blank_of_the_mission_report_is_filled_by_the_sample() {
    let readings = figures(sample_house(), &["--year", "2022"]);
    let by_slot: HashMap<u64, &Value> =
        readings.iter().filter_map(|reading| Some((reading["slot"].as_u64()?, reading))).collect();
    let empty: Vec<u64> =
        (1..=96).filter(|slot| by_slot.get(slot).is_none_or(|reading| reading["value"].is_null())).collect();
    assert_eq!(empty, [0u64; 0], "these blanks are not filled");
    for reading in by_slot.values() {
        assert!(reading["witnesses"].as_u64().unwrap() > 0, "{reading} has no witnesses");
    }
}

#[test]
fn the_witnesses_of_a_figure_add_up_to_it() {
    let readings = figures(sample_house(), &["--year", "2022", "--as-of", "2022-09-30"]);
    let mut checked = 0;
    for reading in &readings {
        let fold = reading["fold"].as_str().unwrap();
        if !(fold == "count" || fold.starts_with("distinct") || fold.starts_with("sum")) || reading["value"].is_null() {
            continue;
        }
        let code = reading["code"].as_str().unwrap();
        let house = sample_house();
        let arguments =
            ["figure", code, "--year", "2022", "--as-of", "2022-09-30", "--witnesses", "--json", "--database", house];
        let rows: Vec<Value> = serde_json::from_str(&printed(&arguments)).unwrap();
        assert_eq!(rows.len() as u64, reading["witnesses"].as_u64().unwrap(), "{code}");
        let sum: f64 = rows.iter().map(|row| number(&row["contributes"])).sum();
        assert!((sum - number(&reading["value"])).abs() < 1e-6, "{code}: {sum} against {}", reading["value"]);
        checked += 1;
    }
    assert!(checked > 40, "only {checked} figures were checked");
}

#[test]
fn a_second_import_changes_nothing_and_an_export_makes_the_same_house_again() {
    let folder = tempfile::tempdir().unwrap();
    let exported = folder.path().join("house.xlsx").display().to_string();
    printed(&["export", "--database", sample_house(), "--out", &exported]);
    let again = format!("sqlite:{}", folder.path().join("again.db").display());
    printed(&["import", &exported, "--database", &again]);
    let report: Value =
        serde_json::from_str(&printed(&["import", &sample_sheets(), "--json", "--database", &again])).unwrap();
    for sheet in report["sheets"].as_array().unwrap() {
        let changed = (sheet["added"].as_u64(), sheet["changed"].as_u64());
        assert_eq!(changed, (Some(0), Some(0)), "{sheet}");
    }
    let values = |database: &str| -> Vec<(String, Value)> {
        figures(database, &["--year", "2022"])
            .into_iter()
            .map(|reading| (reading["code"].as_str().unwrap().to_owned(), reading["value"].clone()))
            .collect()
    };
    assert_eq!(values(sample_house()), values(&again));
}

#[test]
fn the_report_comes_out_as_docx_html_and_evidence_and_names_what_it_cannot_do() {
    let folder = tempfile::tempdir().unwrap();
    let house = sample_house();
    for name in ["r.docx", "r.html"] {
        let out = folder.path().join(name).display().to_string();
        printed(&["report", "annual", "--year", "2022", "--database", house, "--out", &out]);
        assert!(Path::new(&out).metadata().unwrap().len() > 5_000, "{name}");
    }
    let html = std::fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(!html.contains("【待补】"), "the sample leaves nothing open");
    for bad in ["r.txt", "no-such-folder/r.docx"] {
        let out = folder.path().join(bad).display().to_string();
        let output = run(&["report", "annual", "--year", "2022", "--database", house, "--out", &out]);
        assert!(!output.status.success(), "{bad}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1, "{bad} gets one sentence");
    }
}

#[test]
fn the_template_is_a_workbook_that_imports_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("template.xlsx").display().to_string();
    printed(&["template", "--out", &out]);
    let house = format!("sqlite:{}", folder.path().join("keshu.db").display());
    let report: Value = serde_json::from_str(&printed(&["import", &out, "--json", "--database", &house])).unwrap();
    assert!(report["sheets"].as_array().unwrap().iter().all(|sheet| sheet["rows"] == 0), "{report}");
}

#[test]
fn an_altered_row_is_pointed_at_by_verify() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("keshu.db");
    let url = format!("sqlite:{}", copy.display());
    printed(&["import", &sample_sheets(), "--database", &url]);
    assert!(printed(&["verify", "--database", &url]).contains("全部相符"));
    // The file is altered as somebody with an editor would: behind the program's back.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(testkit::tamper(&url, "UPDATE hnte_certificate SET valid_to = '2030-01-01' WHERE id = 3"));
    let output = run(&["verify", "--database", &url]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("高新技术企业证书 #3"), "{said}");
}

#[test]
fn wrong_words_get_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.xlsx").display().to_string();
    let house = format!("sqlite:{}", folder.path().join("keshu.db").display());
    for arguments in [
        vec!["import", &missing, "--database", &house],
        vec!["figure", "no-such-figure", "--database", &house],
        vec!["verify", "--database", "mysql://nowhere"],
        vec!["verify", "--database", "postgres://nobody@127.0.0.1:1/none"],
    ] {
        let output = run(&arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said.starts_with("错误：") && said.trim().lines().count() == 1, "{arguments:?}: {said}");
    }
}
