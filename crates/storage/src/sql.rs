//! Statements for two databases: text with places for values, written once.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, Statement};

use crate::{ColumnKind, Result, Value};

/// A statement under construction. Values are always bound, never written into the text.
#[derive(Clone, Debug)]
pub struct Sql {
    backend: DbBackend,
    text: String,
    values: Vec<sea_orm::Value>,
}

impl Sql {
    /// An empty statement for the database behind `reader`.
    pub fn new(reader: Reader<'_>) -> Self {
        Sql::for_backend(reader.backend())
    }

    pub(crate) fn for_backend(backend: DbBackend) -> Self {
        Sql { backend, text: String::with_capacity(256), values: Vec::new() }
    }

    /// Appends text of our own: never anything that a person typed.
    pub fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a quoted name of a table or column.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text.push('"');
        self.text.extend(name.chars().filter(|&letter| letter != '"'));
        self.text.push('"');
        self
    }

    /// Appends a place and binds a value to it. A null binds as text; where the kind matters use [`Sql::bind_as`].
    pub fn bind(&mut self, value: &Value) -> &mut Self {
        self.bind_as(value, ColumnKind::Text)
    }

    /// Appends a place and binds a value of a known kind to it.
    pub fn bind_as(&mut self, value: &Value, kind: ColumnKind) -> &mut Self {
        self.values.push(value.bound(kind));
        if self.backend == DbBackend::Postgres {
            self.text.push('$');
            self.text.push_str(&self.values.len().to_string());
        } else {
            self.text.push('?');
        }
        self
    }

    /// Appends places for several values, separated by commas.
    pub fn bind_all<'v>(&mut self, values: impl IntoIterator<Item = &'v Value>) -> &mut Self {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.bind(value);
        }
        self
    }

    /// Whether the database is PostgreSQL, for the few places where the two differ.
    pub fn is_postgres(&self) -> bool {
        self.backend == DbBackend::Postgres
    }

    fn statement(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}

/// Something that can be read from: the database, or a transaction on it.
#[derive(Copy, Clone, Debug)]
pub enum Reader<'a> {
    /// Outside any transaction.
    Database(&'a DatabaseConnection),
    /// Inside a transaction, so that it sees what the transaction has done.
    Transaction(&'a DatabaseTransaction),
}

impl Reader<'_> {
    pub(crate) fn backend(self) -> DbBackend {
        match self {
            Reader::Database(connection) => connection.get_database_backend(),
            Reader::Transaction(transaction) => transaction.get_database_backend(),
        }
    }

    /// The rows that a statement finds, each as values of the given kinds.
    ///
    /// # Errors
    /// What the database says, as a sentence.
    pub async fn rows(self, sql: Sql, kinds: &[ColumnKind]) -> Result<Vec<Vec<Value>>> {
        let found = match self {
            Reader::Database(connection) => connection.query_all_raw(sql.statement()).await?,
            Reader::Transaction(transaction) => transaction.query_all_raw(sql.statement()).await?,
        };
        found.iter().map(|row| read(row, kinds)).collect()
    }

    /// The number in the first column of the first row, where there is one.
    ///
    /// # Errors
    /// What the database says, as a sentence.
    pub async fn number(self, sql: Sql) -> Result<Option<i64>> {
        let rows = self.rows(sql, &[ColumnKind::Int]).await?;
        Ok(rows.into_iter().flatten().next().and_then(|value| value.int()))
    }
}

fn read(row: &QueryResult, kinds: &[ColumnKind]) -> Result<Vec<Value>> {
    kinds
        .iter()
        .enumerate()
        .map(|(index, kind)| {
            Ok(match kind {
                ColumnKind::Int => row.try_get_by_index::<Option<i64>>(index)?.map_or(Value::Null, Value::Int),
                ColumnKind::Text => row.try_get_by_index::<Option<String>>(index)?.map_or(Value::Null, Value::Text),
            })
        })
        .collect()
}

/// Runs statements that return nothing.
pub(crate) async fn execute(transaction: &DatabaseTransaction, sql: Sql) -> Result<u64, sea_orm::DbErr> {
    Ok(transaction.execute_raw(sql.statement()).await?.rows_affected())
}
