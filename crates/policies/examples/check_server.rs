//! The self-checks over HTTP alone: `cargo run --release -p policies --example check_server`.
//!
//! It serves them with the security headers of the house on a port of its own, says where, and ends when its input does.
//! `xtask/bench/openfisca.py` measures what a request costs it.

use std::{error::Error, io::Read, sync::Arc};

use listing::{
    Registry,
    pages::{Answer, House},
};
use policies::{
    check::Kind,
    pages::{Prefill, Prefilled, routes},
};
use storage::{Clock, Reader};
use vocabulary::Day;
use web::Site;

/// A house that knows nothing of anybody.
#[derive(Debug)]
struct Nothing;

impl Prefill for Nothing {
    fn of<'a>(&'a self, _: Kind, _: Reader<'a>, _: i64, _: Day) -> Answer<'a, Prefilled> {
        Box::pin(async { Ok(Prefilled::default()) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("keshu-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite:{}", folder.join("keshu.db").display());
    let registry = Registry::new(directory::LISTINGS.iter().chain(policies::MODULE.listings).copied());
    let db = storage::Db::open(&url, registry.tables(), Clock::System).await?;
    let house = Arc::new(House::new(db, registry, Vec::new(), Site::default()));
    let router = web::harden(routes(&house, Arc::new(Nothing)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    axum::serve(listener, router).with_graceful_shutdown(async { drop(ended.await) }).await?;
    Ok(std::fs::remove_dir_all(folder)?)
}
