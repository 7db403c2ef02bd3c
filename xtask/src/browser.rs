//! `cargo xtask browser`: the demo in headless Chromium, as a person meets it.
//!
//! `xtask/browser/life.mjs` plays the lives of three projects through every role, from call to archive, on a demo of its
//! own that it starts anew on later days. `xtask/browser/check.mjs` follows every link of a demo up to a bound, looks
//! at one page of each kind in three sizes, and lets axe-core judge each. Here is only what surrounds them: the two npm
//! packages, the demo on a free port, and the folder for the screenshots.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::command::{capture, exists, program, run as run_command};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{Outcome, workspace};

/// The demo builds its district and writes a report before it answers, in a debug build slowly.
const START_LIMIT: Duration = Duration::from_secs(300);

/// The scripts, as they lie in `xtask/browser`.
const SCRIPTS: &[&str] = &[
    "check.mjs",
    "crawl.mjs",
    "visit.mjs",
    "life.mjs",
    "life/apply.mjs",
    "life/carry.mjs",
    "life/cast.mjs",
    "life/decide.mjs",
    "life/house.mjs",
    "life/person.mjs",
    "life/zip.mjs",
];

/// What the scripts run with.
struct Stage {
    binary: PathBuf,
    chromium: &'static str,
    scripts: PathBuf,
    screenshots: PathBuf,
    scratch: Scratch,
}

/// Plays the lives and checks the pages of the demo of the given binary, or of the release build.
pub(crate) fn run(binary: Option<&str>) -> Outcome {
    let stage = Stage::set(binary)?;
    stage.play()?;
    stage.check()
}

/// Plays the lives only.
pub(crate) fn life(binary: Option<&str>) -> Outcome {
    Stage::set(binary)?.play()
}

impl Stage {
    fn set(binary: Option<&str>) -> Outcome<Stage> {
        let binary = match binary {
            Some(file) => workspace::root().join(file),
            None => workspace::release_binary()?,
        };
        let chromium = ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find(|name| exists(name))
            .ok_or("no chromium here: on Debian as root, apt-get install chromium")?;
        let scripts = install()?;
        let screenshots = workspace::target().join("screenshots");
        let _ = std::fs::remove_dir_all(&screenshots);
        std::fs::create_dir_all(&screenshots).map_err(|e| format!("cannot make {}: {e}", screenshots.display()))?;
        Ok(Stage { binary, chromium, scripts, screenshots, scratch: Scratch::new("browser")? })
    }

    fn play(&self) -> Outcome {
        let folder = self.screenshots.join("life");
        run_command(
            program("node")
                .arg(self.scripts.join("life.mjs"))
                .arg(&self.binary)
                .arg(self.scratch.path().join("life"))
                .arg(&folder)
                .env("KESHU_CHROMIUM", self.chromium),
        )
        .map_err(|_| format!("a life did not come to its end, see above; screenshots are in {}", folder.display()))
    }

    fn check(&self) -> Outcome {
        let server = start_demo(&self.binary, &self.scratch)?;
        let seconds = server.started_in.as_secs_f64();
        println!("the demo answers on http://127.0.0.1:{} after {seconds:.1} s", server.port);
        let shots = &self.screenshots;
        run_command(
            program("node")
                .arg(self.scripts.join("check.mjs"))
                .arg(format!("http://127.0.0.1:{}", server.port))
                .arg(shots)
                .arg(self.scratch.path().join("profile"))
                .env("KESHU_CHROMIUM", self.chromium),
        )
        .map_err(|_| format!("the browser checks found something, see above; screenshots are in {}", shots.display()))
    }
}

fn start_demo(binary: &Path, scratch: &Scratch) -> Outcome<Server> {
    let folder = scratch.join("demo");
    let mut arguments = vec!["demo", "--dir", &folder];
    if capture(program(binary).args(["demo", "--help"]))?.contains("--no-open") {
        arguments.push("--no-open");
    }
    Server::start(binary, &arguments, &scratch.path().join("demo.log"), START_LIMIT)
}

/// Puts the scripts and their two packages, in the versions of the lock file, below the target folder.
fn install() -> Outcome<PathBuf> {
    let folder = workspace::target().join("browser");
    let life = folder.join("life");
    std::fs::create_dir_all(&life).map_err(|e| format!("cannot make {}: {e}", life.display()))?;
    let installed = std::fs::read_to_string(folder.join("package-lock.json")).unwrap_or_default();
    let wanted = workspace::read("xtask/browser/package-lock.json")?;
    for name in ["package.json", "package-lock.json"].iter().chain(SCRIPTS) {
        let text = workspace::read(&format!("xtask/browser/{name}"))?;
        std::fs::write(folder.join(name), text).map_err(|e| format!("cannot write {name}: {e}"))?;
    }
    if installed != wanted || !folder.join("node_modules/axe-core").exists() {
        let npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        run_command(program("npm").args(npm).current_dir(&folder))?;
    }
    Ok(folder)
}
