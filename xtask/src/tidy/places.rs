//! Rules about where things stand: the names and lengths of files, and what may be written in which of them.

use super::source::{Source, has_word};
use super::{Finding, Rule};

const NAME: Rule = Rule {
    name: "name",
    why: "such a name says nothing: everything is a helper of something, and anything can be put there",
    instead: "name it after what it holds, in the words of the regulation (application, notice_period, credit_code)",
};

const LENGTH: Rule = Rule {
    name: "length",
    why: "what does not fit on a few screens is not read as a whole",
    instead: "split it where a second subject begins, and give that subject its own name",
};

const HEADER: Rule = Rule {
    name: "header",
    why: "the first line is what a newcomer reads to learn whether this is the file",
    instead: "open with `//!`: what this file is, with the article of the regulation if it carries law",
};

const SQL: Rule = Rule {
    name: "sql",
    why: "statements in one place per case can be read, measured and moved to another database",
    instead: "put it in the `store.rs` of the case, or let the listing do it (crates/listing)",
};

const HTML: Rule = Rule {
    name: "html",
    why: "markup in strings is not escaped, not checked, and not found by whoever changes the page",
    instead: "write it in the `.html` template beside the file",
};

const AXUM: Rule = Rule {
    name: "axum",
    why: "rules and records that know no HTTP can be tested and used from the command line",
    instead: "move the handler to `pages.rs`, or return data and let the page decide",
};

const PANIC: Rule = Rule {
    name: "panic",
    why: "a panic shows the user a broken page and tells nobody what to do",
    instead: "return an error that says what is wrong (`?`, `ok_or_else`), or make the case impossible by type",
};

const SPINE: Rule = Rule {
    name: "spine",
    why: "the spine serves every module alike; an exception for one of them would have to be known by all",
    instead: "let the module declare it (a column, a check, a fold) and let the spine read the declaration",
};

const BANNED: &[&str] = &[
    "manager", "managers", "service", "services", "helper", "helpers", "util", "utils", "common", "base", "info",
    "data", "misc",
];

/// The suffixes of types that are as empty as the names of files above.
const BANNED_SUFFIXES: &[&str] = &["Manager", "Service", "Helper", "Util", "Utils", "Info", "Misc"];

const MOST_LINES: usize = 400;
const MOST_FUNCTION_LINES: usize = 70;

/// What only `store.rs` and the data layer may mention.
const SQL_NAMES: &[&str] = &["sea_orm", "sea_query", "sqlx", "rusqlite", "Sql"];
const SQL_STARTS: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "ALTER TABLE ",
    "DROP TABLE ",
];

const HTML_TAGS: &[&str] = &[
    "a", "abbr", "article", "aside", "body", "br", "button", "caption", "circle", "code", "dd", "details", "div", "dl",
    "dt", "em", "fieldset", "figure", "footer", "form", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "img",
    "input", "label", "legend", "li", "line", "link", "main", "meta", "nav", "ol", "option", "p", "path", "polyline",
    "pre", "rect", "script", "section", "select", "small", "span", "strong", "style", "summary", "svg", "table",
    "tbody", "td", "text", "textarea", "tfoot", "th", "thead", "title", "tr", "ul",
];

/// The crates of tiers 1 and 2, which know no module, and the modules they must not mention.
const SPINE_CRATES: &[&str] = &["vocabulary", "procedure", "storage", "listing", "web", "directory"];
const MODULES: &[&str] = &[
    "policies",
    "enterprises",
    "projects",
    "funds",
    "talent",
    "platforms",
    "matching",
    "orders",
    "rural",
    "outreach",
    "supervision",
    "reports",
];

/// Names of files and folders.
pub(super) fn check_name(path: &str) -> Vec<Finding> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let banned = parts.filter(|part| BANNED.contains(part));
    banned.map(|part| Finding::new(&NAME, path, 1, format!("`{part}` is no name for a file or folder"))).collect()
}

/// Lengths of files. Style sheets and documents are read in another way and have no limit.
pub(super) fn check_length(path: &str, text: &str) -> Vec<Finding> {
    let is_limited = [".rs", ".html", ".js", ".mjs"].iter().any(|ending| path.ends_with(ending));
    let lines = text.lines().count();
    if !is_limited || lines <= MOST_LINES {
        return Vec::new();
    }
    vec![Finding::new(&LENGTH, path, MOST_LINES + 1, format!("the file has {lines} lines; {MOST_LINES} are allowed"))]
}

/// Everything about places in one Rust file.
pub(super) fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let first = source.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if !first.starts_with("//!") {
        findings.push(Finding::new(&HEADER, source.path, 1, "the file does not open with `//!`"));
    }
    for function in source.functions().into_iter().filter(|function| function.length > MOST_FUNCTION_LINES) {
        let what = format!("`{}` has {} lines; {MOST_FUNCTION_LINES} are allowed", function.name, function.length);
        findings.push(Finding::new(&LENGTH, source.path, function.line, what));
    }
    check_types(source, &mut findings);
    check_sql(source, &mut findings);
    check_html(source, &mut findings);
    check_axum(source, &mut findings);
    check_panics(source, &mut findings);
    check_spine(source, &mut findings);
    findings
}

fn check_types(source: &Source, findings: &mut Vec<Finding>) {
    for (number, line) in source.code_lines() {
        let words: Vec<&str> = line.split(|c| !super::source::is_word(c)).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let [keyword, name] = pair else { continue };
            let is_type = ["struct", "enum", "trait"].contains(keyword);
            if is_type && BANNED_SUFFIXES.iter().any(|suffix| name.ends_with(suffix)) {
                findings.push(Finding::new(
                    &NAME,
                    source.path,
                    number,
                    format!("`{name}` says nothing by its last word"),
                ));
            }
            if *keyword == "mod" && BANNED.contains(name) {
                findings.push(Finding::new(&NAME, source.path, number, format!("`{name}` is no name for a module")));
            }
        }
    }
}

fn check_sql(source: &Source, findings: &mut Vec<Finding>) {
    let path = source.path;
    if ["crates/storage/", "crates/listing/", "xtask/"].iter().any(|start| path.starts_with(start))
        || path.ends_with("/store.rs")
    {
        return;
    }
    for (number, line) in source.code_lines().filter(|(number, _)| !source.is_test(*number)) {
        for name in SQL_NAMES.iter().filter(|name| has_word(line, name)) {
            findings.push(Finding::new(&SQL, path, number, format!("`{name}` outside the data layer")));
        }
    }
    for piece in source.strings.iter().filter(|piece| !source.is_test(piece.line)) {
        if let Some(start) = SQL_STARTS.iter().find(|start| piece.text.trim_start().starts_with(**start)) {
            findings.push(Finding::new(
                &SQL,
                path,
                piece.line,
                format!("a statement ({}…) outside the data layer", start.trim()),
            ));
        }
    }
}

fn check_html(source: &Source, findings: &mut Vec<Finding>) {
    for piece in source.strings.iter().filter(|piece| !source.is_test(piece.line)) {
        if let Some(tag) = first_tag(&piece.text) {
            findings.push(Finding::new(&HTML, source.path, piece.line, format!("markup in a string: <{tag}>")));
        }
    }
}

/// The first HTML tag that a text holds.
fn first_tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let after = text.get(at + 1..)?;
        let after = after.strip_prefix('/').unwrap_or(after);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric())?;
        let (tag, rest) = after.split_at_checked(end)?;
        (HTML_TAGS.contains(&tag) && rest.starts_with(['>', ' ', '/', '\n', '{'])).then_some(tag)
    })
}

fn check_axum(source: &Source, findings: &mut Vec<Finding>) {
    let path = source.path;
    if path.ends_with("/pages.rs")
        || path.contains("/pages/")
        || path.starts_with("crates/web/")
        || path.starts_with("crates/keshu/")
    {
        return;
    }
    for (number, line) in source.code_lines() {
        if has_word(line, "axum") && !source.is_test(number) {
            findings.push(Finding::new(&AXUM, path, number, "axum outside a page"));
        }
    }
}

fn check_panics(source: &Source, findings: &mut Vec<Finding>) {
    if source.path.starts_with("xtask/") || source.path.starts_with("crates/testkit/") {
        return;
    }
    for (number, line) in source.code_lines().filter(|(number, _)| !source.is_test(*number)) {
        for call in [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "unreachable!(", "todo!(", "unimplemented!("]
        {
            if line.contains(call) {
                findings.push(Finding::new(&PANIC, source.path, number, format!("`{call}` outside tests")));
            }
        }
    }
}

fn check_spine(source: &Source, findings: &mut Vec<Finding>) {
    if !SPINE_CRATES.iter().any(|name| source.path.starts_with(&format!("crates/{name}/"))) {
        return;
    }
    for piece in source.strings.iter().filter(|piece| !source.is_test(piece.line)) {
        let mentions = |module: &&&str| piece.text == **module || piece.text.starts_with(&format!("/{module}"));
        if let Some(module) = MODULES.iter().find(mentions) {
            findings.push(Finding::new(
                &SPINE,
                source.path,
                piece.line,
                format!("the spine mentions the module `{module}`"),
            ));
        }
    }
}
