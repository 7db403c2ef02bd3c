//! `cargo xtask bench`: how fast, how large and how hungry the release binary is. Prints one table; judges nothing.
//!
//! Everything stays on the loopback interface and ends by itself: a fixed number of requests, and a time limit for each
//! series. Processor time is printed beside requests per second because it hardly moves on a busy machine.

mod cases;
mod house;
mod load;
mod measure;
mod options;
mod rivals;
mod table;

use crate::Outcome;
use crate::command::{program, run as run_command};
use crate::postgres::{Cluster, Durability};
use crate::workspace;
use options::{Database, Part};
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
    let houses = if options.measures(Part::Houses) { options.houses() } else { Vec::new() };
    for house in houses {
        let sample = house::generate(&binary, &house, &mut table)?;
        for database in &options.databases {
            let cluster = cluster(*database)?;
            measure::house(&binary, &sample, cluster.as_ref(), &options, &house, &mut table)?;
        }
    }
    if options.measures(Part::Cases) {
        for database in &options.databases {
            for count in [0, cases::FEW, options.cases] {
                cases::handling(&binary, cluster(*database)?.as_ref(), count, &mut table)?;
            }
        }
        for count in [0, options.cases] {
            cases::people(&binary, count, &mut table)?;
        }
    }
    println!("\n{}", table.shown());
    if options.measures(Part::Engines) {
        engines()?;
        rivals::run()?;
    }
    Ok(())
}

/// The server of a database, where it needs one: made for this measurement alone.
fn cluster(database: Database) -> Outcome<Option<Cluster>> {
    match database {
        Database::Sqlite => Ok(None),
        Database::Postgres => Cluster::start(Durability::Full).map(Some),
    }
}

/// The examples that measure what needs no server: each prints its own figures.
const ENGINES: [(&str, &str); 3] =
    [("review", "assignment_speed"), ("policies", "rules_speed"), ("wording", "duplicates_speed")];

/// Runs the engines of expert review, of the national rules and of near-duplicates at speed.
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
