//! `cargo xtask bench`: how fast, how large and how hungry the release binary is. Prints one table; judges nothing.
//!
//! Everything stays on the loopback interface and ends by itself: a fixed number of requests, and a time limit for each
//! series. Processor time is printed beside requests per second because it hardly moves on a busy machine.

mod house;
mod load;
mod measure;
mod options;
mod table;

use crate::Outcome;
use crate::command::{program, run as run_command};
use crate::postgres::{Cluster, Durability};
use crate::workspace;
use options::Database;
use table::Table;

/// Measures as the flags say.
pub(crate) fn run(flags: &[&str]) -> Outcome {
    let options = options::parse(flags)?;
    let binary = match &options.binary {
        Some(file) => workspace::root().join(file),
        None => workspace::release_binary()?,
    };
    let mut table = Table::default();
    let size = std::fs::metadata(&binary).map_err(|e| format!("cannot read {}: {e}", binary.display()))?.len();
    table.add("binary", "size", format!("{:.1} MB", size as f64 / 1e6));
    for house in options.houses() {
        let sample = house::generate(&binary, &house, &mut table)?;
        for database in &options.databases {
            let cluster = match database {
                Database::Sqlite => None,
                Database::Postgres => Some(Cluster::start(Durability::Full)?),
            };
            measure::house(&binary, &sample, cluster.as_ref(), &options, &house, &mut table)?;
        }
    }
    println!("\n{}", table.shown());
    engines()
}

/// The examples that measure what needs no server: each prints its own figures.
const ENGINES: [(&str, &str); 2] = [("review", "assignment_speed"), ("policies", "rules_speed")];

/// Runs the engines of expert review and of the national rules at speed.
fn engines() -> Outcome {
    for (package, example) in ENGINES {
        println!("\n{package}: {example}");
        run_command(program("cargo").args([
            "run",
            "--release",
            "--locked",
            "-q",
            "-p",
            package,
            "--example",
            example,
        ]))?;
    }
    println!("\nopenfisca.py: 科技型中小企业 by OpenFisca and by Keshu");
    let script = workspace::root().join("xtask/bench/openfisca.py");
    run_command(program("python3").arg(script))
}
