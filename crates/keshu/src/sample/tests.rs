//! What must hold of the sample: every cell, key, link and check of it, its money, and the numbers of the report.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use listing::{Kept, Kind, Listing, cell};
use storage::Value;
use vocabulary::{CreditCode, Money, MoneyUnit};

use super::district::District;
use super::{rows_of, sheets, write_sheet};

/// Set to write `sample/*.csv` anew instead of comparing with it.
const REWRITE: &str = "KESHU_REWRITE_SAMPLE";

/// Kept by the house itself, so the sample has none.
const OWN: [&str; 3] = ["frozen_report", "frozen_figure", "report_template"];

/// What people write down while the life of the sample is played.
const LIVED: [&str; 2] = ["stop_event", "use_subsidy"];

fn listings() -> Vec<&'static Listing> {
    crate::modules::registry().all().to_vec()
}

/// One table of the sample: each row as column name → text.
type Table = Vec<HashMap<&'static str, String>>;

struct Sample {
    tables: BTreeMap<&'static str, Table>,
}

impl Sample {
    fn of(districts: usize) -> Sample {
        let mut tables = BTreeMap::new();
        for sheet in sheets(districts, &listings()) {
            let names: Vec<&'static str> = sheet.listing.stored().map(|column| column.name).collect();
            let rows = sheet.rows.map(|row| names.iter().copied().zip(row).collect()).collect();
            tables.insert(sheet.listing.table, rows);
        }
        Sample { tables }
    }

    fn rows(&self, table: &str) -> &Table {
        &self.tables[table]
    }

    fn count(&self, table: &str, test: impl Fn(&HashMap<&'static str, String>) -> bool) -> usize {
        self.rows(table).iter().filter(|row| test(row)).count()
    }

    fn distinct(&self, table: &str, column: &str, test: impl Fn(&HashMap<&'static str, String>) -> bool) -> usize {
        self.rows(table).iter().filter(|row| test(row)).map(|row| &row[column]).collect::<HashSet<_>>().len()
    }

    /// Fen, by the unit of the column.
    fn sum(&self, table: &str, column: &str, test: impl Fn(&HashMap<&'static str, String>) -> bool) -> i64 {
        self.rows(table).iter().filter(|row| test(row)).map(|row| fen(table, column, &row[column])).sum()
    }

    fn find(&self, table: &str, key: &str, value: &str) -> &HashMap<&'static str, String> {
        self.rows(table).iter().find(|row| row[key] == value).unwrap_or_else(|| panic!("{table} {key} {value}"))
    }
}

fn fen(table: &str, column: &str, text: &str) -> i64 {
    let listing = listings().into_iter().find(|listing| listing.table == table).unwrap();
    match listing.column(column).unwrap().kind {
        Kind::Money(unit) if !text.is_empty() => Money::parse(text, unit).unwrap().fen(),
        _ => 0,
    }
}

/// The text by which a row is linked to: its key, links by their own.
fn key_of(listing: &Listing, row: &HashMap<&'static str, String>) -> String {
    listing.key.iter().map(|column| row[column].clone()).collect::<Vec<_>>().join(" / ")
}

#[test]
fn every_record_kind_has_rows_and_fills_only_columns_that_exist() {
    let home = District::new(0);
    for listing in listings() {
        // What belongs to a case comes to be when the life of the sample's projects is played.
        let belongs_to_a_case = listing
            .columns
            .iter()
            .any(|column| matches!(column.kind, Kind::Link(target) if target.kept == Kept::ByCase));
        if OWN.contains(&listing.table)
            || LIVED.contains(&listing.table)
            || listing.kept != Kept::Freely
            || belongs_to_a_case
        {
            continue;
        }
        let rows = rows_of(listing.table).unwrap_or_else(|| panic!("no sample of {}", listing.table))(&home);
        assert!(!rows.is_empty(), "{}", listing.table);
        for name in rows.iter().flat_map(super::Row::names) {
            assert!(listing.stored().any(|column| column.name == name), "{}.{name}", listing.table);
        }
    }
}

#[test]
fn every_cell_is_read_and_every_check_holds() {
    for sheet in sheets(2, &listings()) {
        let listing = sheet.listing;
        for row in sheet.rows {
            let values: Vec<Value> = listing
                .stored()
                .zip(&row)
                .map(|(column, text)| {
                    cell::parse(column, text).unwrap_or_else(|wrong| panic!("{} {text}: {wrong}", listing.table))
                })
                .collect();
            for check in listing.checks {
                assert_eq!(check.broken(listing, &values), None, "{} {row:?}", listing.table);
            }
        }
    }
}

#[test]
fn keys_are_unique_and_links_resolve_in_a_province() {
    let sample = Sample::of(9);
    let keys: HashMap<&str, HashSet<String>> = listings()
        .iter()
        .filter(|listing| sample.tables.contains_key(listing.table))
        .map(|listing| {
            let rows = sample.rows(listing.table);
            let keys: HashSet<String> = rows.iter().map(|row| key_of(listing, row)).collect();
            assert_eq!(keys.len(), rows.len(), "{}", listing.table);
            (listing.table, keys)
        })
        .collect();
    for listing in listings() {
        for column in listing.stored() {
            let Kind::Link(target) = column.kind else { continue };
            for row in sample.tables.get(listing.table).into_iter().flatten() {
                let text = &row[column.name];
                assert!(
                    text.is_empty() || keys[target.table].contains(text),
                    "{}.{} {text}",
                    listing.table,
                    column.name
                );
            }
        }
    }
}

#[test]
fn the_district_has_the_size_that_was_promised() {
    let sample = Sample::of(1);
    let alive = |row: &HashMap<&'static str, String>| row["kind"] == "企业" && row["dissolved_on"].is_empty();
    assert!(sample.count("organisation", alive) >= 320);
    assert_eq!(sample.rows("institute").len(), 12);
    assert!(sample.rows("equipment").len() >= 60);
    assert!(sample.rows("project").len() >= 120);
    let money = [
        "payment",
        "drawdown",
        "project_receipt",
        "allowance",
        "team_grant",
        "guide_fee",
        "returned_capital",
        "construction",
    ];
    assert!(money.iter().map(|table| sample.rows(table).len()).sum::<usize>() >= 2_000);
    // A million of them at 589 districts.
    assert_eq!(sample.rows("equipment_use").len(), 1_700);
    assert_eq!(Sample::of(3).rows("equipment_use").len(), 3 * 1_700);
}

#[test]
fn codes_are_synthetic_people_are_marked_and_nobody_real_is_named() {
    let sample = Sample::of(1);
    for row in sample.rows("organisation") {
        let code = CreditCode::parse(&row["uscc"]).unwrap();
        assert!(code.organisation_code_agrees());
        assert_eq!(code.region().to_string(), row["region"]);
    }
    assert!(sample.rows("person").iter().all(|row| row["number"].starts_with('样')));
    let real = [
        "张统一",
        "肖汉宁",
        "张伟儒",
        "孔力",
        "钱光人",
        "宁平",
        "李华",
        "吴红翔",
        "丁能水",
        "长益光电",
        "普天高科",
        "和鑫高科",
        "天涯种业",
        "华填",
        "和一农业",
        "七彩生态",
        "立新农林",
        "湘东",
        "萍乡",
        "上海大学",
        "湖南大学",
    ];
    for (table, row) in sample.tables.iter().flat_map(|(table, rows)| rows.iter().map(move |row| (table, row))) {
        for text in row.values() {
            assert!(!real.iter().any(|name| text.contains(name)), "{table}: {text}");
        }
    }
}

#[test]
fn payments_stay_within_appropriations_and_these_within_the_budget() {
    let sample = Sample::of(1);
    let by = |table: &str, column: &'static str| {
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for row in sample.rows(table) {
            *sums.entry(row[column].clone()).or_default() += fen(table, "amount", &row["amount"]);
        }
        sums
    };
    for (number, paid) in by("payment", "appropriation") {
        let appropriation = sample.find("appropriation", "number", &number);
        assert!(paid <= fen("appropriation", "amount", &appropriation["amount"]), "{number}");
    }
    let appropriated = by("appropriation", "budget");
    for year in ["2020", "2021", "2022"] {
        let of_year = |number: &str| sample.find("budget", "number", number)["year"] == year;
        let issued: i64 = appropriated.iter().filter(|(number, _)| of_year(number)).map(|(_, sum)| sum).sum();
        assert!(issued <= sample.sum("budget", "amount", |row| row["year"] == year), "{year}");
        assert!(
            sample
                .rows("budget")
                .iter()
                .any(|row| row["kind"] == "调减" && row["year"] == year && row["amount"].starts_with('-'))
        );
    }
    for payment in sample.rows("payment") {
        let appropriation = sample.find("appropriation", "number", &payment["appropriation"]);
        assert!(payment["paid_on"] >= appropriation["issued_on"], "{payment:?}");
        assert!(appropriation["purpose"].ends_with(&payment["purpose"]), "{payment:?}");
        assert_eq!(payment["kind"] == "退回", payment["amount"].starts_with('-'));
        if payment["kind"] == "退回" {
            let original = sample.find("payment", "number", &payment["returns"]);
            assert!(original["paid_on"] < payment["paid_on"] && original["payee"] == payment["payee"]);
            assert!(-fen("payment", "amount", &payment["amount"]) <= fen("payment", "amount", &original["amount"]));
        }
    }
}

#[test]
fn what_two_records_tell_of_the_same_money_agrees() {
    let sample = Sample::of(1);
    let noted = |words: &'static [&'static str]| {
        sample.sum("payment", "amount", move |row| words.contains(&row["note"].as_str()))
    };
    assert_eq!(noted(&["人才生活补贴按月发放"]), sample.sum("allowance", "amount", |_| true));
    assert_eq!(noted(&["研发经费", "运营经费"]), sample.sum("team_grant", "amount", |_| true));
    assert_eq!(noted(&["区级项目经费"]), sample.sum("project_receipt", "amount", |row| row["source"] == "区级"));
    for project in sample.rows("project") {
        let received = sample.sum("project_receipt", "amount", |row| row["project"] == project["number"]);
        assert!(received <= fen("project", "granted", &project["granted"]), "{}", project["number"]);
    }
    for credit in sample.rows("credit") {
        let drawn = sample.sum("drawdown", "amount", |row| row["credit"] == credit["number"]);
        assert!(drawn <= fen("credit", "limit_amount", &credit["limit_amount"]), "{}", credit["number"]);
    }
}

#[test]
fn the_numbers_of_the_report_have_the_digits_of_its_blanks() {
    let sample = Sample::of(1);
    let end = "2022-12-31".to_owned();
    let this_year = |day: &String| day.as_str() >= "2022-01-01" && *day <= end;
    let two_years = |day: &String| day.as_str() >= "2021-01-01" && *day <= end;
    let open = |day: &String| day.is_empty();
    let first_batch = sample.distinct("hnte_filing", "enterprise", |row| {
        row["year"] == "2022" && row["batch"] == "第一批" && !row["recommended_on"].is_empty()
    });
    let filed = sample.distinct("tsme_entry", "enterprise", |row| row["year"] == "2022" && this_year(&row["filed_on"]));
    let numbered = sample.distinct("tsme_entry", "enterprise", |row| {
        row["year"] == "2022" && !row["number"].is_empty() && open(&row["revoked_on"])
    });
    let valid = sample.distinct("hnte_certificate", "enterprise", |row| {
        row["issued_on"] <= end && row["valid_to"] >= end && open(&row["revoked_on"])
    });
    let applied = |level: &'static str| {
        sample
            .count("project_application", move |row| row["level"] == level && row["recommended_on"].starts_with("2022"))
    };
    let introduced = |class: &'static str| {
        sample.count("introduction", move |row| row["class"] == class && two_years(&row["signed_on"]))
    };
    assert_eq!((first_batch, filed, numbered, valid), (23, 98, 88, 88));
    assert_eq!((applied("国家级"), applied("省级")), (6, 9));
    assert_eq!(["院士", "正高", "副高", "博士", "硕士"].map(introduced), [2, 9, 8, 34, 96]);
    assert_eq!(sample.sum("budget", "amount", |row| row["year"] == "2022"), 12_860 * MoneyUnit::WanYuan.fen());
    assert_eq!(sample.distinct("recruit", "person", |row| row["degree"] != "本科" && this_year(&row["hired_on"])), 36);
    let follow_up = |row: &HashMap<&'static str, String>| {
        row["kind"] == "后续资金"
            && this_year(&row["received_on"])
            && sample.find("project", "number", &row["project"])["report_order"] == "1"
    };
    assert_eq!(sample.sum("project_receipt", "amount", follow_up), 380 * MoneyUnit::WanYuan.fen());
    assert!(filed >= numbered);
    let digits = |number: usize| number.to_string().len();
    let talents = |row: &HashMap<&'static str, String>| row["talent_founded"] == "是" && open(&row["dissolved_on"]);
    assert_eq!(digits(sample.count("organisation", talents)), 3);
    let pilots = sample.distinct("order_stage", "order", |row| row["stage"] == "中试" && open(&row["ended_on"]));
    let researched = sample.count("platform_project", |row| open(&row["ended_on"]));
    assert_eq!((pilots, digits(researched)), (5, 2));
}

#[test]
fn those_on_platforms_are_no_more_than_all_of_them() {
    let sample = Sample::of(1);
    let on_duty: BTreeSet<&String> = sample
        .rows("platform_staff")
        .iter()
        .filter(|row| row["left_on"].is_empty())
        .map(|row| &row["person"])
        .collect();
    let with = |column: &'static str, words: &'static [&'static str]| {
        on_duty
            .iter()
            .filter(|person| words.contains(&sample.find("person", "number", person)[column].as_str()))
            .count()
    };
    let (academicians, professors, doctors) =
        (with("honour", &["院士"]), with("rank", &["正高级", "副高级"]), with("degree", &["博士"]));
    assert_eq!((on_duty.len(), academicians, professors, doctors), (236, 3, 24, 9));
}

#[test]
fn orders_stand_in_the_stage_that_their_stages_tell() {
    let sample = Sample::of(1);
    for order in sample.rows("rd_order") {
        let stages: Vec<_> = sample.rows("order_stage").iter().filter(|row| row["order"] == order["number"]).collect();
        let last = stages.last().unwrap();
        assert_eq!(last["stage"], order["stage"]);
        assert_eq!(stages[0]["started_on"], order["proposed_on"]);
        assert_eq!(last["ended_on"], order["closed_on"]);
        assert!(
            stages.windows(2).all(|pair| pair[0]["result"] == "通过" && pair[0]["ended_on"] <= pair[1]["started_on"])
        );
        let passed = sample.count("evaluation", |row| row["order"] == order["number"] && row["conclusion"] == "合格");
        assert_eq!(passed == 1, ["产业化", "股份合作"].contains(&order["stage"].as_str()), "{}", order["number"]);
    }
}

#[test]
fn the_sample_in_the_repository_is_the_one_that_is_made() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    if std::env::var_os(REWRITE).is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        super::write_csv(sheets(1, &listings()), &folder).unwrap();
    }
    let mut expected = BTreeSet::new();
    for sheet in sheets(1, &listings()) {
        let name = format!("{}.csv", sheet.listing.table);
        let mut made = Vec::new();
        write_sheet(sheet, &mut made).unwrap();
        let kept = std::fs::read(folder.join(&name)).unwrap_or_default();
        assert!(kept == made, "sample/{name} is not what the program makes; set {REWRITE}=1 to write it anew");
        expected.insert(name);
    }
    let found: BTreeSet<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    assert_eq!(found, expected);
}
