//! Rules about the documents: decisions are numbered and linked, and links inside the repository lead somewhere.

use std::collections::HashSet;

use super::{Finding, Rule};
use crate::{Outcome, workspace};

const DECISION: Rule = Rule {
    name: "decision",
    why: "a decision that cannot be cited by number or found from the documents will be taken again, differently",
    instead: "name it docs/decisions/NNNN-what-was-decided.md with the next number, and link it from ARCHITECTURE.md",
};

const LINK: Rule = Rule {
    name: "link",
    why: "a reader who follows a dead link stops reading",
    instead: "mend the path, or take the link out",
};

const FOLDER: &str = "docs/decisions/";

/// Checks all Markdown files.
pub(super) fn check(paths: &[String]) -> Outcome<Vec<Finding>> {
    let known: HashSet<&str> = paths.iter().map(String::as_str).collect();
    let mut findings = Vec::new();
    let mut linked = HashSet::new();
    for path in paths.iter().filter(|path| path.ends_with(".md")) {
        for (line, target) in links(&workspace::read(path)?) {
            let found = resolve(path, &target);
            let is_folder = known.iter().any(|file| file.starts_with(&format!("{}/", found.trim_end_matches('/'))));
            if !known.contains(found.as_str()) && !is_folder {
                findings.push(Finding::new(&LINK, path, line, format!("the link to `{target}` leads nowhere")));
            }
            linked.insert(found);
        }
    }
    findings.extend(check_decisions(paths, &linked));
    Ok(findings)
}

fn check_decisions(paths: &[String], linked: &HashSet<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pages = paths.iter().filter(|path| path.starts_with(FOLDER) && !path.ends_with("README.md"));
    for (expected, path) in (1_u32..).zip(pages) {
        let number = path.strip_prefix(FOLDER).and_then(|name| name.split_once('-')).map_or("", |(number, _)| number);
        if number.len() != 4 || number.parse() != Ok(expected) {
            findings.push(Finding::new(
                &DECISION,
                path,
                1,
                format!("the next decision should be numbered {expected:04}"),
            ));
        }
        if !linked.contains(path) {
            findings.push(Finding::new(&DECISION, path, 1, "no document links to this decision"));
        }
    }
    findings
}

/// The links of a Markdown text that stay inside the repository, without those in fenced blocks.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let target = line.get(at + 2..).and_then(|rest| rest.split([')', ' ', '#']).next()).unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                found.push((number, target.to_owned()));
            }
        }
    }
    found
}

/// The path a link leads to, seen from the page it stands on.
fn resolve(page: &str, target: &str) -> String {
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_and_resolved() {
        let text = "see [a](../style.md#names) and [b](https://example.org)\n```text\n[c](no.md)\n```\n[d](/README.md)";
        assert_eq!(links(text), [(1, "../style.md".to_owned()), (5, "/README.md".to_owned())]);
        assert_eq!(resolve("docs/decisions/0001-x.md", "../style.md"), "docs/style.md");
        assert_eq!(resolve("README.md", "./docs/style.md"), "docs/style.md");
        assert_eq!(resolve("docs/a.md", "/README.md"), "README.md");
    }

    #[test]
    fn decisions_are_numbered_without_gaps_and_linked() {
        let paths = ["docs/decisions/0001-a.md".to_owned(), "docs/decisions/0003-b.md".to_owned()];
        let linked = HashSet::from([paths[0].clone()]);
        let findings = check_decisions(&paths, &linked);
        let what: Vec<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(what, ["the next decision should be numbered 0002", "no document links to this decision"]);
    }
}
