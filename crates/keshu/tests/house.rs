//! The program as its users run it: the real binary, on SQLite and on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "tests"
)]

#[path = "house/access.rs"]
mod access;
#[path = "house/accounts.rs"]
mod accounts;
#[path = "house/attack.rs"]
mod attack;
#[path = "house/check.rs"]
mod check;
#[path = "house/commands.rs"]
mod commands;
#[path = "house/crash.rs"]
mod crash;
#[path = "house/pages.rs"]
mod pages;
#[path = "house/search.rs"]
mod search;

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// The program, with nothing of the surroundings: what it keeps in its working folder stays out of the sources.
fn keshu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keshu"));
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).env_remove("KESHU_DATABASE");
    command
}

/// Runs the program to its end.
fn run(arguments: &[&str]) -> Output {
    keshu().args(arguments).output().expect("the program starts")
}

/// What a run printed, on condition that it succeeded.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{arguments:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// A server that is killed when it is dropped.
struct Server {
    child: Child,
    address: String,
    /// Where the files of the house lie; gone with the server.
    data: Option<tempfile::TempDir>,
}

impl Server {
    fn start(database: &str) -> Server {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().display().to_string();
        let mut server = Server::run(&["serve", "--data", &folder, "--database", database, "--listen", "127.0.0.1:0"]);
        server.data = Some(data);
        server
    }

    /// The demonstration in a folder.
    fn demo(folder: &Path) -> Server {
        Server::run(&["demo", "--dir", &folder.display().to_string(), "--listen", "127.0.0.1:0"])
    }

    fn run(arguments: &[&str]) -> Server {
        let mut child =
            keshu().args(arguments).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines
            .by_ref()
            .map(|line| line.unwrap())
            .find(|line| line.contains("网站已启动"))
            .expect("the server says where it is");
        // Somebody must go on reading, or the program ends when it prints.
        std::thread::spawn(move || lines.for_each(drop));
        let address = line.split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        Server { child, address, data: None }
    }

    /// kill -9.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The sample district's sheets, as they stand in the repository.
fn sample_sheets() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample").display().to_string()
}

/// A SQLite house with the sample district in it, built once for all tests. Those who change it take a copy.
fn sample_house() -> &'static str {
    static HOUSE: std::sync::OnceLock<(tempfile::TempDir, String)> = std::sync::OnceLock::new();
    let (_, url) = HOUSE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("keshu.db").display());
        printed(&["import", &sample_sheets(), "--database", &url]);
        (folder, url)
    });
    url
}
