//! Linked records by what people write for them: the key, or the name.

use std::{
    collections::{HashMap, HashSet},
    future::Future,
    pin::Pin,
};

use storage::{ColumnKind, Reader, Result, Sql, Value};

use crate::{
    Kind, Listing,
    cell::{self, trimmed},
    select::Select,
};

/// What stands between the parts of a key of several columns.
pub(super) const BETWEEN: &str = " / ";
/// How many found records are remembered.
const REMEMBERED: usize = 50_000;
/// How many texts one statement asks for.
const AT_ONCE: usize = 500;
/// How deep a key may lead through links.
const DEEPEST: usize = 8;

/// What a text names.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// One record.
    One(i64),
    /// Several: it is a name that is not unique.
    Many,
    /// None.
    Nobody,
}

/// Finds linked records and remembers them, up to a bound.
#[derive(Debug, Default)]
pub(super) struct Links {
    known: HashMap<&'static str, HashMap<String, Named>>,
    held: usize,
}

type Found<'a> = Pin<Box<dyn Future<Output = Result<HashMap<String, Vec<i64>>>> + Send + 'a>>;

impl Links {
    /// What each of the texts names in `target`. While `target` is being filled itself nothing is remembered.
    pub(super) async fn find(
        &mut self,
        reader: Reader<'_>,
        target: &'static Listing,
        texts: HashSet<String>,
        is_filling: bool,
    ) -> Result<HashMap<String, Named>> {
        let known = self.known.entry(target.table).or_default();
        let mut answer = HashMap::with_capacity(texts.len());
        let mut asked = Vec::new();
        for text in texts {
            match known.get(&text) {
                Some(named) if !is_filling => {
                    answer.insert(text, *named);
                }
                _ => asked.push(text),
            }
        }
        for chunk in asked.chunks(AT_ONCE) {
            for (text, ids) in by_key_or_name(reader, target, chunk, 0).await? {
                let named = match ids.as_slice() {
                    [id] => Named::One(*id),
                    [] => Named::Nobody,
                    _ => Named::Many,
                };
                answer.insert(text, named);
            }
        }
        for text in asked {
            let named = *answer.entry(text.clone()).or_insert(Named::Nobody);
            if named != Named::Nobody && !is_filling {
                self.remember(target, text, named);
            }
        }
        Ok(answer)
    }

    fn remember(&mut self, target: &'static Listing, text: String, named: Named) {
        if self.held >= REMEMBERED {
            self.known.clear();
            self.held = 0;
        }
        if self.known.entry(target.table).or_default().insert(text, named).is_none() {
            self.held += 1;
        }
    }
}

/// The ids of the records that texts name: by the key where that fits, else by the name.
fn by_key_or_name<'a>(reader: Reader<'a>, target: &'static Listing, texts: &'a [String], depth: usize) -> Found<'a> {
    Box::pin(async move {
        let mut found = if depth < DEEPEST { by_key(reader, target, texts, depth).await? } else { HashMap::new() };
        let rest: Vec<String> = texts.iter().filter(|text| !found.contains_key(*text)).cloned().collect();
        found.extend(by_name(reader, target, &rest).await?);
        let rest: Vec<String> = rest.into_iter().filter(|text| !found.contains_key(text)).collect();
        for other in [with_wide_brackets, with_narrow_brackets] {
            let respelled: HashMap<String, &String> =
                rest.iter().map(|text| (other(text), text)).filter(|(respelled, text)| respelled != *text).collect();
            let spellings: Vec<String> = respelled.keys().cloned().collect();
            for (spelling, ids) in by_name(reader, target, &spellings).await? {
                if let Some(text) = respelled.get(&spelling) {
                    found.entry((*text).clone()).or_insert(ids);
                }
            }
        }
        Ok(found)
    })
}

async fn by_key(
    reader: Reader<'_>,
    target: &'static Listing,
    texts: &[String],
    depth: usize,
) -> Result<HashMap<String, Vec<i64>>> {
    let columns: Vec<&'static crate::Column> = target.key.iter().filter_map(|name| target.column(name)).collect();
    let widths: Vec<usize> = columns.iter().map(|column| width(column, 0)).collect();
    let mut tuples: Vec<(Vec<Value>, &String)> = Vec::new();
    let mut waiting: Vec<(Vec<String>, &String)> = Vec::new();
    for text in texts {
        if let Some(parts) = split(text, &widths) {
            waiting.push((parts, text));
        }
    }
    let mut linked: HashMap<usize, HashMap<String, Vec<i64>>> = HashMap::new();
    for (place, column) in columns.iter().enumerate() {
        if let Kind::Link(inner) = column.kind {
            let asked: HashSet<String> = waiting.iter().filter_map(|(parts, _)| parts.get(place).cloned()).collect();
            let asked: Vec<String> = asked.into_iter().collect();
            linked.insert(place, by_key_or_name(reader, inner, &asked, depth + 1).await?);
        }
    }
    for (parts, text) in waiting {
        let values: Option<Vec<Value>> = columns
            .iter()
            .zip(&parts)
            .enumerate()
            .map(|(place, (column, part))| match linked.get(&place) {
                Some(found) => match found.get(part).map(Vec::as_slice) {
                    Some([id]) => Some(Value::Int(*id)),
                    _ => None,
                },
                None => cell::parse(column, part).ok().filter(|value| !value.is_null()),
            })
            .collect();
        tuples.extend(values.map(|values| (values, text)));
    }
    let kinds: Vec<(&'static str, ColumnKind)> =
        columns.iter().map(|column| (column.name, cell::kind_in(target, column))).collect();
    let wanted: Vec<&[Value]> = tuples.iter().map(|(values, _)| values.as_slice()).collect();
    let mut ids: HashMap<Vec<Value>, i64> = HashMap::new();
    for chunk in wanted.chunks(AT_ONCE) {
        let mut sql = Sql::new(reader);
        sql.push(r#"SELECT "id""#);
        for (name, _) in &kinds {
            sql.push(", ").name(name);
        }
        sql.push(" FROM ").name(target.table).push(" WHERE ");
        push_any_of(&mut sql, &kinds, chunk);
        let read: Vec<ColumnKind> =
            std::iter::once(ColumnKind::Int).chain(kinds.iter().map(|(_, kind)| *kind)).collect();
        for mut row in reader.rows(sql, &read).await? {
            let key = row.split_off(1);
            ids.extend(row.first().and_then(Value::int).map(|id| (key, id)));
        }
    }
    Ok(tuples.into_iter().filter_map(|(values, text)| ids.get(&values).map(|id| (text.clone(), vec![*id]))).collect())
}

/// By the name as pages and exports show it.
async fn by_name(reader: Reader<'_>, target: &'static Listing, texts: &[String]) -> Result<HashMap<String, Vec<i64>>> {
    let mut found: HashMap<String, Vec<i64>> = HashMap::new();
    // A name with something sealed in it is the same for all.
    let is_sealed =
        |name: &&str| target.column(name).is_some_and(|column| cell::is_sealed(cell::origin(target, column)));
    if target.name.is_empty() || target.name.iter().any(is_sealed) {
        return Ok(found);
    }
    for chunk in texts.chunks(AT_ONCE) {
        let mut select = Select::new(target);
        let name = match target.name {
            // Without a cast, so that an index on the column can serve it.
            [only] if target.column(only).is_some_and(is_stored_text) => format!("t.\"{only}\""),
            _ => select.own_name(),
        };
        let mut sql = Sql::new(reader);
        sql.push("SELECT t.\"id\", ").push(&name).push(&select.from()).push(" WHERE ").push(&name).push(" IN (");
        let values: Vec<Value> = chunk.iter().map(|text| Value::from(text.as_str())).collect();
        sql.bind_all(&values).push(") ORDER BY t.\"id\"");
        for row in reader.rows(sql, &[ColumnKind::Int, ColumnKind::Text]).await? {
            if let [Value::Int(id), Value::Text(name)] = row.as_slice() {
                found.entry(name.clone()).or_default().push(*id);
            }
        }
    }
    Ok(found)
}

fn is_stored_text(column: &crate::Column) -> bool {
    matches!(column.kind, Kind::Text | Kind::Code(_))
}

/// Writes that the columns together are one of the tuples.
pub(super) fn push_any_of(sql: &mut Sql, columns: &[(&'static str, ColumnKind)], tuples: &[&[Value]]) {
    if let [(name, _)] = columns {
        sql.name(name).push(" IN (");
    } else {
        for (index, (name, _)) in columns.iter().enumerate() {
            sql.push(if index == 0 { "(" } else { ", " }).name(name);
        }
        sql.push(") IN (VALUES ");
    }
    for (index, tuple) in tuples.iter().enumerate() {
        sql.push(if index == 0 { "" } else { ", " });
        sql.push(if columns.len() > 1 { "(" } else { "" });
        for (place, ((_, kind), value)) in columns.iter().zip(*tuple).enumerate() {
            sql.push(if place == 0 { "" } else { ", " }).bind_as(value, *kind);
        }
        sql.push(if columns.len() > 1 { ")" } else { "" });
    }
    sql.push(")");
}

/// Of how many parts the text of a key column consists: a link has those of the key it leads to.
fn width(column: &crate::Column, depth: usize) -> usize {
    match column.kind {
        Kind::Link(inner) if depth < DEEPEST => {
            inner.key.iter().filter_map(|name| inner.column(name)).map(|column| width(column, depth + 1)).sum()
        }
        _ => 1,
    }
}

/// The text of each key column, where the parts come out even.
fn split(text: &str, widths: &[usize]) -> Option<Vec<String>> {
    let count: usize = widths.iter().sum();
    if count == 1 {
        return Some(vec![text.to_owned()]);
    }
    let strict: Vec<&str> = text.split(BETWEEN).map(trimmed).collect();
    let loose: Vec<&str> = text.split(['/', '／']).map(trimmed).collect();
    let parts = if strict.len() == count { strict } else { loose };
    if parts.len() != count {
        return None;
    }
    let mut rest = parts.as_slice();
    let mut split = Vec::with_capacity(widths.len());
    for width in widths {
        let (own, after) = rest.split_at_checked(*width)?;
        split.push(own.join(BETWEEN));
        rest = after;
    }
    Some(split)
}

fn with_wide_brackets(text: &str) -> String {
    text.replace('(', "（").replace(')', "）")
}

fn with_narrow_brackets(text: &str) -> String {
    text.replace('（', "(").replace('）', ")")
}
