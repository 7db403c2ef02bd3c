//! Handling cases: work pages, steps and many people at once, in the sample district and in the same with ten thousand
//! applications in one call. What stands side by side in the table should hardly differ.
//!
//! The applications are brought in by sheet, in formal check and with their findings judged, so that each can pass it: the
//! step that is taken here is the one that a bureau takes most often. A second call holds as many sealed applications, all
//! of which are opened by one step when it closes. On both databases they are handled in a house without accounts; many
//! people at once are the posts of the demonstration, which is kept in SQLite.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::load::{Crowd, Series, drive_by, expect};
use super::table::{Table, grouped};
use crate::Outcome;
use crate::command::{capture, program};
use crate::http::Connection;
use crate::postgres::Cluster;
use crate::scratch::Scratch;
use crate::server::Server;

/// As few applications as the steps of a measurement use up.
pub(super) const FEW: usize = 1_200;

/// How many people read at once.
const PEOPLE: usize = 200;

/// For how long somebody reads a page: not long.
const READING: Duration = Duration::from_secs(1);

/// How many cases one decision is about, and how many people decide at the same moment.
const AT_ONCE: usize = 16;

const START_LIMIT: Duration = Duration::from_secs(120);
const WARM_UP: usize = 16;
const PAGES_ASKED: usize = 200;
const STEPS: usize = 160;
const DECISIONS: usize = 20;

/// Pages that show what waits, with the applications among them.
const PAGES: [(&str, &str); 5] = [
    ("what waits", "/work"),
    ("what is late", "/work/overdue"),
    ("the month", "/work/calendar?month=2023-01"),
    ("the list", "/projects/proposals"),
    ("the list, filtered", "/projects/proposals?stage=%E5%BE%85%E5%BD%A2%E5%BC%8F%E5%AE%A1%E6%9F%A5&sort=-name"),
];

/// Measures pages, and steps where there are applications enough, in a house with so many of them.
pub(super) fn handling(binary: &Path, cluster: Option<&Cluster>, count: usize, table: &mut Table) -> Outcome {
    let scratch = Scratch::new("bench-cases")?;
    let (database, kind) = match cluster {
        Some(cluster) => (cluster.create("cases")?, "postgres"),
        None => (format!("sqlite:{}", scratch.join("house.db")), "sqlite"),
    };
    let place = format!("{} applications, {kind}", grouped(count as u64));
    let district = scratch.join("district");
    capture(program(binary).args(["sample", "--out", &district]))?;
    let sheets = sheets(&scratch, &district, count)?;
    for sheets in [&district, &sheets] {
        capture(program(binary).args(["import", sheets, "--database", &database]))?;
    }
    let log = scratch.path().join("serve.log");
    let server = Server::start(binary, &["serve", "--database", &database], &log, START_LIMIT)?;
    let one_case = [("one application", "/projects/proposals/1")];
    for (what, address) in PAGES.iter().chain(one_case.iter().filter(|_| count > 0)) {
        let ask = |connection: &mut Connection, _: usize| expect(connection.get(address)?, address, 200);
        drive_by(server.port, Crowd::of(1), WARM_UP, ask)?;
        let series = drive_by(server.port, Crowd::of(1), PAGES_ASKED, ask)?;
        table.add(&place, &format!("{what} {}", address.split('?').next().unwrap_or_default()), told(&series));
    }
    if count >= FEW { steps(server.port, count, &place, table) } else { Ok(()) }
}

/// Measures steps. Each application takes its own once.
fn steps(port: u16, count: usize, place: &str, table: &mut Table) -> Outcome {
    let taken = AtomicUsize::new(0);
    let next = |cases: usize| taken.fetch_add(cases, Ordering::Relaxed) + 1;
    let step = |connection: &mut Connection, _: usize| {
        let address = format!("/cases/proposal/{}/Accept", next(1));
        expect(connection.post(&address, "")?, &address, 303)
    };
    drive_by(port, Crowd::of(1), WARM_UP, step)?;
    table.add(place, "a formal step", told(&drive_by(port, Crowd::of(1), STEPS, step)?));
    let at_once = drive_by(port, Crowd::of(AT_ONCE), STEPS, step)?;
    table.add(place, &format!("{AT_ONCE} people take formal steps at once"), told(&at_once));
    let bulk = |connection: &mut Connection, _: usize| {
        let address = "/work/bulk?kind=proposal&step=Accept";
        let first = next(AT_ONCE);
        let answer = connection.post(address, &ticked(first))?;
        let says = String::from_utf8_lossy(&answer.body).into_owned();
        // Where some were not decided the number of those follows after a comma.
        let all = format!("办了 {AT_ONCE} 件<");
        expect(answer, address, 200)?;
        if says.contains(&all) { Ok(()) } else { Err(format!("not all of {AT_ONCE} from {first} were decided")) }
    };
    let series = drive_by(port, Crowd::of(1), DECISIONS, bulk)?;
    table.add(place, &format!("one decision on {AT_ONCE} applications"), told(&series));
    let work = |connection: &mut Connection, _: usize| expect(connection.get("/work")?, "/work", 200);
    let while_steps = std::thread::scope(|scope| {
        let writers = scope.spawn(|| drive_by(port, Crowd::of(AT_ONCE), STEPS, step));
        let series = drive_by(port, Crowd::of(1), PAGES_ASKED, work);
        // The readers are what is measured; the writers must only not have failed.
        writers.join().unwrap_or_else(|_| Err("the writers ended badly".to_owned())).and(series)
    });
    table.add(place, &format!("what waits, while {AT_ONCE} people take steps"), told(&while_steps?));
    let began = Instant::now();
    expect(Connection::open(port)?.post("/cases/call/2/Close", "")?, "/cases/call/2/Close", 303)?;
    let what = format!("a call closes and {} sealed applications open", grouped(count as u64));
    table.add(place, &what, format!("{:.1} s", began.elapsed().as_secs_f64()));
    Ok(())
}

/// Measures pages that one person of the demonstration reads, and that many read at once.
pub(super) fn people(binary: &Path, count: usize, table: &mut Table) -> Outcome {
    let scratch = Scratch::new("bench-people")?;
    let folder = scratch.join("demo");
    let place = format!("{} more applications, demonstration", grouped(count as u64));
    capture(program(binary).args(["demo", "--dir", &folder, "--no-serve"]))?;
    let sheets = sheets(&scratch, &format!("{folder}/sheets"), count)?;
    capture(program(binary).args(["import", &sheets, "--data", &folder]))?;
    let log = scratch.path().join("demo.log");
    let server = Server::start(binary, &["demo", "--dir", &folder], &log, START_LIMIT)?;
    let posts = posts(server.port)?;
    for (what, address) in [("what waits", "/work"), ("the list", "/projects/proposals")] {
        let ask = |connection: &mut Connection, turn: usize| {
            if connection.cookie.is_empty() {
                connection.cookie = format!("keshu_post={}", posts.get(turn % posts.len()).map_or("1", String::as_str));
            }
            expect(connection.get(address)?, address, 200)
        };
        drive_by(server.port, Crowd::of(1), WARM_UP, ask)?;
        table.add(&place, &format!("{what}, 1 person"), told(&drive_by(server.port, Crowd::of(1), PAGES_ASKED, ask)?));
        let crowd = Crowd::of(PEOPLE);
        let series = drive_by(server.port, crowd.pausing(READING), PEOPLE * 10, ask)?;
        let who = format!("{PEOPLE} people in {} posts", posts.len());
        table.add(&place, &format!("{what}, {who}, a page a second each"), told(&series));
        let series = drive_by(server.port, crowd, PEOPLE * 20, ask)?;
        table.add(&place, &format!("{what}, {who}, without a pause"), told(&series));
    }
    Ok(())
}

/// The posts that a visitor of the demonstration can take and that have business: those that may open the pages.
fn posts(port: u16) -> Outcome<Vec<String>> {
    let mut connection = Connection::open(port)?;
    let page = connection.get("/work")?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let mut posts = Vec::new();
    for button in page.split("name=\"post\" value=\"").skip(1) {
        let post = button.split('"').next().unwrap_or_default().to_owned();
        connection.cookie = format!("keshu_post={post}");
        if connection.get("/work")?.status == 200 && connection.get("/projects/proposals")?.status == 200 {
            posts.push(post);
        }
    }
    if posts.is_empty() { Err("the demonstration offers no posts".to_owned()) } else { Ok(posts) }
}

/// The form of one decision on the applications from this one on.
fn ticked(first: usize) -> String {
    let ids: Vec<String> = (first..first + AT_ONCE).map(|id| format!("id={id}")).collect();
    ids.join("&")
}

/// Sheets with two calls, and so many applications in each: in formal check, judged, and due early in the next year, but a
/// few that are late; and sealed. Applicants are the units of the district.
fn sheets(scratch: &Scratch, district: &str, count: usize) -> Outcome<String> {
    let folder = scratch.path().join("applications");
    let failed = |e: std::io::Error| format!("cannot write {}: {e}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let organisations = Path::new(district).join("organisation.csv");
    let organisations =
        std::fs::read_to_string(&organisations).map_err(|e| format!("cannot read {}: {e}", organisations.display()))?;
    let units: Vec<&str> = organisations
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .filter(|code| code.len() == 18)
        .collect();
    let unit = |number: usize| units.get(number % units.len().max(1)).copied().unwrap_or_default();
    let mut calls = "编号,标题,级别,计划类别,主管科室,受理开始,受理截止,截止前封存,盲评,每项评审专家,分差复议线,公示期,办理状态,进入日期,程序版本\n".to_owned();
    let mut proposals =
        "申报编号,项目名称,申报通知,申报单位,负责人,提交日期,版本,办理状态,进入日期,办理期限,最初期限,程序版本\n"
            .to_owned();
    let mut findings = "申报书,规则,审查内容,规则结果,经办判断,申报书版本\n".to_owned();
    for (call, stage) in [("1", "已截止"), ("2", "受理中")] {
        // Writing to a String cannot fail.
        let _ = writeln!(
            calls,
            "BT{call},第 {call} 批申报通知,区级,研发专项,02,2022-10-01,2022-12-20,否,否,5,20,5,{stage},2022-12-21,2022"
        );
    }
    for number in 1..=count {
        let due = match number % 20 {
            0 => "2022-12-28".to_owned(),
            _ => format!("2023-02-{:02}", number % 28 + 1),
        };
        let unit = unit(number);
        let _ = writeln!(
            proposals,
            "BP1-{number:05},第 {number} 项申报,BT1,{unit},负责人{number},2022-12-20,1,待形式审查,2022-12-21,{due},{due},2022"
        );
        let _ = writeln!(findings, "BP1-{number:05},papers,材料,符合,符合,1");
    }
    for number in 1..=count {
        let unit = unit(number);
        let _ = writeln!(
            proposals,
            "BP2-{number:05},封存的第 {number} 项申报,BT2,{unit},负责人{number},2022-12-20,1,封存,2022-12-20,,,2022"
        );
    }
    for (name, rows) in [("call", calls), ("proposal", proposals), ("formal_finding", findings)] {
        std::fs::write(folder.join(format!("{name}.csv")), rows).map_err(failed)?;
    }
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
    fn a_decision_ticks_each_application_once() {
        let form = ticked(17);
        assert!(form.starts_with("id=17&id=18&") && form.ends_with("&id=32"), "{form}");
        assert_eq!(form.matches("id=").count(), AT_ONCE);
    }

    #[test]
    fn every_application_has_a_unit_a_day_that_exists_and_a_finding() {
        let scratch = Scratch::new("bench-sheets").unwrap();
        std::fs::write(scratch.path().join("organisation.csv"), "统一社会信用代码,单位名称\n91369903MA30102430,甲\n")
            .unwrap();
        let folder = sheets(&scratch, &scratch.path().to_string_lossy(), 100).unwrap();
        let read = |name: &str| std::fs::read_to_string(Path::new(&folder).join(name)).unwrap();
        let proposals = read("proposal.csv");
        assert_eq!(proposals.lines().count(), 201);
        assert_eq!(proposals.matches("91369903MA30102430").count(), 200);
        assert!(proposals.contains("2023-02-28") && !proposals.contains("2023-02-29"), "{proposals}");
        assert_eq!(read("formal_finding.csv").lines().count(), 101);
        assert_eq!(read("call.csv").lines().count(), 3);
    }
}
