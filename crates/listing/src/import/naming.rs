//! What to write on a sheet for a linked record, so that an import finds the same record again.

use std::collections::{HashMap, HashSet};

use storage::{ColumnKind, Reader, Result, Sql, Value};

use super::links::{BETWEEN, Links, Named};
use crate::{
    Kind, Listing,
    cell::{self, trimmed},
    select::Select,
};

/// How many ids one statement asks for.
const AT_ONCE: usize = 500;
/// How deep a key may lead through links.
const DEEPEST: usize = 8;

/// The text for each of the records: its name where that is unique, else its key.
///
/// # Errors
/// What the database says.
pub async fn link_texts(reader: Reader<'_>, target: &'static Listing, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut texts = HashMap::with_capacity(ids.len());
    let names = names(reader, target, ids).await?;
    let asked: HashSet<String> = names.values().filter(|name| is_written_whole(name)).cloned().collect();
    let found = Links::default().find(reader, target, asked, false).await?;
    let mut rest = Vec::new();
    for id in ids {
        match names.get(id) {
            Some(name) if found.get(name) == Some(&Named::One(*id)) => {
                texts.insert(*id, name.clone());
            }
            _ => rest.push(*id),
        }
    }
    texts.extend(key_texts(reader, target, &rest, 0).await?);
    Ok(texts)
}

/// Whether reading a sheet gives the same text back.
fn is_written_whole(name: &str) -> bool {
    !name.is_empty() && trimmed(name) == name
}

async fn names(reader: Reader<'_>, target: &'static Listing, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut names = HashMap::with_capacity(ids.len());
    if target.name.is_empty() {
        return Ok(names);
    }
    for chunk in ids.chunks(AT_ONCE) {
        let mut select = Select::new(target);
        let name = select.own_name();
        let mut sql = Sql::new(reader);
        sql.push("SELECT t.\"id\", ").push(&name).push(&select.from());
        push_ids(&mut sql, "t.\"id\"", chunk);
        for row in reader.rows(sql, &[ColumnKind::Int, ColumnKind::Text]).await? {
            if let [Value::Int(id), Value::Text(name)] = row.as_slice() {
                names.insert(*id, name.clone());
            }
        }
    }
    Ok(names)
}

/// The keys of records as one text each.
async fn key_texts(
    reader: Reader<'_>,
    target: &'static Listing,
    ids: &[i64],
    depth: usize,
) -> Result<HashMap<i64, String>> {
    let columns: Vec<&'static crate::Column> = target.key.iter().filter_map(|name| target.column(name)).collect();
    let mut rows: Vec<(i64, Vec<Value>)> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(AT_ONCE) {
        let mut sql = Sql::new(reader);
        sql.push(r#"SELECT "id""#);
        for column in &columns {
            sql.push(", ").name(column.name);
        }
        sql.push(" FROM ").name(target.table);
        push_ids(&mut sql, "\"id\"", chunk);
        let kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Int)
            .chain(columns.iter().map(|column| cell::kind_in(target, column)))
            .collect();
        for mut row in reader.rows(sql, &kinds).await? {
            let values = row.split_off(1);
            rows.extend(row.first().and_then(Value::int).map(|id| (id, values)));
        }
    }
    let mut linked: HashMap<usize, HashMap<i64, String>> = HashMap::new();
    for (place, column) in columns.iter().enumerate() {
        if let Kind::Link(inner) = column.kind
            && depth < DEEPEST
        {
            let asked: Vec<i64> = rows.iter().filter_map(|(_, values)| values.get(place)?.int()).collect();
            linked.insert(place, Box::pin(key_texts(reader, inner, &asked, depth + 1)).await?);
        }
    }
    let text = |values: &[Value]| {
        let parts = columns.iter().zip(values).enumerate().map(|(place, (column, value))| match linked.get(&place) {
            Some(texts) => value.int().and_then(|id| texts.get(&id)).cloned().unwrap_or_default(),
            None => cell::plain(column, value),
        });
        parts.collect::<Vec<_>>().join(BETWEEN)
    };
    Ok(rows.iter().map(|(id, values)| (*id, text(values))).collect())
}

fn push_ids(sql: &mut Sql, expression: &str, ids: &[i64]) {
    let values: Vec<Value> = ids.iter().copied().map(Value::Int).collect();
    sql.push(" WHERE ").push(expression).push(" IN (").bind_all(&values).push(")");
}
