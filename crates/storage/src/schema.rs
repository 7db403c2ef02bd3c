//! The schema: made from the declared tables, and grown with them.
//!
//! A ledger of columns remembers what a database has. On opening, what is declared but missing is created in one
//! transaction; what the database has but this program does not know means that a newer program made it, and then this
//! one keeps its hands off.

use std::collections::{BTreeMap, HashSet};

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};

use crate::{Column, ColumnKind, Error, HouseKey, Reader, Result, Seal, Sql, Table, Value, sql::execute};

/// The edition of a column whose values stand in the clear. An edition says in which form a column is kept; a program that
/// does not know the form of one keeps its hands off the whole database.
pub(crate) const CLEAR: i64 = 1;

/// The edition of a column whose values stand sealed, and the newest that this program knows.
pub(crate) const SEALED: i64 = 2;

/// The purpose of the signature by which a database knows its key again.
const PROOF: &str = "house_key";

/// What the database has: the edition of each column, by table and name.
type Ledger = BTreeMap<(String, String), i64>;

/// Brings the database to the declared tables and finds the seal that belongs to it. It answers also with the tables in
/// which something stands in the clear that is declared personal: those were made before it was.
pub(crate) async fn bring_up<'t>(
    transaction: &DatabaseTransaction,
    tables: &'t [Table],
    key: &HouseKey,
) -> Result<(Seal, Vec<&'t Table>)> {
    let backend = transaction.get_database_backend();
    for statement in house_tables(backend) {
        transaction.execute_unprepared(&statement).await?;
    }
    let seal = unlocked(transaction, key).await?;
    let known = ledger(Reader::of_transaction(transaction, &seal)).await?;
    refuse_newer(&known, tables)?;
    let there: HashSet<&str> = known.keys().map(|(table, _)| table.as_str()).collect();
    let mut clear = Vec::new();
    for table in tables {
        if !there.contains(table.name) {
            transaction.execute_unprepared(&create(backend, table)).await?;
            for (index, columns) in indexes(table).into_iter().enumerate() {
                transaction.execute_unprepared(&index_statement(table, index, &columns)).await?;
            }
        }
        let edition = |column: &Column| known.get(&(table.name.to_owned(), column.name.to_owned())).copied();
        for column in table.columns.iter().filter(|column| edition(column).is_none()) {
            if there.contains(table.name) {
                let added = format!("ALTER TABLE \"{}\" ADD COLUMN {}", table.name, describe(backend, column));
                transaction.execute_unprepared(&added).await?;
            }
            let mut sql = Sql::for_backend(backend);
            sql.push(r#"INSERT INTO "schema_column" ("table_name", "column_name", "edition") VALUES ("#);
            sql.bind_all(&[table.name.into(), column.name.into()]);
            let edition = if column.is_sealed() { SEALED } else { CLEAR };
            sql.push(", ").bind_as(&Value::Int(edition), ColumnKind::Int).push(")");
            execute(transaction, &seal, sql).await?;
        }
        if table.columns.iter().any(|column| column.is_sealed() && edition(column) == Some(CLEAR)) {
            clear.push(table);
        }
    }
    Ok((seal, clear))
}

/// The seal of this database. The database keeps a proof of its key, from which the key cannot be found, so that with
/// another key or none it is refused before anything is written that nobody could open.
async fn unlocked(transaction: &DatabaseTransaction, key: &HouseKey) -> Result<Seal> {
    let backend = transaction.get_database_backend();
    let asked = Statement::from_string(backend, r#"SELECT "proof" FROM "house_key""#);
    let Some(known) = transaction.query_one_raw(asked).await? else {
        let seal = Seal::new(&key.kept_or_made()?);
        let mut sql = Sql::for_backend(backend);
        sql.push(r#"INSERT INTO "house_key" ("proof") VALUES ("#).bind(&seal.sign(PROOF, &[]).into()).push(")");
        execute(transaction, &seal, sql).await?;
        return Ok(seal);
    };
    let proof: String = known.try_get_by_index(0)?;
    let seal = key.kept()?.map(|key| Seal::new(&key)).filter(|seal| seal.is_signed(PROOF, &[], &proof));
    seal.ok_or_else(|| key.refused())
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
        "CREATE TABLE IF NOT EXISTS \"house_key\" (\"proof\" TEXT NOT NULL)".to_owned(),
    ]
}

async fn ledger(reader: Reader<'_>) -> Result<Ledger> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "table_name", "column_name", "edition" FROM "schema_column""#);
    let rows = reader.rows(sql, &[ColumnKind::Text, ColumnKind::Text, ColumnKind::Int]).await?;
    let mut known = Ledger::new();
    for row in rows {
        if let [Value::Text(table), Value::Text(column), Value::Int(edition)] = row.as_slice() {
            if *edition > SEALED {
                return Err(newer(&format!("结构版本 {edition}，本程序为 {SEALED}")));
            }
            known.insert((table.clone(), column.clone()), *edition);
        }
    }
    Ok(known)
}

fn refuse_newer(known: &Ledger, tables: &[Table]) -> Result<()> {
    let mut unknown = 0;
    let mut first = None;
    for ((name, column), edition) in known {
        let table = tables.iter().find(|table| table.name == name);
        match table.and_then(|table| table.columns.iter().find(|declared| declared.name == column)) {
            Some(declared) if *edition == SEALED && !declared.is_sealed() => {
                return Err(newer(&format!("字段 {name}.{column} 在库中是加密的，本程序却当作明文")));
            }
            Some(_) => {}
            None => {
                unknown += 1;
                first = first.or(Some(format!("{name}.{column}")));
            }
        }
    }
    match first {
        None => Ok(()),
        Some(first) => Err(newer(&format!("其中有本程序不认识的字段 {first} 等 {unknown} 个"))),
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
        ColumnKind::Text | ColumnKind::Sealed { .. } => "TEXT",
    });
    if column.required {
        text.push_str(" NOT NULL");
    }
    if let Some(table) = column.references {
        text.push_str(&format!(" REFERENCES \"{table}\" (\"id\")"));
    }
    if let Some(check) = column.check.as_ref().filter(|_| !column.is_sealed()) {
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
    let sealed: Vec<String> =
        table.columns.iter().filter(|column| column.is_sealed()).map(|column| format!("\"{}\"", column.name)).collect();
    let weighable = |check: &&String| !sealed.iter().any(|name| check.contains(name));
    parts.extend(table.checks.iter().filter(weighable).map(|check| format!("CHECK ({check})")));
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
