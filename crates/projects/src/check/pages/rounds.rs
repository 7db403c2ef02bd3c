//! Long runs over the proposals of a call: each goes on by itself, and the page tells how far it is.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use storage::{Error, Result};
use tokio::sync::watch;

/// How long a request waits for the end of a run before it shows how far that is.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is done to the proposals of a call.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// The rules are run.
    Check,
    /// Those of which every rule says that it holds are confirmed.
    Confirm,
}

/// How far a run is.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// The proposals that are done.
    pub(super) done: usize,
    /// The proposals that there were when it began.
    pub(super) total: usize,
    /// What became of it, once it has ended: a sentence, and whether it went well.
    pub(super) ended: Option<(String, bool)>,
}

/// Through which a run tells how far it is.
#[derive(Clone, Debug)]
pub(super) struct Teller(watch::Sender<Progress>);

impl Teller {
    /// So many are done.
    pub(super) fn tell(&self, done: usize) {
        self.0.send_modify(|progress| progress.done = done);
    }
}

/// The last run over each call. They live as long as the program does; what they wrote is in the database.
#[derive(Debug)]
pub(super) struct Rounds {
    last: Mutex<HashMap<i64, watch::Receiver<Progress>>>,
    patience: Duration,
}

impl Default for Rounds {
    fn default() -> Rounds {
        Rounds { last: Mutex::default(), patience: PATIENCE }
    }
}

impl Rounds {
    /// How far the last run over a call is; nothing where there was none.
    pub(super) fn of(&self, call: i64) -> Option<Progress> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).get(&call).map(now)
    }

    /// Begins a run over a call, unless one is under way, and waits a little for its end.
    pub(super) async fn start<F>(&self, call: i64, total: usize, work: impl FnOnce(Teller) -> F)
    where
        F: Future<Output = Result<String>> + Send + 'static,
    {
        let mut round = {
            let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            match last.get(&call).filter(|round| now(round).ended.is_none()) {
                Some(round) => round.clone(),
                None => {
                    let round = begun(total, work);
                    last.insert(call, round.clone());
                    round
                }
            }
        };
        // Neither the end of patience nor the end of the run is a fault: the page says which it is.
        let _ = tokio::time::timeout(self.patience, round.wait_for(|progress| progress.ended.is_some())).await;
    }
}

/// How far a run is now. One that broke off without a word has ended, too.
fn now(round: &watch::Receiver<Progress>) -> Progress {
    let mut progress = round.borrow().clone();
    if progress.ended.is_none() && round.has_changed().is_err() {
        progress.ended = Some((BROKE_OFF.to_owned(), false));
    }
    progress
}

const BROKE_OFF: &str = "运行中断，已办完的结果都已保存。请再运行一次；仍不行请联系系统管理员";

fn begun<F>(total: usize, work: impl FnOnce(Teller) -> F) -> watch::Receiver<Progress>
where
    F: Future<Output = Result<String>> + Send + 'static,
{
    let (sender, round) = watch::channel(Progress { total, ..Progress::default() });
    let running = work(Teller(sender.clone()));
    tokio::spawn(async move {
        let ended = match running.await {
            Ok(said) => (said, true),
            Err(Error::Fault(fault)) => {
                tracing::error!(fault, "a run of the formal check broke off");
                (BROKE_OFF.to_owned(), false)
            }
            Err(error) => (error.to_string(), false),
        };
        sender.send_modify(|progress| progress.ended = Some(ended));
    });
    round
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn a_long_run_goes_on_and_tells_how_far_it_is() {
        let rounds = Rounds { patience: Duration::ZERO, ..Rounds::default() };
        let (begin, begun) = oneshot::channel::<()>();
        let (finish, finished) = oneshot::channel::<()>();
        let work = |teller: Teller| async move {
            teller.tell(4);
            let _ = begin.send(());
            let _ = finished.await;
            Ok("办完".to_owned())
        };
        rounds.start(1, 10, work).await;
        begun.await.unwrap();
        let progress = rounds.of(1).unwrap();
        assert_eq!((progress.done, progress.total, progress.ended), (4, 10, None));
        rounds.start(1, 99, |_| async { panic!("a second run began while the first is under way") }).await;
        assert_eq!(rounds.of(1).unwrap().total, 10);
        finish.send(()).unwrap();
        while rounds.of(1).unwrap().ended.is_none() {
            tokio::task::yield_now().await;
        }
        assert_eq!(rounds.of(1).unwrap().ended, Some(("办完".to_owned(), true)));
        assert!(rounds.of(2).is_none());
    }

    #[tokio::test]
    async fn a_run_that_fails_or_breaks_off_says_so_without_its_secrets() {
        let rounds = Rounds::default();
        rounds.start(1, 1, |_| async { Err(Error::Refused("不行。".to_owned())) }).await;
        assert_eq!(rounds.of(1).unwrap().ended, Some(("不行。".to_owned(), false)));
        rounds.start(1, 1, |_| async { Err(Error::Fault("disk /dev/sda1 is full".to_owned())) }).await;
        assert_eq!(rounds.of(1).unwrap().ended, Some((BROKE_OFF.to_owned(), false)));
        rounds.start(1, 1, |_| async { panic!("on purpose") }).await;
        assert_eq!(rounds.of(1).unwrap().ended, Some((BROKE_OFF.to_owned(), false)));
    }
}
