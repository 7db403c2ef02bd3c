//! What was written before its column was declared personal: sealed as a whole when the house is next opened, so that
//! nothing personal stands in the clear and every reader may take a sealed column for sealed.

use crate::{
    ColumnKind, Deed, Result, Sql, Table, Value, Work,
    history::latest_lines,
    schema::{CLEAR, SEALED},
    verify::{AT_ONCE, last_row, rows_between},
};

/// Seals the personal columns of a table in which values stand in the clear.
pub(crate) struct Sealing<'a>(pub(crate) &'a Table);

impl Deed for Sealing<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        let table = self.0;
        let mut positions = Vec::new();
        for (position, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_sealed()) {
            // Another program may have come first; then the ledger says so and the column is left alone.
            if enter(work, table.name, column.name).await? {
                positions.push(position);
            }
        }
        let last = last_row(work.reader(), table).await?;
        let mut from = if positions.is_empty() { last + 1 } else { 1 };
        while from <= last {
            let to = from + AT_ONCE - 1;
            let lines = latest_lines(work.reader(), table.name, from, to).await?;
            for row in rows_between(work.reader(), table, from, to).await? {
                let line = lines.binary_search_by_key(&row.id, |line| line.record).ok().and_then(|at| lines.get(at));
                let is_as_told = line.is_some_and(|line| line.row == table.digest(row.id, &row.values));
                work.seal(table, &row, &positions, is_as_told).await?;
            }
            from = to + 1;
        }
        Ok(())
    }
}

/// Writes into the ledger that a column is sealed; whether it was not before.
async fn enter(work: &Work, table: &str, column: &str) -> Result<bool> {
    let mut sql = Sql::new(work.reader());
    sql.push(r#"UPDATE "schema_column" SET "edition" = "#).bind_as(&Value::Int(SEALED), ColumnKind::Int);
    sql.push(r#" WHERE "table_name" = "#).bind(&table.into()).push(r#" AND "column_name" = "#).bind(&column.into());
    sql.push(r#" AND "edition" = "#).bind_as(&Value::Int(CLEAR), ColumnKind::Int);
    Ok(work.execute(sql).await? > 0)
}
