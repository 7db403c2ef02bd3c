//! Statements for two databases: text with places for values, written once.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, Statement};

use crate::{ColumnKind, Result, Seal, Value};

/// A statement under construction. Values are always bound, never written into the text.
#[derive(Clone, Debug)]
pub struct Sql {
    backend: DbBackend,
    text: String,
    values: Vec<(Value, ColumnKind)>,
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

    /// Appends a place and binds a value of a known kind to it; what is sealed in the database is sealed here too.
    pub fn bind_as(&mut self, value: &Value, kind: ColumnKind) -> &mut Self {
        self.values.push((value.clone(), kind));
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

    fn statement(self, seal: &Seal) -> Statement {
        let bound = |(value, kind): (Value, ColumnKind)| value.stored(kind, seal).bound(kind);
        Statement::from_sql_and_values(self.backend, self.text, self.values.into_iter().map(bound))
    }
}

/// Something that can be read from: the database, or a transaction on it, with the seal that opens what it finds.
#[derive(Copy, Clone, Debug)]
pub struct Reader<'a> {
    source: Source<'a>,
    seal: &'a Seal,
}

#[derive(Copy, Clone, Debug)]
enum Source<'a> {
    Database(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
}

impl<'a> Reader<'a> {
    /// Reads outside any transaction.
    pub(crate) fn of_database(connection: &'a DatabaseConnection, seal: &'a Seal) -> Self {
        Reader { source: Source::Database(connection), seal }
    }

    /// Reads inside a transaction, so that it sees what the transaction has done.
    pub(crate) fn of_transaction(transaction: &'a DatabaseTransaction, seal: &'a Seal) -> Self {
        Reader { source: Source::Transaction(transaction), seal }
    }

    pub(crate) fn backend(self) -> DbBackend {
        match self.source {
            Source::Database(connection) => connection.get_database_backend(),
            Source::Transaction(transaction) => transaction.get_database_backend(),
        }
    }

    /// The rows that a statement finds, each as values of the given kinds.
    ///
    /// # Errors
    /// What the database says, as a sentence; [`crate::Error::Refused`] if something sealed was altered.
    pub async fn rows(self, sql: Sql, kinds: &[ColumnKind]) -> Result<Vec<Vec<Value>>> {
        let statement = sql.statement(self.seal);
        let found = match self.source {
            Source::Database(connection) => connection.query_all_raw(statement).await?,
            Source::Transaction(transaction) => transaction.query_all_raw(statement).await?,
        };
        found.iter().map(|row| read(row, kinds, self.seal)).collect()
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

fn read(row: &QueryResult, kinds: &[ColumnKind], seal: &Seal) -> Result<Vec<Value>> {
    let value = |(index, kind): (usize, &ColumnKind)| match kind {
        ColumnKind::Int => Ok(row.try_get_by_index::<Option<i64>>(index)?.map_or(Value::Null, Value::Int)),
        ColumnKind::Text | ColumnKind::Sealed { .. } => {
            row.try_get_by_index::<Option<String>>(index)?.map_or(Value::Null, Value::Text).opened(*kind, seal)
        }
    };
    kinds.iter().enumerate().map(value).collect()
}

/// Runs a statement that returns nothing, and says how many rows it touched.
pub(crate) async fn execute(transaction: &DatabaseTransaction, seal: &Seal, sql: Sql) -> Result<u64> {
    Ok(transaction.execute_raw(sql.statement(seal)).await?.rows_affected())
}
