//! The chores of the workspace: `cargo xtask ci | tidy | deny | docs | new | bench`.

#![expect(clippy::disallowed_methods, reason = "no server runs here: a chore may sleep while it waits for one")]

mod bench;
mod browser;
mod ci;
mod command;
mod deny;
mod docs;
mod http;
mod new;
mod postgres;
mod process;
mod scratch;
mod server;
mod tidy;
mod workspace;

use std::process::ExitCode;

/// What every chore returns: nothing, or one sentence saying what is wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
The chores of the workspace.

cargo xtask ci [STEP...]               every check a change must pass, in order; or only the named steps
cargo xtask tidy                       the invariants of ARCHITECTURE.md and docs/style.md
cargo xtask deny                       licences, banned and duplicate crates, sources (deny.toml)
cargo xtask docs [--check]             writes the generated pages below docs/, or compares them
cargo xtask browser [life] [--binary FILE]    the lives of projects, axe-core, broken links and screenshots; or only the lives
cargo xtask new module NAME \"中文名\"          a crate for one more function of the bureau
cargo xtask new record MODULE NAME \"中文名\"   one more kind of record in a module
cargo xtask bench [--part houses|cases|engines|all] [--rows N]... [--cases N] [--database sqlite|postgres|both]
                  [--list ADDRESS] [--filter QUERY] [--requests N] [--binary FILE]
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["ci", steps @ ..] => ci::run(steps),
        ["tidy"] => tidy::run(),
        ["deny"] => deny::run(),
        ["docs"] => docs::run(docs::Mode::Write),
        ["docs", "--check"] => docs::run(docs::Mode::Check),
        ["browser"] => browser::run(None),
        ["browser", "--binary", file] => browser::run(Some(file)),
        ["browser", "life"] => browser::life(None),
        ["browser", "life", "--binary", file] => browser::life(Some(file)),
        ["new", "module", name, title] => new::module(name, title),
        ["new", "record", module, name, title] => new::record(module, name, title),
        ["bench", flags @ ..] => bench::run(flags),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("`{}` is no chore of this workspace.\n\n{USAGE}", words.join(" "))),
    }
}
