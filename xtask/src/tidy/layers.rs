//! Tiers and edges: what ARCHITECTURE.md says of the crates, compared with what `cargo metadata` says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Finding, Rule};
use crate::workspace::{list, metadata, read, text};
use crate::{Outcome, workspace};

const PAGE: &str = "ARCHITECTURE.md";

const TIER: Rule = Rule {
    name: "tier",
    why: "a crate that depends only on what lies below it can be read, tested and changed without what lies above",
    instead: "turn the dependency round: let the lower crate declare a trait or a table, and the upper one fill it",
};

const EDGE: Rule = Rule {
    name: "edge",
    why: "edges between crates of one tier are few and known; each was a decision",
    instead: "do without the dependency, or add the line to the block `edges` of ARCHITECTURE.md and say why there",
};

const PURE: Rule = Rule {
    name: "pure",
    why: "the foundation holds rules and words; what it computes must not depend on a clock, a disk or a network",
    instead: "take the value as an argument and let a crate of tier 2 fetch it",
};

const TABLE: Rule = Rule {
    name: "table",
    why: "the tables of ARCHITECTURE.md are read as the truth about the crates",
    instead: "write the table as it is: ```tiers with lines `1 vocabulary procedure`, ```edges with lines `from -> to, to`",
};

/// Crates without which nothing needs a runtime, a server or a database.
const IMPURE: &[&str] =
    &["tokio", "axum", "hyper", "tower", "sea-orm", "sea-query", "sqlx", "sqlx-core", "rusqlite", "libsqlite3-sys"];
const PURE_CRATES: &[&str] = &["vocabulary", "procedure"];

/// Our crates and those of ours that each depends on, tests aside.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// The two tables of ARCHITECTURE.md.
#[derive(Default)]
struct Page {
    tiers: BTreeMap<String, u32>,
    /// Each edge with the line it stands on.
    edges: BTreeMap<(String, String), usize>,
    findings: Vec<Finding>,
}

/// Compares the page with the crates.
pub(super) fn check() -> Outcome<Vec<Finding>> {
    let page = parse_page(&read(PAGE).unwrap_or_default());
    let metadata = metadata(&[])?;
    let mut findings = compare(page, &own_edges(&metadata));
    for name in PURE_CRATES {
        if let Some(chain) = impure_chain(&metadata, name) {
            let what = format!("`{name}` reaches {}", chain.join(" -> "));
            findings.push(Finding::new(&PURE, &format!("crates/{name}/Cargo.toml"), 1, what));
        }
    }
    Ok(findings)
}

fn parse_page(page: &str) -> Page {
    let mut found = Page::default();
    let mut block = "";
    for (number, line) in (1..).zip(page.lines()) {
        if let Some(name) = line.strip_prefix("```") {
            block = if block.is_empty() { name.trim() } else { "" };
            continue;
        }
        let line = line.split('#').next().unwrap_or_default().trim();
        let is_read = match block {
            _ if line.is_empty() => true,
            "tiers" => read_tier(line, &mut found.tiers),
            "edges" => read_edges(line, number, &mut found.edges),
            _ => true,
        };
        if !is_read {
            found.findings.push(Finding::new(
                &TABLE,
                PAGE,
                number,
                format!("cannot read `{line}` in the block `{block}`"),
            ));
        }
    }
    if found.tiers.is_empty() {
        found.findings.push(Finding::new(&TABLE, PAGE, 1, "there is no block ```tiers, so nothing can be compared"));
    }
    found
}

fn read_tier(line: &str, tiers: &mut BTreeMap<String, u32>) -> bool {
    let mut words = line.split_whitespace();
    let Some(tier) = words.next().and_then(|word| word.trim_end_matches('.').parse().ok()) else { return false };
    tiers.extend(words.map(|name| (name.to_owned(), tier)));
    true
}

fn read_edges(line: &str, number: usize, edges: &mut BTreeMap<(String, String), usize>) -> bool {
    let Some((from, to)) = line.split_once("->") else { return false };
    for name in to.split(',') {
        edges.insert((from.trim().to_owned(), name.trim().to_owned()), number);
    }
    true
}

fn own_edges(metadata: &Value) -> Edges {
    let packages: Vec<&Value> =
        list(metadata, "packages").iter().filter(|package| text(package, "source").is_empty()).collect();
    let names: BTreeSet<&str> = packages.iter().map(|package| text(package, "name")).collect();
    let mut edges = Edges::new();
    for package in packages.iter().filter(|package| text(package, "name") != "xtask") {
        let normal = list(package, "dependencies").iter().filter(|one| text(one, "kind") != "dev");
        let own = normal.map(|one| text(one, "name")).filter(|name| names.contains(name)).map(str::to_owned);
        edges.insert(text(package, "name").to_owned(), own.collect());
    }
    edges
}

fn compare(page: Page, edges: &Edges) -> Vec<Finding> {
    let mut findings = page.findings;
    if page.tiers.is_empty() {
        return findings;
    }
    for (from, dependencies) in edges {
        let manifest = format!("crates/{from}/Cargo.toml");
        let Some(tier) = page.tiers.get(from) else {
            findings.push(Finding::new(&TABLE, PAGE, 1, format!("the crate `{from}` stands in no tier")));
            continue;
        };
        for to in dependencies {
            let Some(below) = page.tiers.get(to) else { continue };
            let is_known = page.edges.contains_key(&(from.clone(), to.clone()));
            if below > tier {
                let what = format!("`{from}` (tier {tier}) depends on `{to}` (tier {below})");
                findings.push(Finding::new(&TIER, &manifest, 1, what));
            } else if below == tier && !is_known {
                let what = format!("`{from}` depends on `{to}` of its own tier {tier}, which no edge allows");
                findings.push(Finding::new(&EDGE, &manifest, 1, what));
            }
        }
    }
    for ((from, to), line) in &page.edges {
        if !edges.get(from).is_some_and(|dependencies| dependencies.contains(to)) {
            findings.push(Finding::new(
                &TABLE,
                PAGE,
                *line,
                format!("the edge `{from} -> {to}` is not there any more"),
            ));
        }
    }
    findings
}

/// A way from one of our crates to one that needs a runtime, a server or a database.
fn impure_chain(metadata: &Value, name: &str) -> Option<Vec<String>> {
    let names: BTreeMap<&str, &str> =
        list(metadata, "packages").iter().map(|package| (text(package, "id"), text(package, "name"))).collect();
    let nodes: BTreeMap<&str, &Value> = metadata
        .get("resolve")
        .map(|resolve| list(resolve, "nodes").iter().map(|node| (text(node, "id"), node)).collect())
        .unwrap_or_default();
    let start = names.iter().find(|(_, candidate)| **candidate == name).map(|(id, _)| *id)?;
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::from([(start, start)]);
    let mut waiting = vec![start];
    while let Some(id) = waiting.pop() {
        let known = names.get(id).copied().unwrap_or_default();
        if IMPURE.contains(&known) {
            let mut chain = vec![known.to_owned()];
            let mut at = id;
            while let Some(before) = came_from.get(at).filter(|before| **before != at) {
                at = before;
                chain.insert(0, names.get(at).copied().unwrap_or_default().to_owned());
            }
            return Some(chain);
        }
        for dependency in nodes.get(id).map(|node| list(node, "deps")).unwrap_or_default() {
            let is_normal = list(dependency, "dep_kinds").iter().any(|kind| text(kind, "kind").is_empty());
            let package = workspace::text(dependency, "pkg");
            if is_normal && !came_from.contains_key(package) {
                came_from.insert(package, id);
                waiting.push(package);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: &str = "# A\n```tiers\n1 vocabulary\n2 storage listing\n4 funds projects\n```\n```edges\nlisting -> storage\nfunds -> projects # money\n```\n";

    fn edges(pairs: &[(&str, &[&str])]) -> Edges {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), to.iter().map(|to| (*to).to_owned()).collect())).collect()
    }

    fn said(page: &str, pairs: &[(&str, &[&str])]) -> Vec<String> {
        compare(parse_page(page), &edges(pairs)).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn crates_as_the_page_says_are_fine() {
        let real: &[(&str, &[&str])] = &[
            ("vocabulary", &[]),
            ("storage", &["vocabulary"]),
            ("listing", &["storage", "vocabulary"]),
            ("funds", &["projects", "listing"]),
            ("projects", &["listing"]),
        ];
        assert_eq!(said(TABLES, real), Vec::<String>::new());
    }

    #[test]
    fn a_climbing_an_unknown_and_a_stale_edge_are_found() {
        let real: &[(&str, &[&str])] = &[
            ("vocabulary", &["storage"]),
            ("storage", &["listing"]),
            ("listing", &[]),
            ("funds", &[]),
            ("search", &[]),
        ];
        let found = said(TABLES, real);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(found.contains(&"`vocabulary` (tier 1) depends on `storage` (tier 2)".to_owned()));
        assert!(found.contains(&"the edge `funds -> projects` is not there any more".to_owned()));
        assert!(found.contains(&"the crate `search` stands in no tier".to_owned()));
    }

    #[test]
    fn a_page_without_tables_or_with_nonsense_is_found() {
        assert_eq!(said("# A", &[]), ["there is no block ```tiers, so nothing can be compared"]);
        assert!(said("```tiers\nfirst vocabulary\n```", &[])[0].contains("cannot read `first vocabulary`"));
    }

    #[test]
    fn an_impure_dependency_is_shown_with_its_way() {
        let node = |id: &str, to: &[(&str, Option<&str>)]| {
            let deps: Vec<Value> =
                to.iter().map(|(to, kind)| serde_json::json!({"pkg": to, "dep_kinds": [{"kind": kind}]})).collect();
            serde_json::json!({"id": id, "deps": deps})
        };
        let packages: Vec<Value> = ["vocabulary", "jiff", "tokio", "proptest"]
            .iter()
            .map(|n| serde_json::json!({"id": n, "name": n}))
            .collect();
        let nodes =
            [node("vocabulary", &[("jiff", None), ("proptest", Some("dev"))]), node("proptest", &[("tokio", None)])];
        let pure = serde_json::json!({"packages": packages, "resolve": {"nodes": nodes}});
        assert_eq!(impure_chain(&pure, "vocabulary"), None);
        let nodes = [node("vocabulary", &[("jiff", None)]), node("jiff", &[("tokio", None)])];
        let impure = serde_json::json!({"packages": packages, "resolve": {"nodes": nodes}});
        assert_eq!(impure_chain(&impure, "vocabulary").unwrap(), ["vocabulary", "jiff", "tokio"]);
    }
}
