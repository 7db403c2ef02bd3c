//! A bounded series of requests over kept connections, and what can be said of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::http::{Answer, Connection};

/// As many as a small bureau's colleagues who click at the same moment.
const CONNECTIONS: usize = 8;
/// A slow page is asked less often rather than for an hour.
const LIMIT: Duration = Duration::from_secs(20);

/// What a series came to.
pub(super) struct Series {
    /// How long each request took, the fastest first.
    times: Vec<Duration>,
    whole: Duration,
}

/// Asks a page again and again. Any answer but 200 ends the series with an error.
pub(super) fn drive(port: u16, address: &str, requests: usize) -> Outcome<Series> {
    let address = encoded(address);
    drive_by(port, Crowd::of(CONNECTIONS), requests, |connection, _| expect(connection.get(&address)?, &address, 200))
}

/// How many ask at once, and for how long each of them pauses between two requests.
#[derive(Clone, Copy)]
pub(super) struct Crowd {
    connections: usize,
    pause: Duration,
}

impl Crowd {
    /// So many who ask as fast as they are answered.
    pub(super) const fn of(connections: usize) -> Crowd {
        Crowd { connections, pause: Duration::ZERO }
    }

    /// They read for a while before they ask again.
    pub(super) const fn pausing(self, pause: Duration) -> Crowd {
        Crowd { pause, ..self }
    }
}

/// Does something again and again; the action is told the number of its turn. What fails ends the series.
pub(super) fn drive_by(
    port: u16,
    crowd: Crowd,
    requests: usize,
    act: impl Fn(&mut Connection, usize) -> Outcome + Sync,
) -> Outcome<Series> {
    let turns = AtomicUsize::new(0);
    let began = Instant::now();
    let work = &|place: usize| -> Outcome<Vec<Duration>> {
        let mut connection = Connection::open(port)?;
        let mut times = Vec::with_capacity(requests / crowd.connections);
        // Nobody begins at the very moment at which somebody else does.
        std::thread::sleep(crowd.pause * place as u32 / crowd.connections as u32);
        loop {
            let turn = turns.fetch_add(1, Ordering::Relaxed);
            if turn >= requests || began.elapsed() >= LIMIT {
                return Ok(times);
            }
            let from = Instant::now();
            act(&mut connection, turn)?;
            times.push(from.elapsed());
            std::thread::sleep(crowd.pause);
        }
    };
    let outcomes: Vec<Outcome<Vec<Duration>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..crowd.connections).map(|place| scope.spawn(move || work(place))).collect();
        let lost = || Err("a thread of the measurement ended badly".to_owned());
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| lost())).collect()
    });
    let whole = began.elapsed();
    let mut times = Vec::with_capacity(requests);
    for outcome in outcomes {
        times.extend(outcome?);
    }
    times.sort_unstable();
    Ok(Series { times, whole })
}

/// An answer with this status; any other is an error that says what came instead.
pub(super) fn expect(answer: Answer, address: &str, status: u16) -> Outcome {
    if answer.status == status {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&answer.body).chars().take(200).collect::<String>();
    Err(format!("{address} answers {}: {said}", answer.status))
}

impl Series {
    /// How many requests were answered.
    pub(super) fn count(&self) -> usize {
        self.times.len()
    }

    /// How many requests were answered in a second.
    pub(super) fn per_second(&self) -> f64 {
        self.count() as f64 / self.whole.as_secs_f64().max(1e-9)
    }

    /// The time within which so many of a hundred requests were answered, in milliseconds.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        percentile(&self.times, percent).as_secs_f64() * 1e3
    }
}

/// The nearest-rank percentile of sorted times.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).or(sorted.last()).copied().unwrap_or_default()
}

/// An address with everything but plain ASCII written as %XX, as a browser sends it.
pub(super) fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::answer_with;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times, 100), Duration::from_millis(200));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }

    #[test]
    fn addresses_are_encoded_as_a_browser_does() {
        assert_eq!(encoded("/a?kind=拨付&x=1..2"), "/a?kind=%E6%8B%A8%E4%BB%98&x=1..2");
        assert_eq!(encoded("/a b"), "/a%20b");
    }

    #[test]
    fn a_series_counts_every_request_once() {
        let port = answer_with("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", CONNECTIONS, 1000);
        let series = drive(port, "/", 500).unwrap();
        assert_eq!(series.count(), 500);
        assert!(series.per_second() > 0.0 && series.percentile(50) <= series.percentile(99));
    }

    #[test]
    fn a_page_that_fails_ends_the_series() {
        let port = answer_with("HTTP/1.1 500 Fault\r\nContent-Length: 3\r\n\r\nE42", CONNECTIONS, 1);
        let Err(sentence) = drive(port, "/x", 16) else { panic!("a failing page was measured") };
        assert!(sentence.contains("/x"), "{sentence}");
    }
}
