//! `cargo xtask deny`: licences, banned crates, duplicates and sources, judged by deny.toml.
//!
//! The file is cargo-deny's own, and `cargo deny check` is run as well where it is installed. Building it takes more
//! than two minutes on two cores, and its check of advisories needs a network that a closed machine does not have; so
//! the other three checks are done here, over `cargo metadata`, in a second.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Outcome;
use crate::command::{cargo, exists, run as run_command};
use crate::workspace::{list, metadata, read, text};

/// How deny.toml says that a crate may be there, but in one version.
const ONLY_ONCE: &str = "deny-multiple-versions = true";

/// What deny.toml says, as far as it is checked here.
#[derive(Default)]
struct Policy {
    licences: Vec<String>,
    banned: Vec<String>,
    only_once: Vec<String>,
    registries: Vec<String>,
}

/// Checks every dependency of the workspace.
pub(crate) fn run() -> Outcome {
    let policy = parse_policy(&read("deny.toml")?)?;
    let metadata = metadata(&["--locked"])?;
    let packages = list(&metadata, "packages");
    let problems = judge(&policy, packages);
    for problem in &problems {
        println!("{problem}");
    }
    if !problems.is_empty() {
        return Err(format!("{} dependencies break deny.toml", problems.len()));
    }
    println!("deny: licences, bans and sources of {} crates are in order", packages.len());
    if exists("cargo-deny") {
        run_command(cargo().args(["deny", "check", "bans", "licenses", "sources"]))?;
    }
    println!("deny: advisories were not checked here; where there is a network: cargo deny check advisories");
    Ok(())
}

fn judge(policy: &Policy, packages: &[Value]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        let (name, version) = (text(package, "name"), text(package, "version"));
        let (source, licence) = (text(package, "source"), text(package, "license"));
        versions.entry(name).or_default().insert(version);
        if !source.is_empty() && !policy.registries.iter().any(|known| source.ends_with(known.as_str())) {
            problems.push(format!("{name} {version} comes from {source}; deny.toml [sources] allows no such place"));
        }
        if policy.banned.iter().any(|banned| banned == name) {
            problems.push(format!(
                "{name} {version} is banned by deny.toml [bans]; `cargo tree -i {name}` shows who asks for it"
            ));
        }
        let is_allowed = |one: &str| policy.licences.iter().any(|allowed| allowed == one);
        if !licence_holds(licence, &is_allowed) {
            problems.push(format!(
                "{name} {version} has the licence `{licence}`, which deny.toml [licenses] does not allow"
            ));
        }
    }
    for name in &policy.only_once {
        if let Some(found) = versions.get(name.as_str()).filter(|found| found.len() > 1) {
            let found: Vec<&str> = found.iter().copied().collect();
            problems.push(format!(
                "{name} is there in {} versions ({}); deny.toml allows one",
                found.len(),
                found.join(", ")
            ));
        }
    }
    problems
}

/// Whether an SPDX expression can be met with the allowed licences. A `/` is how old manifests write OR.
fn licence_holds(expression: &str, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let holds = any_of(&mut words, is_allowed);
    holds && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut holds = all_of(words, is_allowed);
    while words.next_if_eq(&"OR").is_some() {
        holds |= all_of(words, is_allowed);
    }
    holds
}

fn all_of(words: &mut Words, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut holds = one_of(words, is_allowed);
    while words.next_if_eq(&"AND").is_some() {
        holds &= one_of(words, is_allowed);
    }
    holds
}

fn one_of(words: &mut Words, is_allowed: &dyn Fn(&str) -> bool) -> bool {
    match words.next() {
        Some("(") => {
            let holds = any_of(words, is_allowed);
            holds && words.next() == Some(")")
        }
        Some(name) => match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
            // An exception only gives more rights, so the licence alone is enough.
            Some(exception) => is_allowed(&format!("{name} WITH {exception}")) || is_allowed(name),
            None => is_allowed(name),
        },
        None => false,
    }
}

fn parse_policy(toml: &str) -> Outcome<Policy> {
    let policy = Policy {
        licences: strings(toml, "[licenses]", "allow", |_| true),
        banned: strings(toml, "[bans]", "deny", |line| !line.contains(ONLY_ONCE)),
        only_once: strings(toml, "[bans]", "deny", |line| line.contains(ONLY_ONCE)),
        registries: strings(toml, "[sources]", "allow-registry", |_| true),
    };
    if policy.licences.is_empty() || policy.registries.is_empty() {
        return Err("deny.toml has no [licenses] allow or no [sources] allow-registry".to_owned());
    }
    Ok(policy)
}

/// The first string of each wanted entry of a list in a section: enough of TOML for a file that we write ourselves.
fn strings(toml: &str, section: &str, key: &str, wanted: fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let (mut in_section, mut in_list) = (false, false);
    for line in toml.lines().map(str::trim) {
        if line.starts_with('[') && !in_list {
            in_section = line == section;
        }
        let opens = line.split_once('=').is_some_and(|(name, rest)| name.trim() == key && rest.trim().starts_with('['));
        in_list |= in_section && opens;
        if in_list && !line.starts_with('#') && wanted(line) {
            let one_line = opens && line.contains(']');
            let quoted = line.split('"').skip(1).step_by(2).map(str::to_owned);
            found.extend(quoted.take(if one_line { usize::MAX } else { 1 }));
        }
        if in_list && line.ends_with(']') {
            in_list = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn holds(expression: &str) -> bool {
        licence_holds(expression, &|name| ["MIT", "Apache-2.0", "Unicode-3.0"].contains(&name))
    }

    #[test]
    fn licence_expressions_are_understood() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(holds(good), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT MIT", "GPL-3.0 AND (MIT OR Unicode-3.0)"] {
            assert!(!holds(bad), "{bad}");
        }
    }

    #[test]
    fn the_policy_is_read_from_our_file() {
        let policy = parse_policy(&read("deny.toml").unwrap()).unwrap();
        assert!(policy.licences.contains(&"MIT".to_owned()) && policy.banned.contains(&"openssl".to_owned()));
        assert_eq!(policy.only_once, ["libsqlite3-sys"]);
        assert_eq!(policy.registries, ["https://github.com/rust-lang/crates.io-index"]);
    }

    #[test]
    fn each_break_of_the_policy_is_named() {
        let policy = Policy {
            licences: vec!["MIT".to_owned()],
            banned: vec!["openssl".to_owned()],
            only_once: vec!["libsqlite3-sys".to_owned()],
            registries: vec!["crates.io-index".to_owned()],
        };
        let package = |name: &str, version: &str, licence: &str, source: &str| json!({"name": name, "version": version, "license": licence, "source": source});
        let packages = [
            package("libsqlite3-sys", "0.36.0", "MIT", "registry+crates.io-index"),
            package("libsqlite3-sys", "0.37.0", "MIT", "registry+crates.io-index"),
            package("openssl", "0.10.0", "MIT", "registry+crates.io-index"),
            package("strange", "1.0.0", "GPL-3.0", "git+https://example.org/strange"),
            package("ours", "0.1.0", "MIT", ""),
        ];
        let problems = judge(&policy, &packages);
        assert_eq!(problems.len(), 4, "{problems:#?}");
    }
}
