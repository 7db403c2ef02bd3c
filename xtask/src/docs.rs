//! `cargo xtask docs`: the pages that the program itself writes best, because it knows them first.

use std::path::Path;

use crate::command::{capture, program};
use crate::{Outcome, workspace};

/// Whether to write the pages or to compare them.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// Each generated page and the arguments of `keshu` that print it.
const PAGES: &[(&str, &[&str])] = &[
    ("docs/glossary.md", &["glossary"]),
    ("docs/keshu.1", &["man"]),
    ("docs/completions/keshu.bash", &["completions", "bash"]),
    ("docs/completions/_keshu", &["completions", "zsh"]),
    ("docs/completions/keshu.fish", &["completions", "fish"]),
];

/// Writes or compares every generated page.
pub(crate) fn run(mode: Mode) -> Outcome {
    let binary = workspace::release_binary()?;
    let mut stale = Vec::new();
    let fixed = PAGES.iter().map(|(path, arguments)| Page::new(path, arguments));
    let pages: Vec<Page> = fixed.chain(procedures(&binary)?).collect();
    for Page { path, arguments } in &pages {
        let wanted = capture(program(&binary).args(arguments))?;
        let found = workspace::read(path).unwrap_or_default();
        if wanted == found {
            continue;
        }
        if mode == Mode::Write {
            workspace::write(path, &wanted)?;
            println!("wrote {path}");
        } else {
            stale.push(format!("{path} (from line {})", first_difference(&wanted, &found)));
        }
    }
    if stale.is_empty() {
        println!("docs: {} generated pages are up to date", pages.len());
        Ok(())
    } else {
        Err(format!("not up to date: {}; `cargo xtask docs` writes them anew", stale.join(", ")))
    }
}

/// A generated page and the arguments of `keshu` that print it.
struct Page {
    path: String,
    arguments: Vec<String>,
}

impl Page {
    fn new(path: &str, arguments: &[&str]) -> Page {
        Page { path: path.to_owned(), arguments: arguments.iter().map(|&argument| argument.to_owned()).collect() }
    }
}

/// The description and the diagram of every procedure that the program knows.
fn procedures(binary: &Path) -> Outcome<Vec<Page>> {
    let listed = capture(program(binary).arg("procedure"))?;
    let names = listed.lines().filter_map(|line| line.split('\t').next());
    Ok(names
        .flat_map(|name| {
            let path = |ending: &str| format!("docs/procedures/{name}.{ending}");
            [Page::new(&path("md"), &["procedure", name]), Page::new(&path("svg"), &["procedure", name, "--svg"])]
        })
        .collect())
}

fn first_difference(wanted: &str, found: &str) -> usize {
    wanted.lines().zip(found.lines()).take_while(|(one, other)| one == other).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\nc", "a\nx\nc"), 2);
        assert_eq!(first_difference("a\nb", ""), 1);
        assert_eq!(first_difference("a\nb", "a"), 2);
    }
}
