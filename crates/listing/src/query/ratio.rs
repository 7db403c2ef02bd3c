//! The ratio of two columns over the rows of a filtered list.

use storage::{ColumnKind, Error, Reader, Result, Value};

use crate::{
    Column, Filter, FoldValue, Listing,
    select::{Select, conditions, statement, write_where},
};

/// What one column adds up to of another, in hundredths of a percent, half up.
pub(super) async fn ratio(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: &Filter,
    names: [&'static str; 2],
) -> Result<FoldValue> {
    let mut select = Select::new(listing);
    let wheres = conditions(&mut select, filter)?;
    let columns: Vec<&'static Column> = names.iter().filter_map(|name| listing.column(name)).collect();
    let places: Vec<String> = columns.iter().map(|column| select.place(column).expression).collect();
    let [part, whole] = places.as_slice() else {
        return Err(Error::Fault(format!("{} lacks a column of {names:?}", listing.table)));
    };
    let sum = |of: &str, other: &str| format!("CAST(SUM(CASE WHEN {other} IS NOT NULL THEN {of} END) AS BIGINT)");
    let mut sql = statement(reader, &format!("SELECT {}, {}", sum(part, whole), sum(whole, part)));
    sql.push(&select.from());
    write_where(&mut sql, &wheres);
    let found = reader.rows(sql, &[ColumnKind::Int, ColumnKind::Int]).await?.into_iter().next().unwrap_or_default();
    let missing = |sentence: String| Ok(FoldValue::Missing(sentence));
    let [Value::Int(part), Value::Int(whole)] = found.as_slice() else {
        return missing("没有两项都填写了的记录".to_owned());
    };
    if *whole <= 0 {
        let label = columns.last().map_or("", |column| column.label);
        return missing(format!("{label}合计不大于零，无法计算占比"));
    }
    let (part, whole) = (i128::from(*part), i128::from(*whole));
    let hundredths = (part * 20_000 + whole).div_euclid(whole * 2);
    Ok(i64::try_from(hundredths).map_or(FoldValue::Missing("占比过大，请核对数据".to_owned()), FoldValue::Number))
}
