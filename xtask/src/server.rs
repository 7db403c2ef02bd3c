//! A running Keshu on a free port of this machine, for the browser checks and the measurements.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::command::program;
use crate::http::Connection;
use crate::{Outcome, postgres, process};

/// A page that costs nothing: once it is answered the program has started.
pub(crate) const STATIC_PAGE: &str = "/static/keshu.css";

/// The started program; it is stopped when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) port: u16,
    /// From the start of the process to the end of its first answer.
    pub(crate) started_in: Duration,
}

impl Server {
    /// Starts `keshu ARGUMENTS --listen 127.0.0.1:PORT`, with its output in `log`, and waits until `/` answers.
    pub(crate) fn start(binary: &Path, arguments: &[&str], log: &Path, limit: Duration) -> Outcome<Server> {
        let port = postgres::free_port()?;
        let output = std::fs::File::create(log).map_err(|e| format!("cannot write {}: {e}", log.display()))?;
        let errors = output.try_clone().map_err(|e| format!("cannot write {}: {e}", log.display()))?;
        let began = Instant::now();
        let child = program(binary)
            .args(arguments)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .map_err(|e| format!("cannot start {}: {e}", binary.display()))?;
        let mut server = Server { child, port, started_in: Duration::ZERO };
        server.wait(began, limit).map_err(|e| {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            format!("`keshu {}` {e}. It printed:\n{}", arguments.join(" "), said.trim())
        })?;
        Ok(server)
    }

    fn wait(&mut self, began: Instant, limit: Duration) -> Outcome {
        while began.elapsed() < limit {
            if let Ok(mut connection) = Connection::open(self.port) {
                let answer = connection.get(STATIC_PAGE)?;
                self.started_in = began.elapsed();
                return match answer.status {
                    200..400 => Ok(()),
                    status => Err(format!("answers {STATIC_PAGE} with {status}")),
                };
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("ended before it answered ({status})"));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(format!("did not answer within {} s", limit.as_secs()))
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::signal("TERM", self.child.id());
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
