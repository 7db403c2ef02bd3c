//! `cargo xtask new`: the files that every module and every kind of record begins with.
//!
//! Files of one's own are written; lines in files that others read too are only said, so that a person puts them where
//! they belong.

use crate::command::{program, run};
use crate::{Outcome, workspace};

const MANIFEST: &str = include_str!("module.toml");
const MODULE: &str = include_str!("module.rs.txt");
const RECORD: &str = include_str!("record.rs.txt");

/// Writes the crate of one more function of the bureau.
pub(crate) fn module(name: &str, title: &str) -> Outcome {
    let names = Names::new(name, title)?;
    let folder = format!("crates/{name}");
    if workspace::root().join(&folder).exists() {
        return Err(format!("{folder} is there already; `cargo xtask new record {name} RECORD \"…\"` adds to it"));
    }
    workspace::write(&format!("{folder}/Cargo.toml"), &names.fill(MANIFEST))?;
    write_rust(&format!("{folder}/src/lib.rs"), &names.fill(MODULE))?;
    println!(
        "Wrote {folder}/Cargo.toml and {folder}/src/lib.rs. Now add\n\
         \x20 Cargo.toml              {name} = {{ path = \"crates/{name}\" }}    below [workspace.dependencies]\n\
         \x20 crates/keshu/Cargo.toml {name}.workspace = true\n\
         \x20 crates/keshu/src/       &{name}::MODULE    in the list of modules\n\
         \x20 ARCHITECTURE.md         {name}    in the line of tier 4 of the block `tiers`\n\
         and its first kind of record: cargo xtask new record {name} RECORD \"中文名\""
    );
    Ok(())
}

/// Writes the file of one more kind of record.
pub(crate) fn record(module: &str, name: &str, title: &str) -> Outcome {
    let names = Names::new(name, title)?.of(module);
    if !workspace::root().join(format!("crates/{module}/src/lib.rs")).exists() {
        return Err(format!("there is no module crates/{module}; `cargo xtask new module {module} \"…\"` makes one"));
    }
    let path = format!("crates/{module}/src/{name}.rs");
    if workspace::root().join(&path).exists() {
        return Err(format!("{path} is there already"));
    }
    write_rust(&path, &names.fill(RECORD))?;
    let plural = names.plural();
    println!(
        "Wrote {path}. Now add to crates/{module}/src/lib.rs\n\
         \x20 mod {name};  pub use {name}::{plural};\n\
         \x20 and in MODULE: &{plural} in `listings`, {name}::FIGURES in `figures`"
    );
    Ok(())
}

/// Writes a file and lays it out: where a line breaks depends on the length of the names in it.
fn write_rust(path: &str, text: &str) -> Outcome {
    workspace::write(path, text)?;
    run(program("rustfmt").args(["--edition", "2024", path]))
}

/// The words that are put into the files.
struct Names {
    name: String,
    title: String,
    module: String,
}

impl Names {
    fn new(name: &str, title: &str) -> Outcome<Names> {
        let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !is_plain {
            return Err(format!("`{name}` cannot be the name of a crate or file: small letters, digits and _ only"));
        }
        if title.trim().is_empty() || title.contains(['"', '\\', '\n']) {
            return Err(format!("`{title}` cannot be the Chinese name: write it plainly, without quotes"));
        }
        Ok(Names { name: name.to_owned(), title: title.trim().to_owned(), module: String::new() })
    }

    fn of(self, module: &str) -> Names {
        Names { module: module.to_owned(), ..self }
    }

    /// The name of the static that holds all of them: `activity` gives `ACTIVITIES`.
    fn plural(&self) -> String {
        plural(&self.name).to_uppercase()
    }

    fn fill(&self, template: &str) -> String {
        let path = format!("/{}/{}", self.module, plural(&self.name).replace('_', "-"));
        template
            .replace("{PLURAL}", &self.plural())
            .replace("{table}", &format!("{}_{}", self.module, self.name))
            .replace("{path}", &path)
            .replace("{plain}", &self.name.replace('_', " "))
            .replace("{figure}", &plural(&self.name).replace('_', "-"))
            .replace("{name}", &self.name)
            .replace("{title}", &self.title)
    }
}

fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_english() {
        let words = ["activity", "survey", "base", "match", "hnte_filing"].map(plural);
        assert_eq!(words, ["activities", "surveys", "bases", "matches", "hnte_filings"]);
    }

    #[test]
    fn templates_are_filled_completely() {
        let names = Names::new("open_day", "开放日").unwrap().of("outreach");
        let text = names.fill(RECORD);
        for expected in ["OPEN_DAYS", "\"outreach_open_day\"", "\"/outreach/open-days\"", "\"开放日\"", "\"open-days\""]
        {
            assert!(text.contains(expected), "{expected} in\n{text}");
        }
        for template in [MANIFEST, MODULE, RECORD] {
            let filled = names.fill(template);
            for mark in ["{name}", "{title}", "{PLURAL}", "{table}", "{path}", "{plain}", "{figure}"] {
                assert!(!filled.contains(mark), "{mark} in\n{filled}");
            }
        }
    }

    #[test]
    fn names_that_cannot_be_are_refused() {
        for (name, title) in [("Open", "x"), ("", "x"), ("a-b", "x"), ("1a", "x"), ("a", " "), ("a", "b\"c")] {
            assert!(Names::new(name, title).is_err(), "{name} {title}");
        }
        assert!(module("vocabulary", "词汇").unwrap_err().contains("is there already"));
        assert!(record("nowhere", "visit", "来访").unwrap_err().contains("no module"));
    }
}
