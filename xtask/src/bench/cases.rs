//! Handling cases: work pages, steps and many people at once, with a few open cases and with ten thousand. What stands side
//! by side in the table should hardly differ.
//!
//! The cases are matters under supervision (督办事项), brought in by sheet. On both databases they are handled in a house
//! without accounts; many people at once are the posts of the demonstration, which is kept in SQLite.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use super::load::{Crowd, Series, drive_by, expect};
use super::table::{Table, grouped};
use crate::Outcome;
use crate::command::{capture, program};
use crate::http::Connection;
use crate::postgres::Cluster;
use crate::scratch::Scratch;
use crate::server::Server;

/// How many cases are few.
pub(super) const FEW: usize = 10;

/// How many people read at once.
const PEOPLE: usize = 200;

/// For how long somebody reads a page: not long.
const READING: Duration = Duration::from_secs(1);

/// How many cases one decision is about, and how many people decide at the same moment.
const AT_ONCE: usize = 16;

const START_LIMIT: Duration = Duration::from_secs(120);
const WARM_UP: usize = 32;

/// Pages that show what waits, with the first of the cases among them.
const PAGES: [(&str, &str); 5] = [
    ("what waits", "/work"),
    ("what is late", "/work/overdue"),
    ("the month", "/work/calendar?month=2022-12"),
    ("the list", "/supervision/matters"),
    ("one case", "/supervision/matters/1"),
];

/// What is typed into the form of the step that is taken again and again.
const REPORT: &str = "progress=60&latest=%E5%B7%B2%E5%AE%8C%E6%88%90%E5%85%AD%E6%88%90";

/// Measures pages and steps in a house with so many open cases.
pub(super) fn handling(binary: &Path, cluster: Option<&Cluster>, count: usize, table: &mut Table) -> Outcome {
    let scratch = Scratch::new("bench-cases")?;
    let (database, kind) = match cluster {
        Some(cluster) => (cluster.create("cases")?, "postgres"),
        None => (format!("sqlite:{}", scratch.join("house.db")), "sqlite"),
    };
    let place = format!("{} cases, {kind}", grouped(count as u64));
    let sheets = sheets(&scratch, count)?;
    capture(program(binary).args(["import", &sheets, "--database", &database]))?;
    let log = scratch.path().join("serve.log");
    let server = Server::start(binary, &["serve", "--database", &database], &log, START_LIMIT)?;
    for (what, address) in PAGES {
        let ask = |connection: &mut Connection, _: usize| expect(connection.get(address)?, address, 200);
        drive_by(server.port, Crowd::of(1), WARM_UP, ask)?;
        let series = drive_by(server.port, Crowd::of(1), 400, ask)?;
        table.add(&place, &format!("{what} {address}"), told(&series));
    }
    let step = |connection: &mut Connection, turn: usize| {
        let address = format!("/cases/matter/{}/Report", turn % count + 1);
        expect(connection.post(&address, REPORT)?, &address, 303)
    };
    drive_by(server.port, Crowd::of(1), WARM_UP, step)?;
    table.add(&place, "a step", told(&drive_by(server.port, Crowd::of(1), 400, step)?));
    table.add(
        &place,
        &format!("{AT_ONCE} people take steps at once"),
        told(&drive_by(server.port, Crowd::of(AT_ONCE), 800, step)?),
    );
    let bulk = |connection: &mut Connection, turn: usize| {
        let address = "/work/bulk?kind=matter&step=Report";
        expect(connection.post(address, &ticked(turn, count))?, address, 200)
    };
    let series = drive_by(server.port, Crowd::of(1), 40, bulk)?;
    table.add(&place, &format!("one decision on {} cases", AT_ONCE.min(count)), told(&series));
    let work = |connection: &mut Connection, _: usize| expect(connection.get("/work")?, "/work", 200);
    let while_steps = std::thread::scope(|scope| {
        let writers = scope.spawn(|| drive_by(server.port, Crowd::of(AT_ONCE), 800, step));
        let series = drive_by(server.port, Crowd::of(1), 200, work);
        // The readers are what is measured; the writers must only not have failed.
        writers.join().unwrap_or_else(|_| Err("the writers ended badly".to_owned())).and(series)
    });
    table.add(&place, &format!("what waits, while {AT_ONCE} people take steps"), told(&while_steps?));
    Ok(())
}

/// Measures pages that one person of the demonstration reads, and that many read at once.
pub(super) fn people(binary: &Path, count: usize, table: &mut Table) -> Outcome {
    let scratch = Scratch::new("bench-people")?;
    let folder = scratch.join("demo");
    let place = format!("{} cases, demonstration", grouped(count as u64));
    capture(program(binary).args(["demo", "--dir", &folder, "--no-serve"]))?;
    let sheets = sheets(&scratch, count)?;
    capture(program(binary).args(["import", &sheets, "--data", &folder]))?;
    let log = scratch.path().join("demo.log");
    let server = Server::start(binary, &["demo", "--dir", &folder], &log, START_LIMIT)?;
    let posts = posts(server.port)?;
    let ask = |connection: &mut Connection, turn: usize| {
        if connection.cookie.is_empty() {
            connection.cookie = format!("keshu_post={}", posts.get(turn % posts.len()).map_or("1", String::as_str));
        }
        expect(connection.get("/work")?, "/work", 200)
    };
    drive_by(server.port, Crowd::of(1), WARM_UP, ask)?;
    table.add(&place, "what waits, 1 person", told(&drive_by(server.port, Crowd::of(1), 400, ask)?));
    let crowd = Crowd::of(PEOPLE);
    let series = drive_by(server.port, crowd.pausing(READING), PEOPLE * 10, ask)?;
    let what = format!("what waits, {PEOPLE} people in {} posts, a page a second each", posts.len());
    table.add(&place, &what, told(&series));
    let series = drive_by(server.port, crowd, PEOPLE * 20, ask)?;
    table.add(&place, &format!("what waits, {PEOPLE} people without a pause"), told(&series));
    Ok(())
}

/// The posts that a visitor of the demonstration can take and that have business: those that may open the work page.
fn posts(port: u16) -> Outcome<Vec<String>> {
    let mut connection = Connection::open(port)?;
    let page = connection.get("/work")?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let mut posts = Vec::new();
    for button in page.split("name=\"post\" value=\"").skip(1) {
        let post = button.split('"').next().unwrap_or_default().to_owned();
        connection.cookie = format!("keshu_post={post}");
        if connection.get("/work")?.status == 200 {
            posts.push(post);
        }
    }
    if posts.is_empty() { Err("the demonstration offers no posts".to_owned()) } else { Ok(posts) }
}

/// The form of one decision on the cases whose turn it is.
fn ticked(turn: usize, count: usize) -> String {
    let ids = (0..AT_ONCE.min(count)).map(|place| (turn * AT_ONCE + place) % count + 1);
    ids.fold(REPORT.to_owned(), |mut form, id| {
        // Writing to a String cannot fail.
        let _ = write!(form, "&id={id}");
        form
    })
}

/// Sheets with the region of the sample, whose year is 2022, a section, and so many matters in its hands; and where they are.
/// Deadlines lie around the end of that year, some on every day.
fn sheets(scratch: &Scratch, count: usize) -> Outcome<String> {
    let folder = scratch.path().join("matters");
    let failed = |e: std::io::Error| format!("cannot write {}: {e}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    std::fs::write(folder.join("region.csv"), "区划代码,名称,层级,与本局关系\n369903,瓷源区,区县,本区\n")
        .map_err(failed)?;
    std::fs::write(folder.join("section.csv"), "编号,科室,负责栏目\n91,督查科,督办\n").map_err(failed)?;
    let mut rows =
        "编号,事项,来源,牵头科室,要求,登记日期,办结期限,办理状态,进入日期,办理期限,最初期限,程序版本\n".to_owned();
    for number in 1..=count {
        let (month, day) = (number / 28 % 3, number % 28 + 1);
        let due = match month {
            2 => format!("2023-01-{day:02}"),
            month => format!("2022-{}-{day:02}", month + 11),
        };
        let _ = writeln!(
            rows,
            "BB2022-{number:05},第 {number} 件督办事项,领导批示,督查科,按期办结,2022-06-01,{due},办理中,2022-06-02,{due},{due},2022"
        );
    }
    std::fs::write(folder.join("matter.csv"), rows).map_err(failed)?;
    Ok(folder.to_string_lossy().into_owned())
}

fn told(series: &Series) -> String {
    let (p50, p99) = (series.percentile(50), series.percentile(99));
    format!(
        "p50 {p50:.1} ms, p99 {p99:.1} ms, {:.0}/s, {} requests",
        series.per_second(),
        grouped(series.count() as u64)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_ticks_each_case_once() {
        assert_eq!(ticked(0, 3), format!("{REPORT}&id=1&id=2&id=3"));
        let second = ticked(1, 10_000);
        assert!(second.contains("&id=17&") && second.ends_with("&id=32"), "{second}");
        assert!(ticked(624, 10_000).ends_with("&id=10000"));
    }

    #[test]
    fn every_matter_has_a_day_that_exists() {
        let scratch = Scratch::new("bench-sheets").unwrap();
        let folder = sheets(&scratch, 200).unwrap();
        let rows = std::fs::read_to_string(Path::new(&folder).join("matter.csv")).unwrap();
        assert_eq!(rows.lines().count(), 201);
        assert!(rows.contains("2022-12-28") && rows.contains("2023-01-28") && !rows.contains("-29,"), "{rows}");
    }
}
