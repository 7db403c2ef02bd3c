//! The whole house as one workbook.

use std::{collections::HashMap, fs::File, io::BufWriter, path::Path};

use storage::{ColumnKind, Db, Reader, Result, Sql, Value};

use super::{RowWriter, Sheet, XlsxWriter, unwritten};
use crate::{Kind, Listing, Registry, cell, import::link_texts};

/// How many rows are read at a time.
const AT_ONCE: i64 = 1_000;

/// Writes all listings of the house into one workbook, a sheet each, such that an import into an empty house gives the
/// same house. `progress` is told the title of a sheet and how many of its rows are written.
///
/// # Errors
/// [`storage::Error::Refused`] where the file cannot be written, or what the database says.
pub async fn house(db: &Db, registry: &Registry, path: &Path, progress: impl Fn(&str, u64)) -> Result<()> {
    let mut writer = XlsxWriter::new();
    for listing in registry.all() {
        writer.begin(&Sheet::whole(listing))?;
        let mut last = 0;
        let mut count = 0;
        loop {
            let rows = rows_after(db.reader(), listing, last).await?;
            let Some((id, _)) = rows.last() else { break };
            last = *id;
            count += rows.len() as u64;
            for (id, values) in rows_as_written(db.reader(), listing, rows).await? {
                writer.row(id, &values)?;
            }
            progress(listing.title, count);
        }
        writer.end()?;
    }
    let file = File::create(path).map_err(|error| unwritten(&error))?;
    let mut out = BufWriter::new(file);
    writer.finish(&mut out)?;
    let file = out.into_inner().map_err(|error| unwritten(error.error()))?;
    file.sync_all().map_err(|error| unwritten(&error))
}

pub(super) async fn rows_after(reader: Reader<'_>, listing: &Listing, last: i64) -> Result<Vec<(i64, Vec<Value>)>> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "id""#);
    let mut kinds = vec![ColumnKind::Int];
    for column in listing.stored() {
        sql.push(", ").name(column.name);
        kinds.push(cell::kind_in(listing, column));
    }
    sql.push(" FROM ").name(listing.table).push(r#" WHERE "id" > "#).bind(&Value::Int(last));
    sql.push(r#" ORDER BY "id" LIMIT "#).bind(&Value::Int(AT_ONCE));
    let rows = reader.rows(sql, &kinds).await?;
    let parted = |mut row: Vec<Value>| {
        let values = row.split_off(1);
        row.first().and_then(Value::int).map(|id| (id, values))
    };
    Ok(rows.into_iter().filter_map(parted).collect())
}

/// Rows of all stored columns with the ids of linked records replaced by what an import reads back.
///
/// # Errors
/// What the database says.
pub async fn rows_as_written(
    reader: Reader<'_>,
    listing: &'static Listing,
    mut rows: Vec<(i64, Vec<Value>)>,
) -> Result<Vec<(i64, Vec<Value>)>> {
    for (position, column) in listing.stored().enumerate() {
        let Kind::Link(target) = column.kind else { continue };
        let mut ids: Vec<i64> = rows.iter().filter_map(|(_, values)| values.get(position)?.int()).collect();
        ids.sort_unstable();
        ids.dedup();
        let texts: HashMap<i64, String> =
            if ids.is_empty() { HashMap::new() } else { link_texts(reader, target, &ids).await? };
        for (_, values) in &mut rows {
            if let Some(value) = values.get_mut(position) {
                let text = value.int().and_then(|id| texts.get(&id));
                *value = text.map_or(Value::Null, |text| Value::from(text.as_str()));
            }
        }
    }
    Ok(rows)
}
