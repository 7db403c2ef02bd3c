//! How columns, names of linked records and filters become SQL.

use std::fmt::Write;

use storage::{ColumnKind, Error, Reader, Result, Sql, Value};

use crate::{Alternative, Column, Filter, Kind, Listing, address::Part, cell};

/// The alias of a listing's own table.
const SELF: &str = "t";

/// The tables that a statement joins and the places of columns in them.
#[derive(Debug)]
pub(crate) struct Select {
    listing: &'static Listing,
    /// Alias, table, and the condition that joins it.
    joins: Vec<(String, &'static str, String)>,
}

/// A column as SQL sees it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The expression of its value.
    pub(crate) expression: String,
    /// The column where the value is really kept.
    pub(crate) origin: &'static Column,
    /// How it is bound and read there.
    pub(crate) kind: ColumnKind,
    /// Whether it may be null: it is not required, or it is borrowed over a link that may be empty.
    pub(crate) nullable: bool,
}

impl Select {
    pub(crate) fn new(listing: &'static Listing) -> Select {
        Select { listing, joins: Vec::new() }
    }

    /// Where the values of a column of the listing are.
    pub(crate) fn place(&mut self, column: &'static Column) -> Place {
        self.place_in(self.listing, SELF, column, !column.required)
    }

    fn place_in(&mut self, listing: &'static Listing, alias: &str, column: &'static Column, nullable: bool) -> Place {
        let Kind::Borrowed { link, column: there } = column.kind else {
            let expression = format!("{alias}.\"{}\"", column.name);
            return Place { expression, origin: column, kind: cell::kind_in(listing, column), nullable };
        };
        let target = listing.column(link).and_then(|link| match link.kind {
            Kind::Link(target) => Some(target),
            _ => None,
        });
        match target.and_then(|target| target.column(there).map(|column| (target, column))) {
            Some((target, column)) => {
                let joined = self.join(alias, link, target);
                self.place_in(target, &joined, column, true)
            }
            // A declaration that borrows what is not there: `Registry` refuses it when the house is opened.
            None => Place { expression: "NULL".to_owned(), origin: column, kind: column.stored_kind(), nullable: true },
        }
    }

    /// The expression that names the record which a link names.
    pub(crate) fn linked_name(&mut self, place: &Place) -> Option<String> {
        let Kind::Link(target) = place.origin.kind else { return None };
        let alias = self.join_on(&place.expression, target);
        Some(self.name_in(target, &alias))
    }

    /// The expression that names a record of the listing itself.
    pub(crate) fn own_name(&mut self) -> String {
        self.name_in(self.listing, SELF)
    }

    fn name_in(&mut self, listing: &'static Listing, alias: &str) -> String {
        let mut parts = Vec::new();
        for column in listing.name.iter().filter_map(|name| listing.column(name)) {
            let place = self.place_in(listing, alias, column, !column.required);
            let part = match place.origin.kind {
                Kind::Link(target) => {
                    let joined = self.join_on(&place.expression, target);
                    self.name_in(target, &joined)
                }
                // The database puts names together and cannot open what is sealed.
                _ if cell::is_sealed(place.origin) => "'***'".to_owned(),
                _ => format!("CAST({} AS TEXT)", place.expression),
            };
            parts.push(format!("COALESCE({part}, '')"));
        }
        if parts.is_empty() { "''".to_owned() } else { parts.join(" || ' ' || ") }
    }

    fn join(&mut self, alias: &str, link: &str, target: &'static Listing) -> String {
        self.join_on(&format!("{alias}.\"{link}\""), target)
    }

    fn join_on(&mut self, expression: &str, target: &'static Listing) -> String {
        let condition = format!("= {expression}");
        if let Some((alias, ..)) = self.joins.iter().find(|(_, table, on)| *table == target.table && *on == condition) {
            return alias.clone();
        }
        let alias = format!("j{}", self.joins.len() + 1);
        self.joins.push((alias.clone(), target.table, condition));
        alias
    }

    /// The tables, from the listing's own on.
    pub(crate) fn from(&self) -> String {
        let mut text = format!(" FROM \"{}\" AS {SELF}", self.listing.table);
        for (alias, table, on) in &self.joins {
            // Writing to a String cannot fail.
            let _ = write!(text, " LEFT JOIN \"{table}\" AS {alias} ON {alias}.\"id\" {on}");
        }
        text
    }
}

/// One thing that rows must satisfy: text with places for values between its pieces.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Bind(Value, ColumnKind),
}

impl Condition {
    fn text(text: impl Into<String>) -> Condition {
        Condition { pieces: vec![Piece::Text(text.into())] }
    }

    fn and_text(mut self, text: &str) -> Condition {
        self.pieces.push(Piece::Text(text.to_owned()));
        self
    }

    fn and_bind(self, value: &Value) -> Condition {
        let kind = if value.int().is_some() { ColumnKind::Int } else { ColumnKind::Text };
        self.and_bind_as(value, kind)
    }

    fn and_bind_as(mut self, value: &Value, kind: ColumnKind) -> Condition {
        self.pieces.push(Piece::Bind(value.clone(), kind));
        self
    }

    fn any(conditions: Vec<Condition>) -> Condition {
        let mut all = Condition::text("(");
        for (index, condition) in conditions.into_iter().enumerate() {
            if index > 0 {
                all = all.and_text(" OR ");
            }
            all.pieces.extend(condition.pieces);
        }
        all.and_text(")")
    }

    fn compare(expression: &str, operator: &str, value: &Value) -> Condition {
        Condition::text(format!("{expression} {operator} ")).and_bind(value)
    }

    /// This, or that the expression has a value.
    pub(crate) fn or_filled(self, expression: &str) -> Condition {
        Condition::any(vec![self, Condition::text(format!("{expression} IS NOT NULL"))])
    }

    fn write(&self, sql: &mut Sql) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => sql.push(text),
                Piece::Bind(value, kind) => sql.bind_as(value, *kind),
            };
        }
    }
}

/// Writes `WHERE …` for all conditions, or nothing where there are none.
pub(crate) fn write_where(sql: &mut Sql, conditions: &[Condition]) {
    for (index, condition) in conditions.iter().enumerate() {
        sql.push(if index == 0 { " WHERE " } else { " AND " });
        condition.write(sql);
    }
}

/// What a filter asks of the rows.
///
/// # Errors
/// [`Error::Invalid`] if it asks of something sealed more than whether it is there or equal.
pub(crate) fn conditions(select: &mut Select, filter: &Filter) -> Result<Vec<Condition>> {
    let mut all: Vec<Condition> = filter.parts.iter().map(|part| of_part(select, part)).collect::<Result<_>>()?;
    if let Some(text) = &filter.search {
        let mut any = Vec::new();
        for column in select.listing.columns {
            let place = select.place(column);
            if let Some(name) = select.linked_name(&place) {
                any.push(contains(&name, text));
            } else if column.searched && !cell::is_sealed(place.origin) {
                any.push(contains(&place.expression, text));
            }
        }
        if any.is_empty() {
            any.push(Condition::text("1 = 0"));
        }
        all.push(Condition::any(any));
    }
    Ok(all)
}

fn of_part(select: &mut Select, part: &Part) -> Result<Condition> {
    let place = select.place(part.column);
    let is_open = |one: &Alternative| matches!(one, Alternative::Is(_) | Alternative::Empty | Alternative::Filled);
    if cell::is_sealed(place.origin) && !part.any.iter().all(is_open) {
        let label = part.column.label;
        let sentence = format!("{label}加密保存，只能按完整的{label}筛选，不能按其中一部分或范围查找");
        return Err(Error::invalid(part.column.name, sentence));
    }
    let name = select_name_if_needed(select, &place, part);
    let expression = &place.expression;
    let any = part.any.iter().map(|alternative| match alternative {
        Alternative::Is(value) => Condition::text(format!("{expression} = ")).and_bind_as(value, place.kind),
        Alternative::Between(from, to) => between(expression, from.as_ref(), to.as_ref()),
        Alternative::Empty => Condition::text(format!("{expression} IS NULL")),
        Alternative::Filled => Condition::text(format!("{expression} IS NOT NULL")),
        Alternative::Starts(start) => starts(expression, start),
        Alternative::Contains(text) => contains(name.as_deref().unwrap_or(expression), text),
    });
    Ok(Condition::any(any.collect()))
}

/// The name of the linked record, joined only if the filter looks into it.
fn select_name_if_needed(select: &mut Select, place: &Place, part: &Part) -> Option<String> {
    let looks = part.any.iter().any(|alternative| matches!(alternative, Alternative::Contains(_)));
    if looks { select.linked_name(place) } else { None }
}

fn between(expression: &str, from: Option<&Value>, to: Option<&Value>) -> Condition {
    match (from, to) {
        (Some(from), Some(to)) => {
            Condition::text(format!("{expression} BETWEEN ")).and_bind(from).and_text(" AND ").and_bind(to)
        }
        (Some(from), None) => Condition::compare(expression, ">=", from),
        (None, Some(to)) => Condition::compare(expression, "<=", to),
        (None, None) => Condition::text(format!("{expression} IS NOT NULL")),
    }
}

/// A range instead of a pattern, so that an index can serve it.
fn starts(expression: &str, start: &str) -> Condition {
    let end = format!("{start}\u{10ffff}");
    Condition::text(format!("({expression} >= "))
        .and_bind(&start.into())
        .and_text(&format!(" AND {expression} < "))
        .and_bind(&end.into())
        .and_text(")")
}

fn contains(expression: &str, text: &str) -> Condition {
    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Condition::text(format!("LOWER({expression}) LIKE "))
        .and_bind(&format!("%{escaped}%").into())
        .and_text(" ESCAPE '\\'")
}

/// The condition that a row comes after another in an order, for paging: `from` is the value and the id of the other.
pub(crate) fn beyond(place: Option<&Place>, rising: bool, from: &(Value, i64), id: &str) -> Condition {
    let (value, last) = from;
    let operator = if rising { ">" } else { "<" };
    let by_id = Condition::compare(id, operator, &Value::Int(*last));
    let Some(place) = place else { return by_id };
    let expression = &place.expression;
    if value.is_null() {
        let mut tail = Condition::text(format!("({expression} IS NULL AND "));
        tail.pieces.extend(by_id.pieces);
        return tail.and_text(")");
    }
    // The first comparison is implied by the rest; it is there so that an index can skip to the place.
    let mut condition = Condition::text("(").and_text("(");
    condition.pieces.extend(Condition::compare(expression, &format!("{operator}="), value).pieces);
    condition = condition.and_text(" AND (");
    condition.pieces.extend(Condition::compare(expression, operator, value).pieces);
    condition = condition.and_text(" OR ");
    condition.pieces.extend(by_id.pieces);
    condition = condition.and_text("))");
    if place.nullable {
        condition = condition.and_text(&format!(" OR {expression} IS NULL"));
    }
    condition.and_text(")")
}

/// Starts a statement for a reader.
pub(crate) fn statement(reader: Reader<'_>, text: &str) -> Sql {
    let mut sql = Sql::new(reader);
    sql.push(text);
    sql
}
