//! Where the workspace is, which files it holds, and what cargo says of its crates.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Outcome;
use crate::command::{capture, cargo};

/// Folders that hold nothing a person wrote.
const GENERATED: &[&str] = &["target", ".git", "node_modules", "data"];

/// The root of the repository: the folder above `xtask/`.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder cargo builds into.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The release binary, built if it is not up to date.
pub(crate) fn release_binary() -> Outcome<PathBuf> {
    crate::command::run(cargo().args(["build", "--release", "--locked", "--package", "keshu"]))?;
    let binary = target().join("release/keshu");
    if binary.exists() {
        Ok(binary)
    } else {
        Err(format!("cargo built the release, but {} is not there", binary.display()))
    }
}

/// Every file of the repository that people write, as paths relative to the root, sorted.
pub(crate) fn files() -> Outcome<Vec<String>> {
    let root = root();
    let mut found = Vec::new();
    collect(&root, &root, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<String>) -> Outcome {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("cannot read folder {}: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !GENERATED.contains(&name.as_str()) {
            collect(root, &path, found)?;
        } else if !is_folder && let Ok(relative) = path.strip_prefix(root) {
            found.push(relative.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// The text of a file of the repository.
pub(crate) fn read(relative: &str) -> Outcome<String> {
    std::fs::read_to_string(root().join(relative)).map_err(|e| format!("cannot read {relative}: {e}"))
}

/// Writes a file of the repository, with the folders above it.
pub(crate) fn write(relative: &str, text: &str) -> Outcome {
    let path = root().join(relative);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| format!("cannot make folder {}: {e}", folder.display()))?;
    }
    std::fs::write(&path, text).map_err(|e| format!("cannot write {relative}: {e}"))
}

/// What `cargo metadata` says; with `--no-deps` only of our own crates.
pub(crate) fn metadata(flags: &[&str]) -> Outcome<Value> {
    let text = capture(cargo().args(["metadata", "--format-version", "1"]).args(flags))?;
    serde_json::from_str(&text).map_err(|e| format!("cargo metadata printed no JSON: {e}"))
}

/// A member of a JSON object as text; empty where it is absent.
pub(crate) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

/// A member of a JSON object as a list; empty where it is absent.
pub(crate) fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value.get(member).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
