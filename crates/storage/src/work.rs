//! One transaction: what it writes and the lines of history that go with it.

use std::{collections::HashMap, future::Future, sync::Arc};

use sea_orm::DatabaseTransaction;

use crate::{Act, ColumnKind, Error, Line, Reader, Result, Row, Seal, Sql, Table, Value, sql::execute};

/// Something done to the database as a whole or not at all.
///
/// [`crate::Db::write`] may do it more than once, when another writer was in the way, so it holds what it needs and changes
/// nothing outside the database.
pub trait Deed: Sync {
    /// What it answers when it is done.
    type Outcome: Send;

    /// Does it. When it returns an error nothing of it remains.
    fn done<'w>(&'w self, work: &'w mut Work) -> impl Future<Output = Result<Self::Outcome>> + Send + 'w;
}

/// How many lines wait before they are written together.
const LINES_AT_ONCE: usize = 500;

/// How many places one statement may bind. SQLite allows 32,766.
const PLACES_AT_ONCE: usize = 30_000;

/// A transaction under way. It writes rows only together with their lines of history.
#[derive(Debug)]
pub struct Work {
    transaction: DatabaseTransaction,
    seal: Arc<Seal>,
    actor: String,
    moment: String,
    seq: i64,
    hash: String,
    waiting: Vec<Line>,
    last_ids: HashMap<&'static str, i64>,
    discarded: bool,
}

impl Work {
    pub(crate) async fn begin(
        transaction: DatabaseTransaction,
        seal: Arc<Seal>,
        actor: &str,
        moment: String,
    ) -> Result<Work> {
        let (seq, hash) = crate::head(Reader::of_transaction(&transaction, &seal)).await?;
        Ok(Work {
            transaction,
            seal,
            actor: actor.to_owned(),
            moment,
            seq,
            hash,
            waiting: Vec::new(),
            last_ids: HashMap::new(),
            discarded: false,
        })
    }

    /// Reads inside this transaction.
    pub fn reader(&self) -> Reader<'_> {
        Reader::of_transaction(&self.transaction, &self.seal)
    }

    /// The moment of this transaction, as its lines of history have it.
    pub fn moment(&self) -> &str {
        &self.moment
    }

    /// Lets the deed answer and then forgets everything it wrote: a dry run.
    pub fn discard(&mut self) {
        self.discarded = true;
    }

    /// Adds rows, each a value for every column of the table, and returns their ids in the same order.
    ///
    /// # Errors
    /// What the database says: a key that exists, a link to nothing, a check that fails.
    pub async fn insert(&mut self, table: &Table, rows: Vec<Vec<Value>>) -> Result<Vec<i64>> {
        let first = self.last_id(table.name).await? + 1;
        let rows_at_once = (PLACES_AT_ONCE / (table.columns.len() + 1)).clamp(1, LINES_AT_ONCE);
        for (block, chunk) in rows.chunks(rows_at_once).enumerate() {
            let mut sql = Sql::new(self.reader());
            sql.push("INSERT INTO ").name(table.name).push(r#" ("id", "#).push(&table.column_names()).push(") VALUES ");
            for (offset, values) in chunk.iter().enumerate() {
                let id = first + count(block * rows_at_once + offset);
                sql.push(if offset == 0 { "(" } else { ", (" }).bind_as(&Value::Int(id), ColumnKind::Int);
                let stored = table.stored(&self.seal, values);
                for (column, value) in table.columns.iter().zip(stored.iter()) {
                    sql.push(", ").bind_as(value, column.kind);
                }
                sql.push(")");
                self.append(Act::Add, table, id, String::new(), table.digest(id, &stored));
            }
            self.execute(sql).await?;
            self.write_lines_if_many().await?;
        }
        let last = first + count(rows.len());
        self.last_ids.insert(table.name, last - 1);
        Ok((first..last).collect())
    }

    /// Changes some values of a row and returns the row as it then is. Values that are the same are left alone; if none
    /// differs nothing is written.
    ///
    /// # Errors
    /// What the database says; [`Error::NotFound`] if the row is no longer there.
    pub async fn update(&mut self, table: &Table, before: &Row, changes: &[(usize, Value)]) -> Result<Row> {
        let mut after = before.clone();
        let mut said = serde_json::Map::new();
        let mut changed = Vec::new();
        for (position, value) in changes {
            let (Some(column), Some(cell)) = (table.columns.get(*position), after.values.get_mut(*position)) else {
                return Err(Error::Fault(format!("table {} has no column {position}", table.name)));
            };
            if cell == value {
                continue;
            }
            let told = |value: &Value| if column.personal { hidden(value) } else { json(value) };
            said.insert(column.name.to_owned(), serde_json::Value::Array(vec![told(cell), told(value)]));
            changed.push(*position);
            *cell = value.clone();
        }
        if changed.is_empty() {
            return Ok(after);
        }
        let stored = table.stored(&self.seal, &after.values);
        self.set(table, after.id, &stored, &changed).await?;
        let digest = table.digest(after.id, &stored);
        self.append(Act::Change, table, after.id, serde_json::Value::Object(said).to_string(), digest);
        self.write_lines_if_many().await?;
        Ok(after)
    }

    /// Seals cells of a row that stood in the clear. Where the row is what its line says, `is_told` and a new line says what
    /// it is now; a row that somebody altered gets none, so that a verification still points at it.
    pub(crate) async fn seal(&mut self, table: &Table, row: &Row, positions: &[usize], is_told: bool) -> Result<()> {
        let mut stored = row.values.clone();
        let mut said = serde_json::Map::new();
        let mut changed = Vec::new();
        for (position, (kind, (cell, column))) in table.kinds().zip(stored.iter_mut().zip(&table.columns)).enumerate() {
            if positions.contains(&position) && !cell.is_null() {
                said.insert(column.name.to_owned(), serde_json::Value::Array(vec![hidden(cell), hidden(cell)]));
                changed.push(position);
                *cell = std::mem::take(cell).stored(kind, &self.seal);
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        self.set(table, row.id, &stored, &changed).await?;
        if is_told {
            let digest = table.digest(row.id, &stored);
            self.append(Act::Change, table, row.id, serde_json::Value::Object(said).to_string(), digest);
        }
        self.write_lines_if_many().await
    }

    /// Writes some cells of a row, given as it is to stand in the database.
    async fn set(&mut self, table: &Table, id: i64, stored: &[Value], positions: &[usize]) -> Result<()> {
        let mut sql = Sql::new(self.reader());
        sql.push("UPDATE ").name(table.name);
        let cells =
            positions.iter().filter_map(|position| Some((table.columns.get(*position)?, stored.get(*position)?)));
        for (index, (column, value)) in cells.enumerate() {
            sql.push(if index == 0 { " SET " } else { ", " }).name(column.name).push(" = ").bind_as(value, column.kind);
        }
        sql.push(r#" WHERE "id" = "#).bind_as(&Value::Int(id), ColumnKind::Int);
        self.touch(sql).await
    }

    /// Removes a row.
    ///
    /// # Errors
    /// [`Error::Refused`] while others refer to it; [`Error::NotFound`] if it is no longer there.
    pub async fn delete(&mut self, table: &Table, id: i64) -> Result<()> {
        let mut sql = Sql::new(self.reader());
        sql.push("DELETE FROM ").name(table.name).push(r#" WHERE "id" = "#).bind_as(&Value::Int(id), ColumnKind::Int);
        self.touch(sql).await?;
        self.append(Act::Remove, table, id, String::new(), String::new());
        Ok(())
    }

    /// Ends the transaction: everything is stored, or, after [`Work::discard`], nothing.
    pub(crate) async fn finish(mut self) -> Result<()> {
        if self.discarded {
            return Ok(self.transaction.rollback().await?);
        }
        self.write_lines().await?;
        Ok(self.transaction.commit().await?)
    }

    /// Ends the transaction with nothing stored.
    pub(crate) async fn undo(self) -> Result<()> {
        Ok(self.transaction.rollback().await?)
    }

    /// The highest id that a record of this table ever had. The history remembers it, so no id is used twice.
    async fn last_id(&mut self, table: &'static str) -> Result<i64> {
        if let Some(last) = self.last_ids.get(table) {
            return Ok(*last);
        }
        let mut sql = Sql::new(self.reader());
        sql.push(r#"SELECT MAX("record") FROM "history" WHERE "subject" = "#).bind(&table.into());
        Ok(self.reader().number(sql).await?.unwrap_or(0))
    }

    fn append(&mut self, act: Act, table: &Table, record: i64, changes: String, row: String) {
        self.seq += 1;
        let mut line = Line {
            seq: self.seq,
            at: self.moment.clone(),
            actor: self.actor.clone(),
            act,
            subject: table.name.to_owned(),
            record,
            changes,
            row,
            hash: String::new(),
        };
        line.hash = line.expected_hash(&self.hash);
        self.hash.clone_from(&line.hash);
        self.waiting.push(line);
    }

    /// Runs a statement that returns nothing, and says how many rows it touched.
    pub(crate) async fn execute(&self, sql: Sql) -> Result<u64> {
        execute(&self.transaction, &self.seal, sql).await
    }

    /// Runs a statement that must find its row.
    async fn touch(&self, sql: Sql) -> Result<()> {
        if self.execute(sql).await? == 0 {
            return Err(Error::NotFound("这条记录已被删除，请刷新后再看".to_owned()));
        }
        Ok(())
    }

    async fn write_lines_if_many(&mut self) -> Result<()> {
        if self.waiting.len() >= LINES_AT_ONCE { self.write_lines().await } else { Ok(()) }
    }

    async fn write_lines(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        for chunk in waiting.chunks(LINES_AT_ONCE) {
            let mut sql = Sql::new(self.reader());
            sql.push(r#"INSERT INTO "history" ("#).push(Line::COLUMNS).push(") VALUES ");
            for (offset, line) in chunk.iter().enumerate() {
                sql.push(if offset == 0 { "(" } else { ", (" }).bind_all(&line.values()).push(")");
            }
            self.execute(sql).await?;
        }
        Ok(())
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
    }
}

/// How a personal value stands in the history: whether there was one, not which.
fn hidden(value: &Value) -> serde_json::Value {
    if value.is_null() { serde_json::Value::Null } else { "***".into() }
}
