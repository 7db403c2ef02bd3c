//! The self-checks: the command line, the interface and the page answer alike, and anybody may ask.

use std::{io::Write, process::Stdio};

use testkit::browser;

use crate::{Server, keshu};

const TSME: &str = r#"{"year":2026,"resident":true,"staff":40,"st_staff":9,"sales":30000000,"assets":20000000,"rd":1260000,
    "costs":7500000,"class1":0,"class2":3,"restricted_industry":false,"misconduct":false,"direct":[]}"#;

/// What `keshu check tsme -` prints for a text, and how it ends.
fn check(text: &str, flags: &[&str]) -> (String, String, Option<i32>) {
    let mut command = keshu();
    command.args(["check", "tsme", "-"]).args(flags);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn the_command_line_answers_what_the_house_answers() {
    let fresh = testkit::sqlite();
    let server = Server::start(&fresh.url);
    let (sheet, _, code) = check(TSME, &[]);
    assert!(sheet.contains("结论：符合") && sheet.contains("得分：60分"), "{sheet}");
    assert_eq!(code, Some(0));
    let (printed, _, _) = check(TSME, &["--json"]);
    let said: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let answer = browser::get(&server.address, "/check/tsme?year=2026&class1=0&class2=3&staff=40&st_staff=9").unwrap();
    assert!(answer.status == 200 && answer.body.contains("有可能符合"), "{}", answer.body);
    assert_eq!(said["qualifies"], "yes");
    assert_eq!(said["score"], 60);
}

#[test]
fn a_wrong_questionnaire_ends_with_two_and_says_why_at_each_field() {
    let (nothing, errors, code) = check(&TSME.replace("\"staff\":40", "\"staff\":4"), &[]);
    assert_eq!((nothing.as_str(), code), ("", Some(2)));
    assert_eq!(errors, "错误：st_staff：科技人员9人多于职工总数4人\n");
    let (printed, errors, code) = check("{", &["--json"]);
    assert_eq!((errors.as_str(), code), ("", Some(2)));
    let said: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(said["problems"][0]["sentence"], "第1行第1列：内容不完整，请检查引号、逗号和括号");
}
