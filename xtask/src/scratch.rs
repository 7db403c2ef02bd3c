//! A folder that is deleted when its owner goes, also when a step fails half way.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// A new empty folder below the system's folder for temporary files.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder; `purpose` is part of its name, so that a left-over can be recognised.
    pub(crate) fn new(purpose: &str) -> Outcome<Scratch> {
        for number in 0..1000 {
            let folder = std::env::temp_dir().join(format!("keshu-{purpose}-{}-{number}", std::process::id()));
            match std::fs::create_dir(&folder) {
                Ok(()) => return Ok(Scratch(folder)),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(format!("cannot make the folder {}: {e}", folder.display())),
            }
        }
        Err(format!("{} holds too many left-over keshu-{purpose} folders", std::env::temp_dir().display()))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A path inside it, as text for a command line.
    pub(crate) fn join(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
