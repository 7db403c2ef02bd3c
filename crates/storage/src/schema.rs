//! The schema: made from the declared tables, and grown with them.
//!
//! A ledger of columns remembers what a database has. On opening, what is declared but missing is created in one
//! transaction; what the database has but this program does not know means that a newer program made it, and then this
//! one keeps its hands off.

use std::collections::HashSet;

use sea_orm::{DatabaseTransaction, DbBackend};

use crate::{Column, ColumnKind, Error, Reader, Result, Sql, Table, Value, sql::execute};

/// Rises when the schema changes in a way that the ledger of columns does not show.
const EDITION: i64 = 1;

/// Brings the database to the declared tables.
pub(crate) async fn bring_up(transaction: &DatabaseTransaction, tables: &[Table]) -> Result<()> {
    let backend = Reader::Transaction(transaction).backend();
    for statement in house_tables(backend) {
        run(transaction, backend, &statement).await?;
    }
    let known = ledger(transaction).await?;
    refuse_newer(&known, tables)?;
    for table in tables {
        if !known.iter().any(|(name, _)| name == table.name) {
            run(transaction, backend, &create(backend, table)).await?;
            for (index, columns) in indexes(table).into_iter().enumerate() {
                run(transaction, backend, &index_statement(table, index, &columns)).await?;
            }
        }
        for column in &table.columns {
            if known.contains(&(table.name.to_owned(), column.name.to_owned())) {
                continue;
            }
            if known.iter().any(|(name, _)| name == table.name) {
                let added = format!("ALTER TABLE \"{}\" ADD COLUMN {}", table.name, describe(backend, column));
                run(transaction, backend, &added).await?;
            }
            let mut sql = Sql::for_backend(backend);
            sql.push(r#"INSERT INTO "schema_column" ("table_name", "column_name", "edition") VALUES ("#);
            sql.bind_all(&[table.name.into(), column.name.into()]);
            sql.push(", ").bind_as(&Value::Int(EDITION), ColumnKind::Int).push(")");
            execute(transaction, sql).await?;
        }
    }
    Ok(())
}

fn house_tables(backend: DbBackend) -> Vec<String> {
    let big = big_int(backend);
    vec![
        format!(
            "CREATE TABLE IF NOT EXISTS \"schema_column\" (\"table_name\" TEXT NOT NULL, \"column_name\" TEXT NOT NULL, \
             \"edition\" {big} NOT NULL, PRIMARY KEY (\"table_name\", \"column_name\"))"
        ),
        format!(
            "CREATE TABLE IF NOT EXISTS \"history\" (\"seq\" {big} PRIMARY KEY, \"at\" TEXT NOT NULL, \"actor\" TEXT NOT NULL, \
             \"act\" TEXT NOT NULL CHECK (\"act\" IN ('add', 'change', 'remove')), \"subject\" TEXT NOT NULL, \
             \"record\" {big} NOT NULL, \"changes\" TEXT NOT NULL, \"row\" TEXT NOT NULL, \"hash\" TEXT NOT NULL)"
        ),
        "CREATE INDEX IF NOT EXISTS \"history_record\" ON \"history\" (\"subject\", \"record\", \"seq\")".to_owned(),
    ]
}

async fn ledger(transaction: &DatabaseTransaction) -> Result<HashSet<(String, String)>> {
    let reader = Reader::Transaction(transaction);
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "table_name", "column_name", "edition" FROM "schema_column""#);
    let rows = reader.rows(sql, &[ColumnKind::Text, ColumnKind::Text, ColumnKind::Int]).await?;
    let mut known = HashSet::new();
    for row in rows {
        if let [Value::Text(table), Value::Text(column), Value::Int(edition)] = row.as_slice() {
            if *edition > EDITION {
                return Err(newer(&format!("结构版本 {edition}，本程序为 {EDITION}")));
            }
            known.insert((table.clone(), column.clone()));
        }
    }
    Ok(known)
}

fn refuse_newer(known: &HashSet<(String, String)>, tables: &[Table]) -> Result<()> {
    let mut unknown: Vec<String> = known
        .iter()
        .filter(|(name, column)| !tables.iter().any(|table| table.name == name && table.position(column).is_some()))
        .map(|(name, column)| format!("{name}.{column}"))
        .collect();
    unknown.sort();
    match unknown.first() {
        None => Ok(()),
        Some(first) => Err(newer(&format!("其中有本程序不认识的字段 {first} 等 {} 个", unknown.len()))),
    }
}

fn newer(detail: &str) -> Error {
    Error::Refused(format!("数据库由更新版本的科枢建立（{detail}）。请升级程序后再打开，未作任何改动"))
}

fn big_int(backend: DbBackend) -> &'static str {
    // In SQLite only the exact words INTEGER PRIMARY KEY make the id the row's own address.
    if backend == DbBackend::Postgres { "BIGINT" } else { "INTEGER" }
}

fn describe(backend: DbBackend, column: &Column) -> String {
    let mut text = format!("\"{}\" ", column.name);
    text.push_str(match column.kind {
        ColumnKind::Int => big_int(backend),
        ColumnKind::Text => "TEXT",
    });
    if column.required {
        text.push_str(" NOT NULL");
    }
    if let Some(table) = column.references {
        text.push_str(&format!(" REFERENCES \"{table}\" (\"id\")"));
    }
    if let Some(check) = &column.check {
        text.push_str(&format!(" CHECK ({check})"));
    }
    text
}

fn create(backend: DbBackend, table: &Table) -> String {
    let mut parts = vec![format!("\"id\" {} PRIMARY KEY", big_int(backend))];
    parts.extend(table.columns.iter().map(|column| describe(backend, column)));
    if !table.key.is_empty() {
        let key: Vec<String> = table.key.iter().map(|column| format!("\"{column}\"")).collect();
        parts.push(format!("UNIQUE ({})", key.join(", ")));
    }
    parts.extend(table.checks.iter().map(|check| format!("CHECK ({check})")));
    format!("CREATE TABLE \"{}\" ({})", table.name, parts.join(", "))
}

/// One index for each link that the key does not begin with, and for each column that asks for one.
fn indexes(table: &Table) -> Vec<Vec<&'static str>> {
    let leads_key = |name: &str| table.key.first().is_some_and(|first| *first == name);
    table
        .columns
        .iter()
        .filter(|column| column.references.is_some() || table.indexed.contains(&column.name))
        .filter(|column| !leads_key(column.name))
        .map(|column| vec![column.name, "id"])
        .collect()
}

fn index_statement(table: &Table, index: usize, columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    format!("CREATE INDEX \"{0}_by_{index}\" ON \"{0}\" ({1})", table.name, columns.join(", "))
}

async fn run(transaction: &DatabaseTransaction, backend: DbBackend, text: &str) -> Result<()> {
    let mut sql = Sql::for_backend(backend);
    sql.push(text);
    execute(transaction, sql).await?;
    Ok(())
}
