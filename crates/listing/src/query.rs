//! Reading a listing: pages of rows, counts, facets, one record, and folds.

mod ratio;

use storage::{ColumnKind, Error, Reader, Result, Sql, Value};

use crate::{
    Column, Filter, Fold, Kind, Listing, Order, cell,
    fold::FoldValue,
    select::{Condition, Place, Select, beyond, conditions, statement, write_where},
};

/// How many rows stand on a page.
pub const PAGE: usize = 20;

/// A cell as read: the value, and for a link the name of the record that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// The name of the linked record.
    pub name: Option<String>,
}

/// A record as read: cells for the columns that were asked for, in their order.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its id.
    pub id: i64,
    /// Its name, as links show it.
    pub name: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// Where a page begins or ends: the sorted value and the id of a row.
#[derive(Clone, Debug)]
pub struct Cursor(Value, i64);

/// A page of a list.
#[derive(Debug, Default)]
pub struct Page {
    /// The rows.
    pub records: Vec<Record>,
    /// The cursor for what comes before, where anything does.
    pub before: Option<String>,
    /// The cursor for what comes after, where anything does.
    pub after: Option<String>,
}

/// One value of a facet and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: Value,
    /// The rows.
    pub rows: i64,
}

/// Which page of which rows in which order.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The rows.
    pub filter: Filter,
    /// A column and whether the highest comes first; otherwise the listing's own order.
    pub sort: Option<(&'static str, bool)>,
    /// The page begins after this row.
    pub after: Option<String>,
    /// The page ends before this row.
    pub before: Option<String>,
    /// How many rows at most.
    pub limit: usize,
}

impl Cursor {
    fn write(&self) -> String {
        match &self.0 {
            Value::Null => format!("-.{}", self.1),
            Value::Int(number) => format!("i{number}.{}", self.1),
            Value::Text(text) => format!("t{text}.{}", self.1),
        }
    }

    fn read(text: &str) -> Option<(Value, i64)> {
        let (value, id) = text.rsplit_once('.')?;
        let id = id.parse().ok()?;
        let mut letters = value.chars();
        let value = match letters.next()? {
            '-' => Value::Null,
            'i' => Value::Int(letters.as_str().parse().ok()?),
            't' => Value::Text(letters.as_str().to_owned()),
            _ => return None,
        };
        Some((value, id))
    }
}

/// A page of the rows that pass a filter, with these columns.
///
/// # Errors
/// [`Error::Invalid`] if a cursor makes no sense, or the filter or the order asks what nobody can ask of something sealed;
/// what the database says.
pub async fn page(
    reader: Reader<'_>,
    listing: &'static Listing,
    columns: &[&'static Column],
    wanted: &Wanted,
) -> Result<Page> {
    let mut select = Select::new(listing);
    let (sorted, falling) = order(listing, wanted.sort);
    let place = sorted.map(|column| select.place(column));
    if let Some(column) = place.as_ref().map(|place| place.origin).filter(|origin| cell::is_sealed(origin)) {
        return Err(Error::invalid("sort", format!("{}加密保存，不能按它排序，请换一栏", column.label)));
    }
    let backwards = wanted.before.is_some();
    let rising = falling == backwards;
    let mut wheres = conditions(&mut select, &wanted.filter)?;
    if let Some(cursor) = wanted.before.as_ref().or(wanted.after.as_ref()) {
        let from = Cursor::read(cursor).ok_or_else(|| Error::invalid("after", "分页位置无效，请从第一页重新打开"))?;
        wheres.push(if backwards {
            nearer(place.as_ref(), rising, &from)
        } else {
            beyond(place.as_ref(), rising, &from, "t.\"id\"")
        });
    }
    let sorted_value = place.as_ref().map_or("NULL".to_owned(), |place| place.expression.clone());
    let shape = Shape::new(&mut select, columns, &sorted_value, place.as_ref());
    let mut sql = statement(reader, &shape.selected);
    sql.push(&select.from());
    write_where(&mut sql, &wheres);
    write_order(&mut sql, place.as_ref(), rising, backwards);
    sql.push(" LIMIT ").bind_as(&count_value(wanted.limit + 1), ColumnKind::Int);
    let mut rows = reader.rows(sql, &shape.kinds).await?;
    let more = rows.len() > wanted.limit;
    rows.truncate(wanted.limit);
    if backwards {
        rows.reverse();
    }
    let (records, cursors) = shape.read(rows);
    let there = |wanted: bool, cursor: Option<&Cursor>| cursor.filter(|_| wanted).map(Cursor::write);
    Ok(Page {
        before: there(if backwards { more } else { wanted.after.is_some() }, cursors.first()),
        after: there(if backwards { true } else { more }, cursors.last()),
        records,
    })
}

/// The order in which a page is read: the column, and whether its highest value comes first. No column means the id.
fn order(listing: &'static Listing, sort: Option<(&'static str, bool)>) -> (Option<&'static Column>, bool) {
    if let Some((name, falling)) = sort {
        return (listing.column(name), falling);
    }
    match listing.order {
        Order::Latest => (None, true),
        Order::Earliest => (None, false),
        Order::Rising(name) => (listing.column(name), false),
        Order::Falling(name) => (listing.column(name), true),
    }
}

/// Paging backwards over a column that may be empty: the empty ones come last, so going back from one of them passes the
/// other empty ones and then every filled one.
fn nearer(place: Option<&Place>, rising: bool, from: &(Value, i64)) -> Condition {
    let solid = place.map(|place| Place { nullable: false, ..place.clone() });
    match (&from.0, &solid) {
        (Value::Null, Some(place)) => beyond_empty(place, rising, from.1),
        _ => beyond(solid.as_ref(), rising, from, "t.\"id\""),
    }
}

fn beyond_empty(place: &Place, rising: bool, id: i64) -> Condition {
    beyond(None, rising, &(Value::Null, id), "t.\"id\"").or_filled(&place.expression)
}

fn write_order(sql: &mut Sql, place: Option<&Place>, rising: bool, backwards: bool) {
    let direction = if rising { "ASC" } else { "DESC" };
    sql.push(" ORDER BY ");
    if let Some(place) = place {
        if place.nullable {
            let empties = if backwards { "DESC" } else { "ASC" };
            sql.push(&format!("({} IS NULL) {empties}, ", place.expression));
        }
        sql.push(&format!("{} {direction}, ", place.expression));
    }
    sql.push(&format!("t.\"id\" {direction}"));
}

/// What a statement selects, and how its rows are read: id, sorted value, name, then a value and perhaps a name for each
/// column.
struct Shape {
    selected: String,
    kinds: Vec<ColumnKind>,
    named: Vec<bool>,
}

impl Shape {
    fn new(select: &mut Select, columns: &[&'static Column], sorted: &str, sorted_place: Option<&Place>) -> Shape {
        let own = select.own_name();
        let sorted_kind = sorted_place.map_or(ColumnKind::Int, |place| place.kind);
        let sorted = if sorted_place.is_none() { "CAST(NULL AS BIGINT)" } else { sorted };
        let mut selected = format!("SELECT t.\"id\", {sorted}, {own}");
        let mut kinds = vec![ColumnKind::Int, sorted_kind, ColumnKind::Text];
        let mut named = Vec::new();
        for column in columns {
            let place = select.place(column);
            selected.push_str(", ");
            selected.push_str(&place.expression);
            kinds.push(place.kind);
            let name = select.linked_name(&place);
            named.push(name.is_some());
            if let Some(name) = name {
                selected.push_str(", ");
                selected.push_str(&name);
                kinds.push(ColumnKind::Text);
            }
        }
        Shape { selected, kinds, named }
    }

    fn read(&self, rows: Vec<Vec<Value>>) -> (Vec<Record>, Vec<Cursor>) {
        rows.into_iter()
            .map(|row| {
                let mut values = row.into_iter();
                let id = values.next().and_then(|value| value.int()).unwrap_or_default();
                let sorted = values.next().unwrap_or_default();
                let name = text(values.next()).unwrap_or_default();
                let cells = self
                    .named
                    .iter()
                    .map(|named| {
                        let value = values.next().unwrap_or_default();
                        let name = if *named { text(values.next()) } else { None };
                        Cell { name: name.filter(|_| !value.is_null()), value }
                    })
                    .collect();
                (Record { id, name, cells }, Cursor(sorted, id))
            })
            .unzip()
    }
}

fn text(value: Option<Value>) -> Option<String> {
    value.and_then(|value| value.text().map(str::to_owned))
}

/// One record with all columns of its listing.
///
/// # Errors
/// [`Error::NotFound`] if there is none; what the database says.
pub async fn record(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<Record> {
    let mut select = Select::new(listing);
    let columns: Vec<&'static Column> = listing.columns.iter().collect();
    let shape = Shape::new(&mut select, &columns, "NULL", None);
    let mut sql = statement(reader, &shape.selected);
    sql.push(&select.from()).push(r#" WHERE t."id" = "#).bind_as(&Value::Int(id), ColumnKind::Int);
    let (records, _) = shape.read(reader.rows(sql, &shape.kinds).await?);
    records
        .into_iter()
        .next()
        .ok_or_else(|| Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", listing.title)))
}

/// How many rows pass a filter.
///
/// # Errors
/// What the database says.
pub async fn count(reader: Reader<'_>, listing: &'static Listing, filter: &Filter) -> Result<i64> {
    match fold(reader, listing, filter, Fold::Count).await? {
        FoldValue::Number(rows) => Ok(rows),
        _ => Ok(0),
    }
}

/// The values of a column among the rows that pass a filter, leaving out what the filter asks of that very column: the
/// most frequent first, at most `limit`.
///
/// # Errors
/// What the database says.
pub async fn facet(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: &Filter,
    column: &'static Column,
    limit: usize,
) -> Result<Vec<FacetCount>> {
    let mut select = Select::new(listing);
    let place = select.place(column);
    let wheres = conditions(&mut select, &filter.without(column.name))?;
    let mut sql = statement(reader, &format!("SELECT {}, COUNT(*) AS n", place.expression));
    sql.push(&select.from());
    write_where(&mut sql, &wheres);
    sql.push(" GROUP BY 1 ORDER BY n DESC, 1 LIMIT ").bind_as(&count_value(limit), ColumnKind::Int);
    let rows = reader.rows(sql, &[place.kind, ColumnKind::Int]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|mut row| {
            let rows = row.pop()?.int()?;
            Some(FacetCount { value: row.pop()?, rows })
        })
        .filter(|count| !count.value.is_null())
        .collect())
}

/// What a fold makes of the rows that pass a filter.
///
/// # Errors
/// What the database says.
pub async fn fold(reader: Reader<'_>, listing: &'static Listing, filter: &Filter, fold: Fold) -> Result<FoldValue> {
    folded(reader, listing, filter, fold).await.map(|(value, _)| value)
}

/// What a fold makes of the rows that pass a filter, and how many rows these are: both from one look at them.
///
/// # Errors
/// What the database says.
pub async fn folded(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: &Filter,
    fold: Fold,
) -> Result<(FoldValue, i64)> {
    let single = match fold {
        Fold::Count | Fold::Distinct(_) | Fold::Sum(_) => None,
        Fold::The(name) => Some(the(reader, listing, filter, &[name]).await?),
        Fold::Span(low, high) => Some(the(reader, listing, filter, &[low, high]).await?),
        Fold::LeastIncrease { column, over } => Some(least_increase(reader, listing, filter, column, over).await?),
        Fold::Ratio { part, whole } => Some(ratio::ratio(reader, listing, filter, [part, whole]).await?),
    };
    let mut select = Select::new(listing);
    let wheres = conditions(&mut select, filter)?;
    let place = fold.column(listing).map(|column| select.place(column).expression);
    let number = match (fold, place) {
        (Fold::Distinct(_), Some(place)) => format!("COUNT(DISTINCT {place})"),
        (Fold::Sum(_), Some(place)) => format!("CAST(SUM({place}) AS BIGINT)"),
        _ => "COUNT(*)".to_owned(),
    };
    let mut sql = statement(reader, &format!("SELECT {number}, COUNT(*)"));
    sql.push(&select.from());
    write_where(&mut sql, &wheres);
    let found = reader.rows(sql, &[ColumnKind::Int, ColumnKind::Int]).await?.into_iter().next().unwrap_or_default();
    let mut numbers = found.iter().map(Value::int);
    let value = numbers.next().flatten().map_or(FoldValue::Missing("没有符合条件的记录".to_owned()), FoldValue::Number);
    let rows = numbers.next().flatten().unwrap_or(0);
    Ok((single.unwrap_or(value), rows))
}

async fn the(reader: Reader<'_>, listing: &'static Listing, filter: &Filter, names: &[&str]) -> Result<FoldValue> {
    let columns: Vec<&'static Column> = names.iter().filter_map(|name| listing.column(name)).collect();
    if let Some(column) = columns.iter().find(|column| cell::is_masked(cell::origin(listing, column))) {
        return Err(Error::invalid("fold", format!("{}属于个人信息，不能单独取出", column.label)));
    }
    let wanted = Wanted { filter: filter.clone(), limit: 2, ..Wanted::default() };
    let records = page(reader, listing, &columns, &wanted).await?.records;
    let missing = |sentence: &str| Ok(FoldValue::Missing(sentence.to_owned()));
    let (Some(record), None) = (records.first(), records.get(1)) else {
        return missing(if records.is_empty() {
            "没有符合条件的记录"
        } else {
            "符合条件的记录不止一条，不能确定取哪一条"
        });
    };
    Ok(match record.cells.as_slice() {
        [Cell { name: Some(name), .. }] => FoldValue::Text(name.clone()),
        [Cell { value: Value::Int(number), .. }] => FoldValue::Number(*number),
        [Cell { value: Value::Text(text), .. }] => FoldValue::Text(text.clone()),
        [Cell { value: Value::Int(low), .. }, Cell { value: Value::Int(high), .. }] => FoldValue::Pair(*low, *high),
        _ => return missing("这条记录没有填写该项"),
    })
}

async fn least_increase(
    reader: Reader<'_>,
    listing: &'static Listing,
    filter: &Filter,
    column: &str,
    over: &'static str,
) -> Result<FoldValue> {
    let columns: Vec<&'static Column> = listing.column(column).into_iter().collect();
    let wanted = Wanted { filter: filter.clone(), sort: Some((over, true)), limit: 3, ..Wanted::default() };
    let records = page(reader, listing, &columns, &wanted).await?.records;
    let values: Vec<i64> = records.iter().filter_map(|record| record.cells.first()?.value.int()).collect();
    Ok(match values.as_slice() {
        [third, second, first] => FoldValue::Number((third - second).min(second - first)),
        _ => FoldValue::Missing("不足三个年度的数据，算不出连续两年的增量".to_owned()),
    })
}

fn count_value(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The columns that stand in the list: those that name a record first, so that each row begins with its name.
pub fn brief(listing: &'static Listing) -> Vec<&'static Column> {
    let stands = |column: &&Column| column.brief && !matches!(column.kind, Kind::LongText);
    let mut columns: Vec<&'static Column> = listing.columns.iter().filter(stands).collect();
    columns.sort_by_key(|column| !listing.name.contains(&column.name));
    columns
}
