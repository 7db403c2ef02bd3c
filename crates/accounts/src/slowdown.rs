//! The slow-down by address: whoever fails again and again from one address waits longer and longer. Nobody is shut out,
//! because a whole office may stand behind one address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::Moment;

/// How many failures cost nothing: people mistype.
const FREE: u32 = 6;

/// The wait after the first failure that costs; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// After how many seconds one failure is forgiven.
const FORGIVEN: i64 = 60;

/// How many addresses are remembered. The one that has been quiet longest is forgotten first.
const ADDRESSES: usize = 4_096;

/// The failures of late, by address.
#[derive(Debug, Default)]
pub(crate) struct Slowdown {
    failures: Mutex<HashMap<String, (u32, Moment)>>,
}

impl Slowdown {
    /// How long an attempt from this address waits.
    pub(crate) fn wait(&self, address: &str, now: Moment) -> Duration {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let left = failures.get(&network(address)).map_or(0, |(count, at)| left(*count, *at, now));
        match left.checked_sub(FREE) {
            None | Some(0) => Duration::ZERO,
            Some(over) => FIRST_WAIT.saturating_mul(1 << (over - 1).min(10)).min(LONGEST_WAIT),
        }
    }

    /// An attempt from this address failed.
    pub(crate) fn failed(&self, address: &str, now: Moment) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let network = network(address);
        let before = failures.get(&network).map_or(0, |(count, at)| left(*count, *at, now));
        if failures.len() >= ADDRESSES && !failures.contains_key(&network) {
            let quietest = failures.iter().min_by_key(|(_, (_, at))| *at).map(|(address, _)| address.clone());
            quietest.and_then(|address| failures.remove(&address));
        }
        failures.insert(network, (before.saturating_add(1), now));
    }
}

/// How many of `count` failures are left after the time that has passed.
fn left(count: u32, at: Moment, now: Moment) -> u32 {
    count.saturating_sub(u32::try_from(now.since(at) / FORGIVEN).unwrap_or(0))
}

/// An IPv4 address as it is; of an IPv6 address the first half, within which one machine changes as it likes.
fn network(address: &str) -> String {
    if address.contains(':') { address.split(':').take(4).collect::<Vec<_>>().join(":") } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Moment = Moment::of_seconds(1_000_000);

    fn after(failures: u32) -> Slowdown {
        let slowdown = Slowdown::default();
        (0..failures).for_each(|_| slowdown.failed("10.1.2.3", NOON));
        slowdown
    }

    #[test]
    fn the_wait_grows_and_has_an_end() {
        let waits = [5, 6, 7, 8, 9, 12, 40].map(|failures| after(failures).wait("10.1.2.3", NOON).as_millis());
        assert_eq!(waits, [0, 0, 250, 500, 1_000, 8_000, 8_000]);
    }

    #[test]
    fn other_addresses_do_not_wait_and_time_forgives() {
        let slowdown = after(9);
        assert_eq!(slowdown.wait("10.1.2.4", NOON), Duration::ZERO);
        assert_eq!(slowdown.wait("10.1.2.3", NOON.plus(180)), Duration::ZERO);
    }

    #[test]
    fn a_machine_cannot_escape_within_its_own_network() {
        let slowdown = Slowdown::default();
        (0..9).for_each(|last| slowdown.failed(&format!("2001:da8:1:2::{last}"), NOON));
        assert!(slowdown.wait("2001:da8:1:2:ffff::1", NOON) > Duration::ZERO);
        assert_eq!(slowdown.wait("2001:da8:1:3::1", NOON), Duration::ZERO);
    }

    #[test]
    fn the_memory_is_bounded() {
        let slowdown = Slowdown::default();
        for number in 0..10_000 {
            slowdown.failed(&format!("10.{}.{}.1", number / 256, number % 256), NOON.plus(number));
        }
        assert_eq!(slowdown.failures.lock().unwrap().len(), ADDRESSES);
    }
}
