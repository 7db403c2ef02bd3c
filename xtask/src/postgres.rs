//! A throw-away PostgreSQL cluster on the loopback interface, for tests and measurements.
//!
//! PostgreSQL refuses to run as root, so as root it runs as the user `postgres` that Debian's package makes.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::{capture, exists, is_root, program, run};
use crate::scratch::Scratch;
use crate::{Outcome, process};

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);

/// How much a crash of the machine may lose.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Durability {
    /// No fsync: for tests, where the cluster is thrown away in any case.
    None,
    /// As a bureau would run it: for measurements.
    Full,
}

/// A running cluster; it stops and is deleted when dropped.
pub(crate) struct Cluster {
    server: Child,
    port: u16,
    folder: Scratch,
}

impl Cluster {
    /// Makes and starts a cluster on a free port.
    pub(crate) fn start(durability: Durability) -> Outcome<Cluster> {
        let folder = Scratch::new("postgres")?;
        if is_root() {
            run(program("chown").arg("postgres:").arg(folder.path()))
                .map_err(|e| format!("{e}; install the Debian package `postgresql`, which makes that user"))?;
        }
        let data = folder.join("data");
        let binaries = binaries()?;
        capture(as_owner(&binaries.join("initdb")).args(["--pgdata", &data, "--username", "keshu"]).args([
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        let port = free_port()?;
        let server = as_owner(&binaries.join("postgres"))
            .args(settings(durability, &data, port, &folder.path().to_string_lossy()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log_file(&folder)?)
            .spawn()
            .map_err(|e| format!("cannot start postgres: {e}"))?;
        let mut cluster = Cluster { server, port, folder };
        cluster.wait(&binaries)?;
        Ok(cluster)
    }

    /// The address of a database of the cluster; `postgres` is there from the start.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://keshu@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes one more database and returns its address.
    pub(crate) fn create(&self, database: &str) -> Outcome<String> {
        let createdb = binaries()?.join("createdb");
        let port = self.port.to_string();
        capture(program(createdb).args(["-h", "127.0.0.1", "-U", "keshu", "-p", &port, database]))?;
        Ok(self.url(database))
    }

    /// The first process of the server; all back ends are its children.
    pub(crate) fn pid(&self) -> Outcome<u32> {
        let file = self.folder.path().join("data/postmaster.pid");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("cannot read {}: {e}", file.display()))?;
        let first = text.lines().next().unwrap_or_default();
        first.trim().parse().map_err(|_| format!("{} does not begin with a process number", file.display()))
    }

    fn wait(&mut self, binaries: &std::path::Path) -> Outcome {
        let began = Instant::now();
        let port = self.port.to_string();
        while began.elapsed() < START_LIMIT {
            let ready = program(binaries.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &port])
                .status()
                .is_ok_and(|status| status.success());
            if ready {
                return Ok(());
            }
            if let Ok(Some(status)) = self.server.try_wait() {
                let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                return Err(format!("postgres ended at once ({status}): {}", log.trim()));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("postgres did not answer on port {port} within {} s", START_LIMIT.as_secs()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown. It goes to the server itself: runuser would not pass it on.
        if let Ok(pid) = self.pid() {
            process::signal("INT", pid);
        }
        let began = Instant::now();
        while began.elapsed() < STOP_LIMIT {
            if let Ok(Some(_)) = self.server.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        if let Ok(pid) = self.pid() {
            process::signal("KILL", pid);
        }
        let _ = self.server.wait();
    }
}

fn settings(durability: Durability, data: &str, port: u16, socket: &str) -> Vec<String> {
    let mut words = vec!["-D".to_owned(), data.to_owned(), "-p".to_owned(), port.to_string()];
    let mut set = |name: &str, value: &str| words.extend(["-c".to_owned(), format!("{name}={value}")]);
    set("listen_addresses", "127.0.0.1");
    set("unix_socket_directories", socket);
    set("max_connections", "200");
    set("shared_buffers", "256MB");
    if durability == Durability::None {
        set("fsync", "off");
        set("synchronous_commit", "off");
        set("full_page_writes", "off");
    }
    words
}

fn log_file(folder: &Scratch) -> Outcome<Stdio> {
    std::fs::File::create(folder.path().join("log")).map(Stdio::from).map_err(|e| format!("cannot make the log: {e}"))
}

/// The newest server Debian installed, or the one on the path.
fn binaries() -> Outcome<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| folder.join("postgres").is_file())
        .collect();
    versions.sort();
    if let Some((_, folder)) = versions.pop() {
        return Ok(folder);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| folder.join("postgres").is_file() && folder.join("initdb").is_file())
        .ok_or_else(|| "no PostgreSQL server here: install the Debian package `postgresql`".to_owned())
}

/// Whether a PostgreSQL server is installed.
pub(crate) fn is_installed() -> bool {
    binaries().is_ok()
}

fn as_owner(binary: &std::path::Path) -> Command {
    if !is_root() {
        return program(binary);
    }
    let mut command = program(if exists("runuser") { "runuser" } else { "setpriv" });
    if exists("runuser") {
        command.args(["-u", "postgres", "--"]);
    } else {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]);
    }
    // The repository may lie below a folder that only root may enter.
    command.arg(binary).current_dir("/");
    command
}

/// A port nobody listens on at this moment.
pub(crate) fn free_port() -> Outcome<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|e| format!("no free port on 127.0.0.1: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_starts_takes_a_database_and_leaves_nothing() {
        if !is_installed() {
            return;
        }
        let cluster = Cluster::start(Durability::None).unwrap();
        let url = cluster.create("another").unwrap();
        assert!(url.starts_with("postgres://keshu@127.0.0.1:") && url.ends_with("/another"));
        let (pid, folder) = (cluster.pid().unwrap(), cluster.folder.path().to_path_buf());
        assert!(process::cpu_milliseconds(pid).unwrap() < 60_000);
        drop(cluster);
        assert!(!folder.exists());
        assert!(!std::path::Path::new(&format!("/proc/{pid}")).exists());
    }
}
