//! The measurements of one house on one database.

use std::path::Path;
use std::time::{Duration, Instant};

use super::house::Sample;
use super::load::{Series, drive};
use super::options::{House, Options};
use super::table::{Table, grouped};
use crate::Outcome;
use crate::command::{program, shown};
use crate::http::Connection;
use crate::postgres::Cluster;
use crate::process::{cpu_milliseconds, peak_kib, resident_kib};
use crate::scratch::Scratch;
use crate::server::{STATIC_PAGE, Server};

const START_LIMIT: Duration = Duration::from_secs(60);
/// Caches and plans are warm in a running house, so a few requests go before each series.
const WARM_UP: usize = 64;

/// One house on one database.
struct Measured<'a> {
    binary: &'a Path,
    house: &'a House,
    requests: usize,
    cluster: Option<&'a Cluster>,
    /// The address of the database.
    database: String,
    /// How the house is called in the table.
    name: String,
    scratch: Scratch,
}

/// Imports the sample and measures everything about the house.
pub(super) fn house(
    binary: &Path,
    sample: &Sample,
    cluster: Option<&Cluster>,
    options: &Options,
    house: &House,
    table: &mut Table,
) -> Outcome {
    let scratch = Scratch::new("bench-house")?;
    let (database, kind) = match cluster {
        Some(cluster) => (cluster.create("house")?, "postgres"),
        None => (format!("sqlite:{}", scratch.join("house.db")), "sqlite"),
    };
    let name = format!("{}, {kind}", house.name);
    let measured = Measured { binary, house, requests: options.requests, cluster, database, name, scratch };

    let (time, peak) = measured.timed(&["import", &sample.folder.path().to_string_lossy()])?;
    let rate = grouped((sample.rows as f64 / time.as_secs_f64()) as u64);
    table.add(&measured.name, "import", format!("{}, {rate} rows/s, peak {}", seconds(time), megabytes(peak)));
    measured.measure_server(table)?;
    let (time, peak) = measured.timed(&["figures", "--year", &options.year, "--json"])?;
    table.add(&measured.name, "figures of a year", format!("{}, peak {}", seconds(time), megabytes(peak)));
    let out = measured.scratch.join("report.docx");
    let (time, peak) = measured.timed(&["report", "annual", "--year", &options.year, "--out", &out])?;
    table.add(&measured.name, "report, docx", format!("{}, peak {}", seconds(time), megabytes(peak)));
    Ok(())
}

impl Measured<'_> {
    /// Runs `keshu` to its end and says how long it took and how many KiB of memory it held at most.
    fn timed(&self, arguments: &[&str]) -> Outcome<(Duration, u64)> {
        let log = self.scratch.path().join("command.log");
        let output = std::fs::File::create(&log).map_err(|e| format!("cannot write {}: {e}", log.display()))?;
        let errors = output.try_clone().map_err(|e| format!("cannot write {}: {e}", log.display()))?;
        let mut command = program(self.binary);
        command.args(arguments).args(["--database", &self.database]).stdout(output).stderr(errors);
        let began = Instant::now();
        let mut child = command.spawn().map_err(|e| format!("cannot start `{}`: {e}", shown(&command)))?;
        let mut peak = 0;
        loop {
            peak = peak_kib(child.id()).unwrap_or(peak).max(peak);
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok((began.elapsed(), peak)),
                Ok(None) => std::thread::sleep(Duration::from_millis(1)),
                _ => {
                    let said = std::fs::read_to_string(&log).unwrap_or_default();
                    return Err(format!("`{}` failed: {}", shown(&command), said.trim()));
                }
            }
        }
    }

    fn measure_server(&self, table: &mut Table) -> Outcome {
        let log = self.scratch.path().join("serve.log");
        let server = Server::start(self.binary, &["serve", "--database", &self.database], &log, START_LIMIT)?;
        let name = &self.name;
        table.add(name, "start to first answer", seconds(server.started_in));
        std::thread::sleep(Duration::from_secs(1));
        table.add(name, "memory at rest", megabytes(resident_kib(server.pid())?));

        let mut pids = vec![server.pid()];
        if let Some(cluster) = self.cluster {
            pids.push(cluster.pid()?);
        }
        for (what, address) in self.pages() {
            let began = Instant::now();
            Connection::open(server.port)?.get(&address)?;
            table.add(name, &format!("{what} {address}, first time"), seconds(began.elapsed()));
            drive(server.port, &address, WARM_UP)?;
            let before = processor_time(&pids)?;
            let series = drive(server.port, &address, self.requests)?;
            let used = processor_time(&pids)?.saturating_sub(before);
            table.add(name, &format!("{what} {address}"), told(&series, used));
        }
        table.add(name, "memory under load, peak", megabytes(peak_kib(server.pid())?));
        Ok(())
    }

    fn pages(&self) -> Vec<(&'static str, String)> {
        let listing = &self.house.listing;
        let mut pages = vec![
            ("static page", STATIC_PAGE.to_owned()),
            ("home page", "/".to_owned()),
            ("plain list", listing.clone()),
        ];
        pages.extend(self.house.filter.iter().map(|filter| ("filtered list", format!("{listing}?{filter}"))));
        pages
    }
}

fn processor_time(pids: &[u32]) -> Outcome<u64> {
    pids.iter().map(|pid| cpu_milliseconds(*pid)).sum()
}

fn told(series: &Series, cpu_milliseconds: u64) -> String {
    let each = cpu_milliseconds as f64 / series.count().max(1) as f64;
    let (p50, p99) = (series.percentile(50), series.percentile(99));
    let rate = grouped(series.per_second() as u64);
    format!(
        "{rate}/s, p50 {p50:.2} ms, p99 {p99:.2} ms, {each:.2} ms CPU each, {} requests",
        grouped(series.count() as u64)
    )
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{:.0} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

fn megabytes(kib: u64) -> String {
    format!("{:.1} MB", kib as f64 * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_read_well() {
        assert_eq!(seconds(Duration::from_millis(412)), "412 ms");
        assert_eq!(seconds(Duration::from_millis(2346)), "2.35 s");
        assert_eq!(megabytes(20_480), "21.0 MB");
    }
}
