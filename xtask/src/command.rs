//! Running other programs: said before, judged after, with one sentence when they fail.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::{Outcome, workspace};

/// What `cargo run` adds to our environment. Build scripts that look at these would see other values than in a
/// plain `cargo build` and be run again for nothing, so children do not inherit them.
const OF_THIS_PACKAGE: &[&str] =
    &["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"];

/// A program that will run at the root of the workspace.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(workspace::root());
    for (key, _) in std::env::vars_os() {
        let key = key.to_string_lossy();
        if OF_THIS_PACKAGE.iter().any(|start| key.starts_with(start)) {
            command.env_remove(key.as_ref());
        }
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// How a command reads on a terminal.
pub(crate) fn shown(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let mut words = vec![name.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs a command with our terminal; a failure is an error that names it.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|e| format!("cannot start `{}`: {e}", shown(command)))?;
    judge(command, status)
}

/// Runs a command and returns what it printed.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|e| format!("cannot start `{}`: {e}", shown(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{}` failed ({}): {}", shown(command), output.status, said.trim()))
    }
}

/// Runs a command, shows each line it prints at once, and keeps the lines that `wanted` likes.
pub(crate) fn watch(command: &mut Command, wanted: impl Fn(&str) -> bool) -> Outcome<(Vec<String>, Outcome)> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|e| format!("cannot start `{}`: {e}", shown(command)))?;
    let mut kept = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let bytes = line.map_err(|e| format!("cannot read what `{}` prints: {e}", shown(command)))?;
            let line = String::from_utf8_lossy(&bytes);
            println!("{line}");
            if wanted(&line) {
                kept.push(line.into_owned());
            }
        }
        let _ = std::io::stdout().flush();
    }
    let status = child.wait().map_err(|e| format!("cannot wait for `{}`: {e}", shown(command)))?;
    Ok((kept, judge(command, status)))
}

fn judge(command: &Command, status: std::process::ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Whether a program of this name is on the path.
pub(crate) fn exists(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Whether we run as root, as machines that test changes do.
pub(crate) fn is_root() -> bool {
    capture(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
