//! The first step: installs what the checks need where that is possible, and otherwise says what is missing.

use crate::Outcome;
use crate::command::{capture, exists, is_root, program, run as run_command};
use crate::postgres;

/// One thing the checks need: how to see that it is there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    is_here: fn() -> bool,
    packages: &'static [&'static str],
}

const NEEDS: &[Need] = &[
    Need { what: "a PostgreSQL server", is_here: has_postgres, packages: &["postgresql"] },
    Need { what: "runuser or setpriv", is_here: || exists("runuser") || exists("setpriv"), packages: &["util-linux"] },
    Need { what: "chromium", is_here: || exists("chromium"), packages: &["chromium"] },
    Need { what: "chromedriver", is_here: || exists("chromedriver"), packages: &["chromium-driver"] },
    Need { what: "LibreOffice Writer", is_here: has_writer, packages: &["libreoffice-writer"] },
    Need { what: "pdftoppm and pdftotext", is_here: || exists("pdftoppm"), packages: &["poppler-utils"] },
    Need {
        what: "a Chinese sans and serif font",
        is_here: || has_font("opentype/noto/NotoSansCJK"),
        packages: &["fonts-noto-cjk"],
    },
    Need { what: "a Chinese Kai font", is_here: || has_font("truetype/arphic/ukai"), packages: &["fonts-arphic-ukai"] },
    Need { what: "node 20 or newer", is_here: has_node, packages: &["nodejs"] },
    Need { what: "npm", is_here: || exists("npm"), packages: &["npm"] },
    Need { what: "a C compiler", is_here: || exists("cc"), packages: &["gcc", "libc6-dev"] },
];

/// Makes sure that everything is there.
pub(super) fn run() -> Outcome {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_here)()).collect();
    if missing.is_empty() {
        println!("everything is here");
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
    if !is_root() || !exists("apt-get") {
        let things: Vec<&str> = missing.iter().map(|need| need.what).collect();
        let (things, packages) = (things.join(", "), packages.join(" "));
        return Err(format!("missing here: {things}. On Debian as root: apt-get install {packages}"));
    }
    println!("installing {}", packages.join(" "));
    run_command(apt().arg("update"))?;
    run_command(apt().args(["install", "--yes", "--no-install-recommends"]).args(&packages))?;
    match missing.iter().find(|need| !(need.is_here)()) {
        Some(need) => {
            Err(format!("apt-get installed {}, but {} is still not here", need.packages.join(" "), need.what))
        }
        None => Ok(()),
    }
}

fn apt() -> std::process::Command {
    let mut command = program("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// As root the server runs as the user `postgres`, so that user has to be there too.
fn has_postgres() -> bool {
    postgres::is_installed() && (!is_root() || capture(program("id").arg("postgres")).is_ok())
}

fn has_node() -> bool {
    capture(program("node").arg("--version")).is_ok_and(|version| is_new_enough(&version))
}

/// Whether `v20.1.0` and the like is a version that the browser checks run on.
fn is_new_enough(version: &str) -> bool {
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    major.parse().is_ok_and(|major: u32| major >= 20)
}

fn has_writer() -> bool {
    exists("soffice") && std::path::Path::new("/usr/lib/libreoffice/program/libswlo.so").exists()
}

fn has_font(start: &str) -> bool {
    let path = std::path::Path::new("/usr/share/fonts").join(start);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return false;
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_names_a_package() {
        assert!(NEEDS.iter().all(|need| !need.packages.is_empty() && !need.what.is_empty()));
        assert!(!has_font("opentype/no-such-folder/x"));
        assert!(is_new_enough("v20.20.2\n") && !is_new_enough("v18.19.0") && !is_new_enough(""));
    }
}
