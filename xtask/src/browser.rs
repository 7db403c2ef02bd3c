//! `cargo xtask browser`: the demo in headless Chromium, as a person meets it.
//!
//! The visits themselves are in `xtask/browser/check.mjs`: every link is followed up to a bound, one page of each kind
//! is looked at in three sizes, and axe-core judges each. Here is only what surrounds them: the two npm packages, the
//! demo on a free port, and the folder for the screenshots.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::command::{capture, exists, program, run as run_command};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{Outcome, workspace};

/// The demo builds its district and writes a report before it answers, in a debug build slowly.
const START_LIMIT: Duration = Duration::from_secs(300);

/// Checks the demo of the given binary, or of the release build.
pub(crate) fn run(binary: Option<&str>) -> Outcome {
    let binary = match binary {
        Some(file) => workspace::root().join(file),
        None => workspace::release_binary()?,
    };
    let chromium = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| exists(name))
        .ok_or("no chromium here: on Debian as root, apt-get install chromium")?;
    let folder = install()?;
    let screenshots = workspace::target().join("screenshots");
    let _ = std::fs::remove_dir_all(&screenshots);
    std::fs::create_dir_all(&screenshots).map_err(|e| format!("cannot make {}: {e}", screenshots.display()))?;
    let scratch = Scratch::new("browser")?;
    let server = start_demo(&binary, &scratch)?;
    println!("the demo answers on http://127.0.0.1:{} after {:.1} s", server.port, server.started_in.as_secs_f64());
    run_command(
        program("node")
            .arg(folder.join("check.mjs"))
            .arg(format!("http://127.0.0.1:{}", server.port))
            .arg(&screenshots)
            .arg(scratch.path().join("profile"))
            .env("KESHU_CHROMIUM", chromium),
    )
    .map_err(|_| format!("the browser checks found something, see above; screenshots are in {}", screenshots.display()))
}

fn start_demo(binary: &Path, scratch: &Scratch) -> Outcome<Server> {
    let folder = scratch.join("demo");
    let mut arguments = vec!["demo", "--dir", &folder];
    if capture(program(binary).args(["demo", "--help"]))?.contains("--no-open") {
        arguments.push("--no-open");
    }
    Server::start(binary, &arguments, &scratch.path().join("demo.log"), START_LIMIT)
}

/// Puts the script and its two packages, in the versions of the lock file, below the target folder.
fn install() -> Outcome<PathBuf> {
    let folder = workspace::target().join("browser");
    std::fs::create_dir_all(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    let installed = std::fs::read_to_string(folder.join("package-lock.json")).unwrap_or_default();
    let wanted = workspace::read("xtask/browser/package-lock.json")?;
    for name in ["package.json", "package-lock.json", "check.mjs", "crawl.mjs", "visit.mjs"] {
        let text = workspace::read(&format!("xtask/browser/{name}"))?;
        std::fs::write(folder.join(name), text).map_err(|e| format!("cannot write {name}: {e}"))?;
    }
    if installed != wanted || !folder.join("node_modules/axe-core").exists() {
        let npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        run_command(program("npm").args(npm).current_dir(&folder))?;
    }
    Ok(folder)
}
