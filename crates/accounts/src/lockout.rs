//! 登录失败处理 (GB/T 22239-2019, 身份鉴别): five failures within half an hour lock an account for half an hour. There is no
//! counter: the rule looks at the record of sign-ins.

use crate::Moment;

/// How many failures lock.
pub(crate) const FAILURES: usize = 5;

/// For how many seconds, counted from the last failure; also the span within which failures count.
pub(crate) const LOCKED: i64 = 30 * 60;

/// An attempt to sign in, as far as the lock cares.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// When.
    pub(crate) at: Moment,
    /// Whether it failed for a wrong password or code.
    pub(crate) failed: bool,
}

/// Until when an account is locked, from its latest attempts, the latest first. Attempts while it was locked are no attempts
/// and do not stand among them.
pub(crate) fn locked_until(attempts: &[Attempt]) -> Option<Moment> {
    let latest = attempts.get(..FAILURES)?;
    let (last, first) = (latest.first()?, latest.last()?);
    let within = last.at.since(first.at) <= LOCKED;
    (within && latest.iter().all(|attempt| attempt.failed)).then(|| last.at.plus(LOCKED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(seconds: &[(i64, bool)]) -> Vec<Attempt> {
        seconds.iter().map(|(at, failed)| Attempt { at: Moment::of_seconds(*at), failed: *failed }).collect()
    }

    #[test]
    fn five_failures_lock_for_half_an_hour_after_the_last() {
        let five = attempts(&[(500, true), (400, true), (300, true), (200, true), (100, true)]);
        assert_eq!(locked_until(&five), Some(Moment::of_seconds(500 + LOCKED)));
        assert_eq!(locked_until(&five[1..]), None);
    }

    #[test]
    fn a_success_among_them_or_a_long_time_between_them_does_not_lock() {
        assert_eq!(locked_until(&attempts(&[(500, true), (400, true), (300, false), (200, true), (100, true)])), None);
        assert_eq!(locked_until(&attempts(&[(2_000, true), (400, true), (300, true), (200, true), (100, true)])), None);
    }

    #[test]
    fn after_the_lock_one_more_failure_does_not_lock_again() {
        let later = 500 + LOCKED + 60;
        let again = attempts(&[(later, true), (500, true), (400, true), (300, true), (200, true)]);
        assert_eq!(locked_until(&again), None);
    }
}
