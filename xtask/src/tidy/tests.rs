//! Tidy is true of this repository, and each rule finds what it is there for.

use super::*;

fn said(path: &str, text: &str) -> Vec<String> {
    check_file(path, text).iter().map(|found| format!("{} {} {}", found.rule.name, found.line, found.what)).collect()
}

fn names(path: &str, text: &str) -> Vec<&'static str> {
    check_file(path, text).iter().map(|found| found.rule.name).collect()
}

const GOOD: &str = "//! A file.\n";

#[test]
fn the_repository_is_tidy() {
    let (findings, files) = check_repository().unwrap();
    let shown: Vec<String> = findings.iter().map(Finding::shown).collect();
    assert!(shown.is_empty(), "\n{}", shown.join("\n"));
    assert!(files > 20);
}

#[test]
fn a_finding_says_where_what_why_and_what_instead() {
    let shown = check_file("crates/funds/src/utils.rs", GOOD)[0].shown();
    assert!(shown.starts_with("crates/funds/src/utils.rs:1: `utils` is no name"), "{shown}");
    assert!(shown.contains("why:") && shown.contains("instead:"));
}

#[test]
fn files_and_modules_have_speaking_names() {
    assert_eq!(names("crates/funds/src/common/pay.rs", GOOD), ["name"]);
    assert_eq!(
        names("crates/funds/src/lib.rs", "//! x\nmod helper;\nstruct PaymentManager;\nenum Payment {}\n"),
        ["name"; 2]
    );
    assert!(names("crates/funds/src/database.rs", GOOD).is_empty());
}

#[test]
fn files_are_short_and_open_with_what_they_are() {
    let long = format!("//! x\n{}", "\n".repeat(400));
    assert_eq!(said("crates/funds/src/a.rs", &long), ["length 401 the file has 401 lines; 400 are allowed"]);
    assert!(names("crates/web/static/keshu.css", &long).is_empty());
    assert_eq!(names("crates/funds/src/a.rs", "use x;\n"), ["header"]);
}

#[test]
fn functions_are_short_but_text_in_them_does_not_count() {
    let body = |inside: &str| format!("//! x\nfn a() {{\n    f()\n}}\nfn long() {{\n{inside}}}\n");
    let found = said("crates/funds/src/a.rs", &body(&"    f();\n".repeat(69)));
    assert_eq!(found, ["length 5 `long` has 71 lines; 70 are allowed"]);
    assert!(names("crates/funds/src/a.rs", &body(&"    f();\n".repeat(68))).is_empty());
    let text = format!("    let text = r#\"{}\"#;\n", "line }\n".repeat(90));
    assert!(names("crates/funds/src/a.rs", &body(&text)).is_empty());
}

#[test]
fn sql_stays_in_the_data_layer() {
    let text = "//! x\nuse sea_orm::Statement;\nconst A: &str = \"SELECT id FROM x\";\nconst B: &str = \"Please SELECT one\";\n";
    assert_eq!(names("crates/funds/src/record.rs", text), ["sql", "sql"]);
    assert!(names("crates/funds/src/payment/store.rs", text).is_empty());
    assert!(names("crates/storage/src/work.rs", text).is_empty());
}

#[test]
fn markup_stays_in_templates() {
    let text = "//! x\nfn a() -> String { format!(\"<td class=x>{}</td>\", 1) }\nconst B: &str = \"a < b and <w:p> and x<y>\";\n";
    assert_eq!(said("crates/funds/src/a.rs", text), ["html 2 markup in a string: <td>"]);
    assert!(names("crates/funds/src/a.rs", "//! x\n#[cfg(test)]\nmod t {\n const A: &str = \"<p>\";\n}\n").is_empty());
    assert!(names("crates/funds/src/tests.rs", text).is_empty());
}

#[test]
fn only_pages_know_axum() {
    let text = "//! x, with axum\nuse axum::Router;\n";
    assert_eq!(names("crates/funds/src/lib.rs", text), ["axum"]);
    for path in ["crates/funds/src/pages.rs", "crates/web/src/lib.rs", "crates/keshu/src/main.rs"] {
        assert!(names(path, text).is_empty(), "{path}");
    }
}

#[test]
fn nothing_panics_outside_tests() {
    let text =
        "//! x\nfn a() { b.unwrap(); }\n#[expect(lint)]\nfn c() {}\n#[test]\nfn t() {\n    b.expect(\"x\");\n}\n";
    assert_eq!(said("crates/funds/src/a.rs", text), ["panic 2 `.unwrap()` outside tests"]);
    assert!(names("crates/testkit/src/lib.rs", text).is_empty());
}

#[test]
fn the_spine_mentions_no_module() {
    let text = "//! x\nconst A: &str = \"/projects/1\";\nconst B: &str = \"projects are listed\";\n";
    assert_eq!(names("crates/listing/src/a.rs", text), ["spine"]);
    assert!(names("crates/projects/src/a.rs", text).is_empty());
}

#[test]
fn comments_are_english_and_promise_nothing() {
    let long = "公示期满之后没有异议的才可以发文立项并且拨付";
    let alone = format!("//! x\n\n// {long}\nfn a() {{}}\n");
    assert_eq!(said("crates/funds/src/a.rs", &alone), ["english 3 a comment in Chinese"]);
    let quoted = format!("//! 公示期.\n\n// The rule says:\n// {long}\nfn a() {{ b(\"{long}\"); }}\n");
    assert!(names("crates/funds/src/a.rs", &quoted).is_empty());
    assert_eq!(names("crates/funds/src/a.rs", "//! x\nfn 公示() {}\n"), ["english"]);
    let promise = ["//! x\n// TO", "DO later\nfn a() { b(\"TO", "DO\"); }\n"].concat();
    assert_eq!(names("crates/funds/src/a.rs", &promise), ["promise"]);
}

#[test]
fn credentials_are_found_in_any_file() {
    let key = format!("AKIA{}", "ABCDEFGH12345678");
    for text in [key.as_str(), "-----BEGIN RSA PRIVATE KEY-----", "postgres://bureau:Xy8!kk@10.0.0.1/db"] {
        assert_eq!(names("docs/a.md", text), ["credential"], "{text}");
    }
    for text in
        ["postgres://keshu:secret@localhost/keshu", "postgres://{user}:{password}@host", "http://127.0.0.1:8080/a@b"]
    {
        assert!(names("docs/a.md", text).is_empty(), "{text}");
    }
}

#[test]
fn strings_comments_and_ticks_do_not_confuse_the_reader() {
    let text = concat!(
        "//! x\nfn a<'a>(x: &'a str) -> char {\n    let q = '\"'; let e = '\\''; let b = b'{';\n",
        "    /* outer /* inner } */ .unwrap() */\n    let r = br#\"a \" b.unwrap()\"#; let r#type = \"esc \\\" }\";\n",
        "    '}'\n}\nfn b() {}\n"
    );
    let source = Source::new("crates/funds/src/a.rs", text);
    assert!(!source.code.contains("unwrap") && source.code.len() == text.len(), "{}", source.code);
    let functions: Vec<(String, usize, usize)> =
        source.functions().into_iter().map(|function| (function.name, function.line, function.length)).collect();
    assert_eq!(functions, [("a".to_owned(), 2, 6), ("b".to_owned(), 8, 1)]);
    let strings: Vec<&str> = source.strings.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(strings, ["a \" b.unwrap()", "esc \\\" }"]);
}
