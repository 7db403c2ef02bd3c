//! `cargo xtask ci`: everything a change must pass, in order. The first failure ends it.

mod prepare;
mod tests_run;

use std::time::{Duration, Instant};

use crate::command::{cargo, run as run_command};
use crate::{Outcome, browser, deny, docs, tidy, workspace};

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&mut Tally) -> Outcome,
}

/// The lines with which the test runner closed.
#[derive(Default)]
struct Tally {
    lines: Vec<String>,
}

const STEPS: &[Step] = &[
    Step { name: "prepare", what: "the programs that the checks need", run: |_| prepare::run() },
    Step { name: "format", what: "rustfmt", run: |_| format() },
    Step { name: "tidy", what: "the invariants of ARCHITECTURE.md", run: |_| tidy::run() },
    Step { name: "deny", what: "licences, bans and sources of dependencies", run: |_| deny::run() },
    Step { name: "clippy", what: "lints, warnings are errors", run: |_| clippy() },
    Step { name: "test", what: "all tests, on SQLite and PostgreSQL", run: tests_run::run },
    Step { name: "release", what: "the release binary", run: |_| workspace::release_binary().map(drop) },
    Step { name: "docs", what: "generated pages are up to date", run: |_| docs::run(docs::Mode::Check) },
    Step { name: "browser", what: "axe-core, links and screenshots of the demo", run: |_| browser::run(None) },
];

/// Runs the named steps, or all of them.
pub(crate) fn run(names: &[&str]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("there is no step `{unknown}`; the steps are {}", known.join(", ")));
    }
    let began = Instant::now();
    let mut tally = Tally::default();
    let mut done: Vec<(&Step, Duration)> = Vec::new();
    for step in STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)) {
        println!("\n==> {}: {}", step.name, step.what);
        let from = Instant::now();
        let outcome = (step.run)(&mut tally);
        println!(
            "<== {}: {} after {}",
            step.name,
            if outcome.is_ok() { "passed" } else { "FAILED" },
            shown(from.elapsed())
        );
        done.push((step, from.elapsed()));
        if let Err(sentence) = outcome {
            summarise(&done, &tally, began.elapsed(), Some(step.name));
            return Err(format!("step {} failed: {sentence}\nOnly this step: cargo xtask ci {}", step.name, step.name));
        }
    }
    summarise(&done, &tally, began.elapsed(), None);
    Ok(())
}

fn format() -> Outcome {
    run_command(cargo().args(["fmt", "--all", "--check"])).map_err(|e| format!("{e}; `cargo fmt --all` mends it"))
}

fn clippy() -> Outcome {
    run_command(cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn summarise(done: &[(&Step, Duration)], tally: &Tally, total: Duration, failed: Option<&str>) {
    println!("\nSummary");
    for (step, time) in done {
        let word = if failed == Some(step.name) { "FAILED" } else { "passed" };
        println!("  {:<8} {word} {:>12}  {}", step.name, shown(*time), step.what);
    }
    println!("  {:<8} {:>19}", "total", shown(total));
    for line in tally.lines.iter().filter(|line| !line.contains(" 0 passed; 0 failed;")) {
        println!("{line}");
    }
    let (passed, mut broken) = tests_run::total(&tally.lines);
    if failed == Some("test") && broken == 0 {
        broken = 1;
    }
    if !tally.lines.is_empty() || failed == Some("test") {
        println!("{passed} passed, {broken} failed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_step_is_named_with_the_known_ones() {
        let sentence = run(&["tests"]).unwrap_err();
        assert!(sentence.contains("`tests`") && sentence.contains("prepare, format"), "{sentence}");
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(shown(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(shown(Duration::from_secs(605)), "10 min 05 s");
    }
}
