//! The proof: every line of the history follows from the one before, and every stored row is what its latest line says.

use crate::{
    Act, ColumnKind, Db, Line, Reader, Result, Row, Sql, Table, Value,
    history::{ORIGIN, latest_lines, lines_since},
};

/// How many lines or rows are read at a time, so that a large house needs no more memory than a small one.
pub(crate) const AT_ONCE: i64 = 5_000;

/// One thing that is not as the history says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The table, or `history`.
    pub subject: String,
    /// The id of the record, or the number of the line.
    pub record: i64,
    /// What is wrong, in one sentence.
    pub sentence: String,
}

/// What a verification found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// The lines of history that were checked.
    pub lines: i64,
    /// The rows that were checked.
    pub rows: i64,
    /// The hash at the end of the chain: written down elsewhere, it proves later that nothing was cut off.
    pub head: String,
    /// Everything that is wrong, at most a thousand.
    pub findings: Vec<Finding>,
}

impl Verified {
    fn found(&mut self, subject: &str, record: i64, sentence: String) {
        if self.findings.len() < 1_000 {
            self.findings.push(Finding { subject: subject.to_owned(), record, sentence });
        }
    }
}

/// Checks the whole house. `progress` is told each time some thousand lines or rows are done.
///
/// # Errors
/// What the database says; what is wrong with the data is in the answer, not an error.
pub async fn verify(db: &Db, mut progress: impl FnMut(&str, i64)) -> Result<Verified> {
    let mut verified = Verified { head: ORIGIN.to_owned(), ..Verified::default() };
    check_chain(db, &mut verified, &mut progress).await?;
    for table in db.tables() {
        check_rows(db, table, &mut verified).await?;
        progress(table.name, verified.rows);
    }
    Ok(verified)
}

async fn check_chain(db: &Db, verified: &mut Verified, progress: &mut impl FnMut(&str, i64)) -> Result<()> {
    let mut seq = 0;
    loop {
        let lines = lines_since(db.reader(), seq, AT_ONCE).await?;
        if lines.is_empty() {
            return Ok(());
        }
        for line in lines {
            if line.seq != seq + 1 {
                verified.found(
                    "history",
                    seq + 1,
                    format!("历史第 {} 行缺失（第 {seq} 行之后是第 {} 行）", seq + 1, line.seq),
                );
            } else if line.hash != line.expected_hash(&verified.head) {
                let sentence = format!(
                    "历史第 {} 行被改动：哈希与内容或上一行不符（涉及 {} #{}）",
                    line.seq, line.subject, line.record
                );
                verified.found("history", line.seq, sentence);
            }
            seq = line.seq;
            verified.head = line.hash;
            verified.lines += 1;
        }
        progress("history", verified.lines);
    }
}

async fn check_rows(db: &Db, table: &Table, verified: &mut Verified) -> Result<()> {
    let mut sql = Sql::new(db.reader());
    sql.push(r#"SELECT MAX("record") FROM "history" WHERE "subject" = "#).bind(&table.name.into());
    let last_told = db.reader().number(sql).await?.unwrap_or(0);
    let last = last_row(db.reader(), table).await?.max(last_told);
    let mut from = 1;
    while from <= last {
        let to = from + AT_ONCE - 1;
        let lines = latest_lines(db.reader(), table.name, from, to).await?;
        let rows = rows_between(db.reader(), table, from, to).await?;
        verified.rows += i64::try_from(rows.len()).unwrap_or(0);
        compare(table, &lines, &rows, verified);
        from = to + 1;
    }
    Ok(())
}

/// Compares latest lines and rows, both in the order of their ids.
fn compare(table: &Table, lines: &[Line], rows: &[Row], verified: &mut Verified) {
    let mut rows = rows.iter().peekable();
    for line in lines {
        while let Some(row) = rows.next_if(|row| row.id < line.record) {
            verified.found(table.name, row.id, "有此记录，但历史中没有它的任何一行".to_owned());
        }
        let row = rows.next_if(|row| row.id == line.record);
        let sentence = match (line.act, row) {
            (Act::Remove, None) => None,
            (Act::Remove, Some(_)) => Some(format!("历史第 {} 行说它已删除，但记录仍在", line.seq)),
            (Act::Add | Act::Change, None) => Some(format!("历史第 {} 行说它存在，但记录不见了", line.seq)),
            (Act::Add | Act::Change, Some(row)) => (table.digest(row.id, &row.values) != line.row).then(|| {
                format!("记录被绕过科枢改动：内容与历史第 {} 行（{}，{}）不符", line.seq, line.actor, line.at)
            }),
        };
        if let Some(sentence) = sentence {
            verified.found(table.name, line.record, sentence);
        }
    }
    for row in rows {
        verified.found(table.name, row.id, "有此记录，但历史中没有它的任何一行".to_owned());
    }
}

/// The highest id in a table, or 0.
pub(crate) async fn last_row(reader: Reader<'_>, table: &Table) -> Result<i64> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT MAX("id") FROM "#).name(table.name);
    Ok(reader.number(sql).await?.unwrap_or(0))
}

/// The rows whose id lies in `from..=to`, by id, as they stand in the database: what is sealed stays sealed.
pub(crate) async fn rows_between(reader: Reader<'_>, table: &Table, from: i64, to: i64) -> Result<Vec<Row>> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "id", "#).push(&table.column_names()).push(" FROM ").name(table.name);
    sql.push(r#" WHERE "id" BETWEEN "#).bind(&Value::Int(from)).push(" AND ").bind(&Value::Int(to));
    sql.push(r#" ORDER BY "id""#);
    let stored = table.columns.iter().map(|column| column.kind);
    let kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Int).chain(stored).collect();
    let row = |mut values: Vec<Value>| {
        let rest = values.split_off(1);
        Some(Row { id: values.first()?.int()?, values: rest })
    };
    Ok(reader.rows(sql, &kinds).await?.into_iter().filter_map(row).collect())
}
