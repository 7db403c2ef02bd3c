//! Reading our own tables: rows by what stands in some of their columns, sealed ones opened.

use storage::{ColumnKind, Reader, Result, Row, Sql, Table, Value};

/// The rows in which these columns have these values, the latest first, at most `limit`. A column is not a sealed one.
pub(crate) async fn rows(
    reader: Reader<'_>,
    table: &Table,
    by: &[(&'static str, Value)],
    limit: i64,
) -> Result<Vec<Row>> {
    let mut sql = Sql::new(reader);
    sql.push(r#"SELECT "id""#);
    for column in &table.columns {
        sql.push(", ").name(column.name);
    }
    sql.push(" FROM ").name(table.name);
    for (index, (name, value)) in by.iter().enumerate() {
        sql.push(if index == 0 { " WHERE " } else { " AND " }).name(name);
        let position = table.position(name);
        let kind =
            position.and_then(|position| table.columns.get(position)).map_or(ColumnKind::Int, |found| found.kind);
        match value {
            Value::Null => sql.push(" IS NULL"),
            value => sql.push(" = ").bind_as(value, kind),
        };
    }
    sql.push(r#" ORDER BY "id" DESC LIMIT "#).bind_as(&Value::Int(limit), ColumnKind::Int);
    let kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Int).chain(table.kinds()).collect();
    let found = reader.rows(sql, &kinds).await?;
    let parted = |mut values: Vec<Value>| {
        let rest = values.split_off(1);
        values.first().and_then(Value::int).map(|id| Row { id, values: rest })
    };
    Ok(found.into_iter().filter_map(parted).collect())
}
