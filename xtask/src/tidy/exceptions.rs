//! The few places where a rule does not hold, each with its reason.

use super::{Finding, Rule};

struct Exception {
    rule: &'static str,
    /// A file, or a folder with its closing slash.
    path: &'static str,
    #[allow(dead_code, reason = "read by people")]
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        rule: "html",
        path: "crates/web/src/chart.rs",
        reason: "charts are computed SVG: a template cannot lay out an axis",
    },
    Exception {
        rule: "html",
        path: "crates/documents/src/",
        reason: "a report's HTML is one of its formats, written by the same walk as the docx",
    },
    Exception {
        rule: "name", path: "crates/outreach/src/", reason: "a base 科普基地 is what the regulation calls it"
    },
    Exception {
        rule: "name", path: "crates/rural/src/", reason: "a service 科技服务 is what a commissioner renders"
    },
    Exception { rule: "credential", path: "xtask/src/tidy/", reason: "the rule and its tests name what they look for" },
];

const STALE: Rule = Rule {
    name: "exception",
    why: "an exception that nothing needs would hide the next break",
    instead: "take the line out of xtask/src/tidy/exceptions.rs",
};

/// Takes out what is excepted, and adds exceptions that excepted nothing.
pub(super) fn apply(findings: Vec<Finding>) -> Vec<Finding> {
    let mut used = vec![false; EXCEPTIONS.len()];
    let mut left: Vec<Finding> = Vec::new();
    for finding in findings {
        let is_meant = |one: &Exception| {
            one.rule == finding.rule.name
                && (finding.path == one.path || one.path.ends_with('/') && finding.path.starts_with(one.path))
        };
        match EXCEPTIONS.iter().position(is_meant).and_then(|index| used.get_mut(index)) {
            Some(place) => *place = true,
            None => left.push(finding),
        }
    }
    for (exception, _) in EXCEPTIONS.iter().zip(&used).filter(|(_, used)| !**used) {
        let what = format!("the exception `{}` for {} is not needed any more", exception.rule, exception.path);
        left.push(Finding::new(&STALE, "xtask/src/tidy/exceptions.rs", 1, what));
    }
    left
}
