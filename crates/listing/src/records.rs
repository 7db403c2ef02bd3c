//! Adding, changing and removing single records, as a form does it.

use storage::{Db, Deed, Error, Problem, Reader, Result, Row, Table, Value, Work};

use crate::{
    Alternative, Column, Filter, Kind, Listing, cell,
    query::{self, Wanted},
};

/// What was typed into a form: the name of each column and its text.
pub type Typed = [(String, String)];

/// Reads a form: a value for each stored column, in order.
///
/// # Errors
/// [`Error::Invalid`] with a problem for each field that is wrong and each check that does not hold; the place of a
/// problem is the name of its column.
pub async fn parse(
    reader: Reader<'_>,
    listing: &'static Listing,
    typed: &Typed,
    before: Option<&Row>,
) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    let mut problems = Vec::new();
    for (position, column) in listing.stored().enumerate() {
        let text = typed.iter().find(|(name, _)| name == column.name).map_or("", |(_, text)| text.trim());
        let old = before.and_then(|row| row.values.get(position));
        let parsed = match column.kind {
            Kind::Link(target) => linked(reader, column, target, text).await,
            // A masked value that comes back unchanged stays what it was.
            _ if column.personal && text.contains('*') => Ok(old.cloned().unwrap_or_default()),
            _ => cell::parse(column, text),
        };
        match parsed {
            Ok(value) => values.push(value),
            Err(sentence) => {
                problems.push(Problem { place: column.name.to_owned(), sentence });
                values.push(Value::Null);
            }
        }
    }
    if problems.is_empty() {
        for check in listing.checks {
            if let Some(sentence) = check.broken(listing, &values) {
                problems.push(Problem { place: check.place().to_owned(), sentence });
            }
        }
    }
    if problems.is_empty() {
        problems.extend(overlap(reader, listing, &values).await?);
    }
    if problems.is_empty() { Ok(values) } else { Err(Error::Invalid(problems)) }
}

/// What is wrong where the record that these values replace has not ended when they begin.
async fn overlap(reader: Reader<'_>, listing: &'static Listing, values: &[Value]) -> Result<Option<Problem>> {
    let Some(succession) = listing.succession else { return Ok(None) };
    let at = |name: &str| listing.position(name).and_then(|position| values.get(position));
    let (Some(Value::Int(replaced)), Some(from)) = (at(succession.link), at(succession.from)) else { return Ok(None) };
    let before = row(reader, listing, *replaced).await?;
    let ended = listing.position(succession.to).and_then(|position| before.values.get(position));
    if ended.and_then(Value::text).is_some_and(|ended| from.text().is_some_and(|from| ended <= from)) {
        return Ok(None);
    }
    let label = |name: &str| listing.column(name).map_or("", |column| column.label);
    let (link, to, begins) = (label(succession.link), label(succession.to), label(succession.from));
    let told = ended.and_then(Value::text).map_or_else(|| "没有填写".to_owned(), |day| format!("是 {day}"));
    let sentence = format!("{link}的{to}{told}，与本条的{begins}重叠。请先把它的{to}改为不晚于本条的{begins}");
    Ok(Some(Problem { place: succession.link.to_owned(), sentence }))
}

/// The record that a link field names: `#12 …`, the target's key, or its name.
async fn linked(reader: Reader<'_>, column: &Column, target: &'static Listing, text: &str) -> Result<Value, String> {
    if text.is_empty() {
        return if column.required { Err(format!("请填写{}", column.label)) } else { Ok(Value::Null) };
    }
    if let Some(id) = text.strip_prefix('#').and_then(|rest| rest.split_whitespace().next()?.parse::<i64>().ok()) {
        let found = query::record(reader, target, id).await;
        return found.map(|record| Value::Int(record.id)).map_err(|_| format!("{}中没有 #{id}", target.title));
    }
    let one_key = if let [key] = target.key { Some(*key) } else { None };
    for name in one_key.into_iter().chain(target.name.iter().copied()) {
        let Some(found) = target.column(name).filter(|column| column.stored_kind() == storage::ColumnKind::Text) else {
            continue;
        };
        let wanted = Wanted {
            filter: Filter::default().with(found, vec![Alternative::Is(text.into())]),
            limit: 2,
            ..Wanted::default()
        };
        let page = query::page(reader, target, &[], &wanted).await.map_err(|error| error.to_string())?;
        match page.records.as_slice() {
            [] => {}
            [record] => return Ok(Value::Int(record.id)),
            _ => return Err(format!("{}中有不止一条“{text}”，请改填编号（#加数字）", target.title)),
        }
    }
    Err(format!("{}中没有“{text}”，请先新增，或改填它的编号（#加数字）", target.title))
}

/// A stored row with all its values.
///
/// # Errors
/// [`Error::NotFound`] if there is none.
pub async fn row(reader: Reader<'_>, listing: &'static Listing, id: i64) -> Result<Row> {
    let record = query::record(reader, listing, id).await?;
    let values = listing
        .columns
        .iter()
        .zip(record.cells)
        .filter(|(column, _)| !matches!(column.kind, Kind::Borrowed { .. }))
        .map(|(_, cell)| cell.value)
        .collect();
    Ok(Row { id, values })
}

/// Refuses a key that another record has.
async fn refuse_twin(reader: Reader<'_>, listing: &'static Listing, values: &[Value], id: Option<i64>) -> Result<()> {
    let mut filter = Filter::default();
    for name in listing.key {
        let value = listing.position(name).and_then(|position| values.get(position)).cloned().unwrap_or_default();
        if let (Some(column), false) = (listing.column(name), value.is_null()) {
            filter = filter.with(column, vec![Alternative::Is(value)]);
        }
    }
    if filter.parts.len() < listing.key.len() || listing.key.is_empty() {
        return Ok(());
    }
    let twins = query::page(reader, listing, &[], &Wanted { filter, limit: 1, ..Wanted::default() }).await?.records;
    match twins.first().filter(|twin| Some(twin.id) != id) {
        None => Ok(()),
        Some(twin) => {
            let labels: Vec<&str> =
                listing.key.iter().filter_map(|name| listing.column(name)).map(|column| column.label).collect();
            let place = listing.key.first().copied().unwrap_or_default();
            Err(Error::invalid(
                place,
                format!("已有{}相同的记录（#{} {}），请改那一条", labels.join("、"), twin.id, twin.name),
            ))
        }
    }
}

/// Why a record with these values cannot be written now: the case to which it belongs has left the stages in which that is
/// done.
pub(crate) async fn settled(reader: Reader<'_>, listing: &'static Listing, values: &[Value]) -> Result<Option<String>> {
    let Some((link, stages)) = listing.open_in else { return Ok(None) };
    let Some(Kind::Link(target)) = listing.column(link).map(|column| column.kind) else { return Ok(None) };
    let Some(Value::Int(id)) = listing.position(link).and_then(|position| values.get(position)) else {
        return Ok(None);
    };
    let case = query::record(reader, target, *id).await?;
    let place = target.columns.iter().position(|column| column.name == "stage");
    let stage = place.and_then(|place| case.cells.get(place)?.value.text()).unwrap_or_default();
    let sentence = || {
        let (name, title) = (&case.name, listing.title);
        format!("“{name}”现在是“{stage}”，{title}不能再新增、修改或删除。确需调整的，请先办理退回或撤回")
    };
    Ok((!stages.contains(&stage)).then(sentence))
}

/// Refuses to write a record with these values while [`settled`] says why not.
pub(crate) async fn refuse_settled(reader: Reader<'_>, listing: &'static Listing, values: &[Value]) -> Result<()> {
    settled(reader, listing, values).await?.map_or(Ok(()), |sentence| Err(Error::Refused(sentence)))
}

struct Save<'a> {
    listing: &'static Listing,
    table: &'a Table,
    values: &'a [Value],
    before: Option<&'a Row>,
    /// Whether somebody at a form does it, who may not where [`settled`] says why.
    is_form: bool,
}

impl Deed for Save<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        if self.is_form {
            for values in self.before.map(|row| row.values.as_slice()).into_iter().chain([self.values]) {
                refuse_settled(work.reader(), self.listing, values).await?;
            }
        }
        refuse_twin(work.reader(), self.listing, self.values, self.before.map(|row| row.id)).await?;
        match self.before {
            None => {
                let ids = work.insert(self.table, vec![self.values.to_vec()]).await?;
                ids.first().copied().ok_or_else(|| Error::Fault("an insert returned no id".to_owned()))
            }
            Some(before) => {
                let now = row(work.reader(), self.listing, before.id).await?;
                if now != *before {
                    return Err(Error::Refused("这条记录刚被别人改过。请重新打开，看过新内容后再改".to_owned()));
                }
                let changes: Vec<(usize, Value)> = self.values.iter().cloned().enumerate().collect();
                work.update(self.table, before, &changes).await?;
                Ok(before.id)
            }
        }
    }
}

struct Remove<'a> {
    listing: &'static Listing,
    table: &'a Table,
    id: i64,
}

impl Deed for Remove<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        if self.listing.open_in.is_some() {
            let now = row(work.reader(), self.listing, self.id).await?;
            refuse_settled(work.reader(), self.listing, &now.values).await?;
        }
        work.delete(self.table, self.id).await
    }
}

/// Adds a record and returns its id.
///
/// # Errors
/// [`Error::Invalid`] as [`parse`], or if the key is taken.
pub async fn add(db: &Db, actor: &str, listing: &'static Listing, typed: &Typed) -> Result<i64> {
    let values = parse(db.reader(), listing, typed, None).await?;
    let table = db.table(listing.table)?;
    db.write(actor, &Save { listing, table, values: &values, before: None, is_form: false }).await
}

/// Adds a record as part of a transaction and returns its id.
///
/// # Errors
/// As [`add`].
pub async fn insert(work: &mut Work, db: &Db, listing: &'static Listing, typed: &Typed) -> Result<i64> {
    let values = parse(work.reader(), listing, typed, None).await?;
    Save { listing, table: db.table(listing.table)?, values: &values, before: None, is_form: false }.done(work).await
}

/// Changes a record that was last seen as `before`.
///
/// # Errors
/// [`Error::Invalid`] as [`parse`]; [`Error::Refused`] if somebody changed it meanwhile.
pub async fn change(db: &Db, actor: &str, listing: &'static Listing, before: &Row, typed: &Typed) -> Result<i64> {
    let values = parse(db.reader(), listing, typed, Some(before)).await?;
    let table = db.table(listing.table)?;
    db.write(actor, &Save { listing, table, values: &values, before: Some(before), is_form: false }).await
}

/// Adds a record, or changes one that was last seen as `before`, for somebody at its form.
///
/// # Errors
/// As [`add`] and [`change`]; [`Error::Refused`] once the case to which it belongs has left the stages in which that is done.
pub(crate) async fn enter(
    db: &Db,
    actor: &str,
    listing: &'static Listing,
    before: Option<&Row>,
    typed: &Typed,
) -> Result<i64> {
    let values = parse(db.reader(), listing, typed, before).await?;
    let table = db.table(listing.table)?;
    db.write(actor, &Save { listing, table, values: &values, before, is_form: true }).await
}

/// Removes a record.
///
/// # Errors
/// [`Error::Refused`] while others refer to it, or once the case to which it belongs has left its stages.
pub async fn remove(db: &Db, actor: &str, listing: &'static Listing, id: i64) -> Result<()> {
    let table = db.table(listing.table)?;
    db.write(actor, &Remove { listing, table, id }).await
}
