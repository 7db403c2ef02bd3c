//! Searching beside other programs, on the same documents and questions, on the same machine, in the same run.

use crate::Outcome;
use crate::command::{exists, program, run as run_command};
use crate::postgres::{Cluster, Durability};
use crate::scratch::Scratch;

/// How many documents are generated for the comparison: the other programs take minutes for more.
const COMPARED: &str = "100000";

/// How many our own index is measured with besides.
const MANY: &str = "1000000";

/// Prints what our index takes, and what others take for the same.
pub(super) fn run() -> Outcome {
    let folder = Scratch::new("bench-search")?;
    let sample = folder.path().to_string_lossy().into_owned();
    for arguments in [&[COMPARED, "--write", &sample][..], &[MANY]] {
        println!("\nsearch: search_speed {}", arguments.join(" "));
        let example = ["run", "--release", "--locked", "-q", "-p", "search", "--example", "search_speed", "--"];
        run_command(program("cargo").args(example).args(arguments))?;
    }
    if !exists("python3") {
        println!("The other programs are left out: there is no python3 here.");
        return Ok(());
    }
    let cluster = Cluster::start(Durability::Full);
    let url = cluster.as_ref().map(|cluster| cluster.url("postgres")).ok();
    run_command(program("python3").arg("xtask/bench/rivals.py").arg(&sample).args(url))
}
