//! What tests share: databases of both kinds that vanish afterwards, and a bureau on each.
//!
//! Tests run on SQLite and on PostgreSQL. `cargo xtask ci test` starts a PostgreSQL of its own and names it in
//! `KESHU_TEST_POSTGRES`; where that is missing a test fails and says so, rather than testing half.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

pub mod browser;

use std::sync::atomic::{AtomicU32, Ordering};

use listing::{Listing, Registry};
use sea_orm::{ConnectionTrait, Database, DatabaseTransaction, TransactionTrait};
use storage::{Clock, Db, HouseKey, Table};
use tempfile::TempDir;
use vocabulary::Day;

/// An empty database that is gone when this is dropped (PostgreSQL's go with their cluster).
#[derive(Debug)]
pub struct Fresh {
    /// Its address.
    pub url: String,
    /// Which kind it is, for messages.
    pub kind: &'static str,
    _folder: Option<TempDir>,
}

/// An empty SQLite database.
pub fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().expect("a folder for a test database");
    let url = format!("sqlite:{}", folder.path().join("keshu.db").display());
    Fresh { url, kind: "SQLite", _folder: Some(folder) }
}

/// An empty PostgreSQL database.
///
/// # Panics
/// If `KESHU_TEST_POSTGRES` does not name a server on which databases may be created.
pub async fn postgres() -> Fresh {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let server = std::env::var("KESHU_TEST_POSTGRES").unwrap_or_else(|_| {
        panic!("KESHU_TEST_POSTGRES names no PostgreSQL server: run `cargo xtask ci test`, which starts one")
    });
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("keshu_test_{}_{number}", std::process::id());
    let admin = Database::connect(&server).await.expect("the PostgreSQL server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a test database can be created");
    let (base, options) = server.split_once('?').unwrap_or((&server, ""));
    let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
    let options = if options.is_empty() { String::new() } else { format!("?{options}") };
    Fresh { url: format!("{root}/{name}{options}"), kind: "PostgreSQL", _folder: None }
}

/// An empty database of each kind.
pub async fn databases() -> [Fresh; 2] {
    [sqlite(), postgres().await]
}

/// A bureau in a database of its own.
#[derive(Debug)]
pub struct Bureau {
    /// The database.
    pub db: Db,
    /// Its listings.
    pub registry: Registry,
    /// Where it is.
    pub fresh: Fresh,
}

impl Bureau {
    /// Opens a bureau with these listings, where it is always `day`.
    pub async fn open(fresh: Fresh, listings: impl IntoIterator<Item = &'static Listing>, day: Day) -> Bureau {
        let registry = Registry::new(listings);
        let db = open(&fresh, registry.tables(), day).await;
        Bureau { db, registry, fresh }
    }

    /// Adds a record as a form would, and returns its id.
    pub async fn add(&self, listing: &'static Listing, typed: &[(&str, &str)]) -> i64 {
        let typed: Vec<(String, String)> =
            typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        listing::records::add(&self.db, "测试", listing, &typed).await.unwrap_or_else(|error| panic!("{error}"))
    }
}

/// The key of every database that is opened here.
pub const HOUSE_KEY: HouseKey = HouseKey::Bytes([7; 32]);

/// Opens a database with these tables, where it is always `day`.
pub async fn open(fresh: &Fresh, tables: Vec<Table>, day: Day) -> Db {
    Db::open_with(&fresh.url, tables, Clock::Fixed(day), HOUSE_KEY)
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", fresh.kind))
}

/// A day that exists.
pub fn day(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("a day of the calendar")
}

/// Does something to a database behind the house's back.
pub async fn tamper(url: &str, statement: &str) {
    let connection = Database::connect(url).await.expect("the database can be reached");
    connection.execute_unprepared(statement).await.expect("the statement runs");
}

/// Holds the write lock of a SQLite database until the answer is dropped, as another program would.
pub async fn hold(url: &str) -> DatabaseTransaction {
    let connection = Database::connect(url).await.expect("the database can be reached");
    let transaction = connection.begin().await.expect("a transaction begins");
    transaction.execute_unprepared("UPDATE history SET act = act").await.expect("the lock is taken");
    transaction
}
