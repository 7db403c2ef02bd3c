//! The test step: a PostgreSQL of its own beside SQLite, and the runner's closing lines kept for the summary.

use super::Tally;
use crate::Outcome;
use crate::command::{cargo, watch};
use crate::postgres::{Cluster, Durability};

/// Runs every test of the workspace.
pub(super) fn run(tally: &mut Tally) -> Outcome {
    let cluster = Cluster::start(Durability::None)?;
    let url = cluster.url("postgres");
    println!("PostgreSQL for the tests: {url}");
    let mut command = cargo();
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]).env("KESHU_TEST_POSTGRES", &url);
    let (lines, outcome) = watch(&mut command, |line| line.starts_with("test result: "))?;
    tally.lines = lines;
    outcome?;
    match total(&tally.lines) {
        (0, _) => Err("cargo test ran no test at all".to_owned()),
        (_, 0) => Ok(()),
        (_, failed) => Err(format!("{failed} tests failed")),
    }
}

/// How many tests passed and failed, added up over the runner's closing lines.
pub(super) fn total(lines: &[String]) -> (usize, usize) {
    let count = |line: &str, word: &str| -> usize {
        let before = line.split(';').find_map(|part| part.trim().strip_suffix(word)).unwrap_or_default();
        before.rsplit(' ').find(|part| !part.is_empty()).and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    let sum = |word: &str| lines.iter().map(|line| count(line, word)).sum();
    (sum("passed"), sum("failed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s".to_owned(),
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s".to_owned(),
        ];
        assert_eq!(total(&lines), (15, 2));
        assert_eq!(total(&[]), (0, 0));
    }
}
