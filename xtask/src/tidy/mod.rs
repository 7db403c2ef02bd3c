//! `cargo xtask tidy`: the invariants of ARCHITECTURE.md and docs/style.md, checked over every file of the repository.
//!
//! A finding says where, what, why the rule exists and what to do instead. The few places that may break a rule stand
//! in [`exceptions`] with their reason; an exception that nothing uses any more is a finding itself.

mod documents;
mod exceptions;
mod layers;
mod places;
mod source;
#[cfg(test)]
mod tests;
mod words;

use crate::{Outcome, workspace};
use source::Source;

/// One thing that must hold.
struct Rule {
    name: &'static str,
    why: &'static str,
    instead: &'static str,
}

/// One place where a rule does not hold.
struct Finding {
    path: String,
    line: usize,
    what: String,
    rule: &'static Rule,
}

impl Finding {
    fn new(rule: &'static Rule, path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, what: what.into(), rule }
    }

    fn shown(&self) -> String {
        let Rule { name, why, instead } = self.rule;
        let (path, line, what) = (&self.path, self.line, &self.what);
        format!("{path}:{line}: {what} [{name}]\n    why:     {why}\n    instead: {instead}")
    }
}

/// Checks the repository and prints what does not hold.
pub(crate) fn run() -> Outcome {
    let (findings, files) = check_repository()?;
    if findings.is_empty() {
        println!("tidy: {files} files, nothing to say");
        return Ok(());
    }
    for finding in &findings {
        println!("{}", finding.shown());
    }
    Err(format!("tidy found {} places that break an invariant", findings.len()))
}

/// All findings of the repository, and how many files were looked at.
fn check_repository() -> Outcome<(Vec<Finding>, usize)> {
    let paths = workspace::files()?;
    let mut findings = Vec::new();
    for path in &paths {
        // A file that is no text (a picture, a workbook) has nothing tidy could read.
        let Ok(text) = workspace::read(path) else { continue };
        findings.extend(check_file(path, &text));
    }
    findings.extend(documents::check(&paths)?);
    findings.extend(layers::check()?);
    let mut findings = exceptions::apply(findings);
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok((findings, paths.len()))
}

/// What the rules for single files say of one.
fn check_file(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = places::check_name(path);
    findings.extend(words::check_text(path, text));
    findings.extend(places::check_length(path, text));
    if path.ends_with(".rs") {
        let source = Source::new(path, text);
        findings.extend(places::check(&source));
        findings.extend(words::check(&source));
    }
    findings
}
