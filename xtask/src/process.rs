//! What Linux tells about running processes: processor time and memory, from `/proc`.

use std::sync::OnceLock;

use crate::Outcome;
use crate::command::{capture, program};

/// Sends a signal to a process that this chore started.
pub(crate) fn signal(name: &str, pid: u32) {
    let _ = program("kill").args([format!("-{name}"), pid.to_string()]).output();
}

/// The processor time, user and system, that a process and all below it have used since they began.
pub(crate) fn cpu_milliseconds(pid: u32) -> Outcome<u64> {
    let all = all_processes();
    let mut wanted = vec![pid];
    let mut ticks = 0;
    while let Some(parent) = wanted.pop() {
        if let Some(one) = all.iter().find(|one| one.pid == parent) {
            ticks += one.ticks;
        } else if parent == pid {
            return Err(format!("process {pid} is gone"));
        }
        wanted.extend(all.iter().filter(|one| one.parent == parent).map(|one| one.pid));
    }
    Ok(ticks * 1000 / ticks_per_second())
}

/// The memory in KiB that a process holds now.
pub(crate) fn resident_kib(pid: u32) -> Outcome<u64> {
    status_line(pid, "VmRSS:")
}

/// The most memory in KiB that a process has held since it began.
pub(crate) fn peak_kib(pid: u32) -> Outcome<u64> {
    status_line(pid, "VmHWM:")
}

fn status_line(pid: u32, label: &str) -> Outcome<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).map_err(|e| format!("process {pid}: {e}"))?;
    find_kib(&text, label).ok_or_else(|| format!("/proc/{pid}/status has no line {label}"))
}

fn find_kib(status: &str, label: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with(label))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

struct One {
    pid: u32,
    parent: u32,
    ticks: u64,
}

fn all_processes() -> Vec<One> {
    std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|entry| parse_stat(&std::fs::read_to_string(entry.path().join("stat")).ok()?))
        .collect()
}

/// Reads a line of `/proc/PID/stat`. The name in brackets may itself hold spaces and brackets, so fields are counted
/// from the last closing one. Time of children that have ended and were waited for counts with their parent.
fn parse_stat(line: &str) -> Option<One> {
    let (start, rest) = line.rsplit_once(')')?;
    let pid = start.split_whitespace().next()?.parse().ok()?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let parent = fields.get(1)?.parse().ok()?;
    let mut ticks = 0;
    for field in fields.get(11..15)? {
        ticks += field.parse::<u64>().ok()?;
    }
    Some(One { pid, parent, ticks })
}

fn ticks_per_second() -> u64 {
    static TICKS: OnceLock<u64> = OnceLock::new();
    *TICKS.get_or_init(|| {
        capture(program("getconf").arg("CLK_TCK")).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(100)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stat_line_with_a_hostile_name_is_read() {
        let line = "4242 (a) R (b) S 17 4242 4242 0 -1 4194560 900 0 0 0 150 50 7 3 20 0 4 0 100 1 2 3\n";
        let one = parse_stat(line).unwrap();
        assert_eq!((one.pid, one.parent, one.ticks), (4242, 17, 210));
        assert!(parse_stat("nonsense").is_none());
        assert!(parse_stat("1 (short) S 0 1").is_none());
    }

    #[test]
    fn memory_lines_are_read() {
        let status = "Name:\tkeshu\nVmHWM:\t   61440 kB\nVmRSS:\t   20480 kB\n";
        assert_eq!(find_kib(status, "VmRSS:"), Some(20480));
        assert_eq!(find_kib(status, "VmHWM:"), Some(61440));
        assert_eq!(find_kib(status, "VmSwap:"), None);
    }

    #[test]
    fn work_done_here_shows_as_processor_time() {
        let me = std::process::id();
        let before = cpu_milliseconds(me).unwrap();
        let began = std::time::Instant::now();
        let mut sum = 0_u64;
        while began.elapsed().as_millis() < 300 {
            sum = sum.wrapping_mul(31).wrapping_add(began.elapsed().as_nanos() as u64);
        }
        assert!(cpu_milliseconds(me).unwrap() > before, "{sum}");
        assert!(resident_kib(me).unwrap() > 100 && peak_kib(me).unwrap() >= resident_kib(me).unwrap() / 2);
        assert!(cpu_milliseconds(u32::MAX).is_err());
    }
}
