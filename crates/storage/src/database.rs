//! The database of a house: opening it, reading it, and the one way to write to it.

use std::{sync::Arc, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::Mutex;

use crate::{Clock, Deed, Error, HouseKey, Reader, Result, Row, Seal, Table, Work, fault, schema, sealing::Sealing};

/// For how long a transaction is done again and again when another writer is in the way. Longer than this is no longer a
/// queue: somebody holds the database, and the people should hear of it.
const PATIENCE: Duration = Duration::from_secs(6);

/// How long SQLite waits for its own lock.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// Who stands in the history for what the house does of itself.
const HOUSE: &str = "科枢";

/// The database of one house, with the tables that its modules declare.
#[derive(Clone, Debug)]
pub struct Db {
    connection: DatabaseConnection,
    tables: Arc<Vec<Table>>,
    clock: Clock,
    seal: Arc<Seal>,
    /// Writers of this process queue here rather than poll the database's own lock.
    turn: Arc<Mutex<()>>,
}

impl Db {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres:…`) with the key at its usual place
    /// ([`HouseKey::usual`]), and brings its schema to the declared tables.
    ///
    /// # Errors
    /// As [`Db::open_with`].
    pub async fn open(url: &str, tables: Vec<Table>, clock: Clock) -> Result<Db> {
        Db::open_with(url, tables, clock, HouseKey::usual(url)).await
    }

    /// Opens the database with a key. A database that has never been opened takes this key for good.
    ///
    /// # Errors
    /// [`Error::Refused`] in one sentence: it cannot be reached, is locked, is read-only, is no database of ours, was
    /// made by a newer program, or what is personal in it was sealed with another key.
    pub async fn open_with(url: &str, tables: Vec<Table>, clock: Clock, key: HouseKey) -> Result<Db> {
        let connection = Database::connect(options(url)?).await?;
        let tables = Arc::new(tables);
        let transaction = begin_schema(&connection).await?;
        let (seal, clear) = match schema::bring_up(&transaction, &tables, &key).await {
            Ok(brought) => brought,
            Err(error) => return transaction.rollback().await.map_err(Error::from).and(Err(error)),
        };
        transaction.commit().await?;
        let turn = Arc::new(Mutex::new(()));
        let db = Db { connection, tables: tables.clone(), clock, seal: Arc::new(seal), turn };
        for table in &clear {
            db.write(HOUSE, &Sealing(table)).await?;
        }
        if !clear.is_empty() {
            // What stood in the clear also stands in the log of writes until that is given back.
            db.settle().await?;
        }
        Ok(db)
    }

    /// Reads outside any transaction.
    pub fn reader(&self) -> Reader<'_> {
        Reader::of_database(&self.connection, &self.seal)
    }

    /// The seal of this house, to sign what leaves it and comes back.
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// The digest of a row as the history keeps it: nobody without the key can try values against it.
    pub fn digest(&self, table: &Table, row: &Row) -> String {
        table.digest(row.id, &table.stored(&self.seal, &row.values))
    }

    /// The same database by another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Db {
        Db { clock, ..self }
    }

    /// The clock of this house.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The tables of this house, in the order in which links between them allow rows to be added.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The table of a name.
    ///
    /// # Errors
    /// [`Error::Fault`] if no module declares it.
    pub fn table(&self, name: &str) -> Result<&Table> {
        self.tables
            .iter()
            .find(|table| table.name == name)
            .ok_or_else(|| Error::Fault(format!("no module declares the table {name}")))
    }

    /// Does a deed in one serializable transaction: all of it with its lines of history, or nothing.
    ///
    /// # Errors
    /// What the deed says, or what the database says.
    pub async fn write<D: Deed>(&self, actor: &str, deed: &D) -> Result<D::Outcome> {
        let _turn = self.turn.lock().await;
        let began = tokio::time::Instant::now();
        let mut tries: u32 = 0;
        loop {
            match self.attempt(actor, deed).await {
                Err(error) if fault::is_retryable(&error) && began.elapsed() < PATIENCE => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(u64::from(tries * tries))).await;
                }
                outcome => return outcome,
            }
        }
    }

    /// Lets the database learn how its tables have grown, after very many rows came in at once, and give back what it
    /// wrote twice while they did.
    ///
    /// # Errors
    /// What the database says.
    pub async fn settle(&self) -> Result<()> {
        let statements: &[&str] = match self.connection.get_database_backend() {
            DbBackend::Postgres => &["ANALYZE"],
            _ => &["PRAGMA analysis_limit = 1000", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"],
        };
        for statement in statements {
            self.connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn attempt<D: Deed>(&self, actor: &str, deed: &D) -> Result<D::Outcome> {
        let mut work = Work::begin(self.begin().await?, self.seal.clone(), actor, self.clock.moment()).await?;
        match deed.done(&mut work).await {
            Ok(outcome) => work.finish().await.map(|()| outcome),
            Err(error) => work.undo().await.and(Err(error)),
        }
    }

    /// Begins a transaction as the only writer. SQLite takes its write lock at once. PostgreSQL locks the history before
    /// its first look at the data (a lock of a table takes no snapshot), so that writers queue instead of failing to
    /// serialize.
    async fn begin(&self) -> Result<DatabaseTransaction> {
        let is_postgres = self.connection.get_database_backend() == DbBackend::Postgres;
        let isolation = is_postgres.then_some(IsolationLevel::Serializable);
        let transaction = self.connection.begin_with_options(alone(isolation)).await?;
        if is_postgres {
            transaction.execute_unprepared(r#"LOCK TABLE "history" IN SHARE ROW EXCLUSIVE MODE"#).await?;
        }
        Ok(transaction)
    }
}

/// Begins the transaction that brings up the schema. Two programs may meet here before there is a history to lock, so
/// on PostgreSQL an advisory lock orders them.
async fn begin_schema(connection: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let transaction = connection.begin_with_options(alone(None)).await?;
    if connection.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("SELECT pg_advisory_xact_lock(9704201232100)").await?;
    }
    Ok(transaction)
}

fn alone(isolation_level: Option<IsolationLevel>) -> TransactionOptions {
    TransactionOptions {
        isolation_level,
        access_mode: None,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
    }
}

fn options(url: &str) -> Result<ConnectOptions> {
    if !url.starts_with("sqlite:") && !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
        return Err(Error::Refused(format!("不认识的数据库地址“{url}”，应以 sqlite: 或 postgres: 开头")));
    }
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(6)
        .min_connections(1)
        .connect_timeout(Duration::from_secs(8))
        .acquire_timeout(Duration::from_secs(8))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(LOCK_WAIT)
                .statement_cache_capacity(300)
                .pragma("cache_size", "-4000")
                // What is removed or replaced is overwritten, not only forgotten (个人信息保护法 article 47).
                .pragma("secure_delete", "ON")
        });
    Ok(options)
}
