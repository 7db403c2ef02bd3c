//! kill -9 in the middle of a stream of writes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use testkit::browser;

use crate::{Server, run};

/// How many writes are acknowledged before the axe falls.
const ENOUGH: usize = 60;

#[tokio::test]
async fn kill_9_loses_no_acknowledged_write_and_breaks_no_invariant() {
    for fresh in testkit::databases().await {
        let mut server = Server::start(&fresh.url);
        let acknowledged = write_until_killed(&mut server);
        assert!(acknowledged.len() >= ENOUGH, "{}: only {} writes were acknowledged", fresh.kind, acknowledged.len());
        let verified = run(&["verify", "--database", &fresh.url]);
        assert!(verified.status.success(), "{}: {}", fresh.kind, String::from_utf8_lossy(&verified.stdout));
        let server = Server::start(&fresh.url);
        for page in acknowledged {
            let answer = browser::get(&server.address, &page).unwrap();
            assert_eq!(answer.status, 200, "{}: {page} was acknowledged and is gone", fresh.kind);
        }
    }
}

/// Four writers add records until the server dies under them. Returns the pages of the records that it acknowledged.
fn write_until_killed(server: &mut Server) -> Vec<String> {
    let stopped = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = std::sync::mpsc::channel();
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let (address, stopped, sender) = (server.address.clone(), stopped.clone(), sender.clone());
            thread::spawn(move || {
                for number in 0.. {
                    let code = format!("{writer}{number:05}");
                    let form = [("code", code.as_str()), ("name", "某镇"), ("level", "镇街"), ("role", "所辖镇街")];
                    let Ok(answer) = browser::post(&address, "/regions", &form) else { break };
                    assert_eq!(answer.status, 303, "{}", answer.body);
                    sender.send(answer.header("location").unwrap().to_owned()).unwrap();
                    if stopped.load(Ordering::Relaxed) {
                        break;
                    }
                }
            })
        })
        .collect();
    drop(sender);
    let mut acknowledged: Vec<String> = receiver.iter().take(ENOUGH).collect();
    server.kill();
    stopped.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.join().unwrap();
    }
    acknowledged.extend(receiver.try_iter());
    acknowledged
}
