//! The history of the house: one line for each change of one record, chained by SM3 so that no line can be altered or
//! taken out unnoticed.

use sm3::{Digest, Sm3};

use crate::{ColumnKind, Reader, Result, Sql, Value, table::hex};

/// The hash that the first line follows.
pub(crate) const ORIGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done to a record.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It was added.
    Add,
    /// Some of its values were changed.
    Change,
    /// It was removed.
    Remove,
}

impl Act {
    /// The word stored with a line.
    pub fn word(self) -> &'static str {
        match self {
            Act::Add => "add",
            Act::Change => "change",
            Act::Remove => "remove",
        }
    }

    /// The word that people see.
    pub fn label(self) -> &'static str {
        match self {
            Act::Add => "新增",
            Act::Change => "变更",
            Act::Remove => "删除",
        }
    }

    fn from_word(word: &str) -> Option<Act> {
        [Act::Add, Act::Change, Act::Remove].into_iter().find(|act| act.word() == word)
    }
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the chain, from 1, without gaps.
    pub seq: i64,
    /// When it was written, Beijing time.
    pub at: String,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub act: Act,
    /// The table of the record.
    pub subject: String,
    /// The id of the record.
    pub record: i64,
    /// For a change: a JSON object, column to `[before, after]`. Otherwise empty.
    pub changes: String,
    /// The SM3 digest of the row after the act; empty for a removal.
    pub row: String,
    /// The SM3 hash over the hash before and everything above.
    pub hash: String,
}

impl Line {
    /// The hash that this line must carry after a line with hash `before`.
    pub(crate) fn expected_hash(&self, before: &str) -> String {
        let text = [
            before,
            &self.seq.to_string(),
            &self.at,
            &self.actor,
            self.act.word(),
            &self.subject,
            &self.record.to_string(),
            &self.changes,
            &self.row,
        ]
        .join("\u{1f}");
        hex(&Sm3::digest(text.as_bytes()))
    }

    pub(crate) const COLUMNS: &str = r#""seq", "at", "actor", "act", "subject", "record", "changes", "row", "hash""#;

    const KINDS: [ColumnKind; 9] = [
        ColumnKind::Int,
        ColumnKind::Text,
        ColumnKind::Text,
        ColumnKind::Text,
        ColumnKind::Text,
        ColumnKind::Int,
        ColumnKind::Text,
        ColumnKind::Text,
        ColumnKind::Text,
    ];

    pub(crate) fn values(&self) -> [Value; 9] {
        [
            Value::Int(self.seq),
            self.at.as_str().into(),
            self.actor.as_str().into(),
            self.act.word().into(),
            self.subject.as_str().into(),
            Value::Int(self.record),
            self.changes.as_str().into(),
            self.row.as_str().into(),
            self.hash.as_str().into(),
        ]
    }

    fn from_values(values: Vec<Value>) -> Option<Line> {
        let mut values = values.into_iter();
        let number = |value: Option<Value>| value.and_then(|value| value.int());
        let text = |value: Option<Value>| value.and_then(|value| value.text().map(str::to_owned));
        Some(Line {
            seq: number(values.next())?,
            at: text(values.next())?,
            actor: text(values.next())?,
            act: Act::from_word(&text(values.next())?)?,
            subject: text(values.next())?,
            record: number(values.next())?,
            changes: text(values.next())?,
            row: text(values.next())?,
            hash: text(values.next())?,
        })
    }
}

/// The end of the chain: the number of lines and the hash of the last one.
///
/// # Errors
/// What the database says.
pub async fn head(reader: Reader<'_>) -> Result<(i64, String)> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "seq", "hash" FROM "history" ORDER BY "seq" DESC LIMIT 1"#);
    let rows = reader.rows(sql, &[ColumnKind::Int, ColumnKind::Text]).await?;
    let Some([Value::Int(seq), Value::Text(hash)]) = rows.first().map(Vec::as_slice) else {
        return Ok((0, ORIGIN.to_owned()));
    };
    Ok((*seq, hash.clone()))
}

/// The number of the last line, or 0.
///
/// # Errors
/// What the database says.
pub async fn version(reader: Reader<'_>) -> Result<i64> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT MAX("seq") FROM "history""#);
    Ok(reader.number(sql).await?.unwrap_or(0))
}

/// The tables in which something was written after line `seq`, each with the number of its last line: what was read from
/// any other is still true.
///
/// # Errors
/// What the database says.
pub async fn changed_since(reader: Reader<'_>, seq: i64) -> Result<Vec<(String, i64)>> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "subject", MAX("seq") FROM "history" WHERE "seq" > "#).bind(&seq.into());
    sql.push(r#" GROUP BY "subject""#);
    let rows = reader.rows(sql, &[ColumnKind::Text, ColumnKind::Int]).await?;
    let changed = rows.iter().filter_map(|row| match row.as_slice() {
        [Value::Text(table), Value::Int(seq)] => Some((table.clone(), *seq)),
        _ => None,
    });
    Ok(changed.collect())
}

/// The lines of one record, the latest first, at most `limit`.
///
/// # Errors
/// What the database says.
pub async fn lines_of(reader: Reader<'_>, subject: &str, record: i64, limit: i64) -> Result<Vec<Line>> {
    let mut sql = Sql::new(reader);
    sql.push("SELECT ").push(Line::COLUMNS).push(r#" FROM "history" WHERE "subject" = "#).bind(&subject.into());
    sql.push(r#" AND "record" = "#).bind(&record.into()).push(r#" ORDER BY "seq" DESC LIMIT "#).bind(&limit.into());
    read(reader, sql).await
}

/// The lines after `seq`, in order, at most `limit`: what has happened since.
///
/// # Errors
/// What the database says.
pub async fn lines_since(reader: Reader<'_>, seq: i64, limit: i64) -> Result<Vec<Line>> {
    let mut sql = Sql::new(reader);
    sql.push("SELECT ").push(Line::COLUMNS).push(r#" FROM "history" WHERE "seq" > "#).bind(&seq.into());
    sql.push(r#" ORDER BY "seq" LIMIT "#).bind(&limit.into());
    read(reader, sql).await
}

/// The latest line of each record of a subject whose id lies in `from..=to`, by record.
pub(crate) async fn latest_lines(reader: Reader<'_>, subject: &str, from: i64, to: i64) -> Result<Vec<Line>> {
    let mut sql = Sql::new(reader);
    sql.push("SELECT ").push(Line::COLUMNS).push(r#" FROM "history" WHERE "subject" = "#).bind(&subject.into());
    sql.push(r#" AND "record" BETWEEN "#).bind(&from.into()).push(" AND ").bind(&to.into());
    sql.push(r#" ORDER BY "record", "seq""#);
    let mut latest: Vec<Line> = Vec::new();
    for line in read(reader, sql).await? {
        match latest.last_mut() {
            Some(last) if last.record == line.record => *last = line,
            _ => latest.push(line),
        }
    }
    Ok(latest)
}

async fn read(reader: Reader<'_>, sql: Sql) -> Result<Vec<Line>> {
    let rows = reader.rows(sql, &Line::KINDS).await?;
    Ok(rows.into_iter().filter_map(Line::from_values).collect())
}
