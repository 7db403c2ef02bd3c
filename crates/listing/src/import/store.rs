//! Some rows of a sheet, stored by key: what is new is added, what differs is changed, the rest is left.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher, RandomState},
};

use storage::{ColumnKind, Reader, Result, Row, Sql, Table, Value, Work};

use super::{
    links::{BETWEEN, Links, Named, push_any_of},
    naming::link_texts,
    report::{CHANGES_TOLD, ChangeShown, ImportReport, Problem},
    rows::{Field, ReadRow, is_private, problem},
    survey::Matched,
};
use crate::{Column, Kind, Listing, cell, records};

/// What this file has held so far: only a fingerprint of each key, so that a large file fits.
#[derive(Default)]
pub(super) struct Seen {
    fingerprints: RandomState,
    /// By table: the sheet and the row of each key.
    keys: HashMap<&'static str, HashMap<u64, (u32, u32)>>,
    /// The keys and names of rows that are wrong.
    wrong: HashSet<u64>,
}

/// Where some rows are stored, and what is known so far.
pub(super) struct Store<'s> {
    pub(super) sheet: &'s Matched,
    /// The sheet's place among the matched ones.
    pub(super) place: usize,
    pub(super) table: &'s Table,
    /// Whether the table had no row before this import.
    pub(super) was_empty: bool,
    /// Whether rows that find no row of their own listing are wrong now, and wait no longer.
    pub(super) is_final: bool,
    /// Whether rows of a case that has left its stages are refused, as a form would refuse them.
    pub(super) is_form: bool,
    pub(super) links: &'s mut Links,
    pub(super) seen: &'s mut Seen,
    pub(super) report: &'s mut ImportReport,
}

impl Store<'_> {
    /// Stores rows. Those that must wait for another row of their listing are given back.
    pub(super) async fn rows(&mut self, work: &mut Work, mut rows: Vec<ReadRow>) -> Result<Vec<ReadRow>> {
        let waits = self.find_links(work.reader(), &mut rows).await?;
        let mut waiting = Vec::new();
        let mut keyed: Vec<(Vec<Value>, ReadRow)> = Vec::with_capacity(rows.len());
        for (mut row, waits) in rows.into_iter().zip(waits) {
            if waits && row.is_sound() {
                waiting.push(row);
                continue;
            }
            match self.key(&mut row) {
                Some(key) if row.is_sound() && !self.sheet.is_incomplete => keyed.push((key, row)),
                _ => self.give_up(row),
            }
        }
        let mut existing = if self.was_empty { HashMap::new() } else { self.existing(work.reader(), &keyed).await? };
        let mut added = Vec::new();
        for (key, row) in keyed {
            match existing.remove(&key) {
                Some(before) => self.change(work, before, row).await?,
                None => added.extend(self.values_to_add(work.reader(), row).await?),
            }
        }
        if let Some(report) = self.report.sheets.get_mut(self.place) {
            report.added += added.len() as u64;
        }
        if !added.is_empty() {
            work.insert(self.table, added).await?;
        }
        Ok(waiting)
    }

    fn listing(&self) -> &'static Listing {
        self.sheet.listing
    }

    /// Puts the ids of linked records into the rows and says for each row whether it waits for one of its own listing.
    async fn find_links(&mut self, reader: Reader<'_>, rows: &mut [ReadRow]) -> Result<Vec<bool>> {
        let mut waits = vec![false; rows.len()];
        let sheet = self.sheet;
        for mapped in &sheet.columns {
            let Kind::Link(target) = mapped.column.kind else { continue };
            let is_own = target.table == self.listing().table;
            let texts: HashSet<String> = rows
                .iter()
                .filter_map(|row| match row.fields.get(mapped.position) {
                    Some(Field::Link(text)) => Some(text.clone()),
                    _ => None,
                })
                .collect();
            if texts.is_empty() {
                continue;
            }
            let found = self.links.find(reader, target, texts, is_own).await?;
            for (row, waits) in rows.iter_mut().zip(&mut waits) {
                let Some(field) = row.fields.get_mut(mapped.position) else { continue };
                let Field::Link(text) = &*field else { continue };
                let sentence = match found.get(text).copied().unwrap_or(Named::Nobody) {
                    Named::One(id) => {
                        *field = Field::Linked(id, text.clone());
                        continue;
                    }
                    Named::Many => format!("有多条“{}”同名，请改填{}", target.title, key_labels(target)),
                    Named::Nobody if self.seen.is_wrong(target.table, text) => {
                        row.is_blocked = true;
                        continue;
                    }
                    Named::Nobody if is_own && !self.is_final => {
                        *waits = true;
                        continue;
                    }
                    Named::Nobody => {
                        format!("在“{}”中找不到，请先录入，或填写其{}", target.title, key_labels(target))
                    }
                };
                let typed = text.clone();
                *field = Field::Wrong(typed.clone());
                row.problems.push(problem(sheet, row.number, mapped, &typed, sentence));
            }
        }
        Ok(waits)
    }

    /// The key of a row, where it has one that no row of this file had before.
    fn key(&mut self, row: &mut ReadRow) -> Option<Vec<Value>> {
        let listing = self.listing();
        let mut key = Vec::with_capacity(listing.key.len());
        for name in listing.key {
            let position = listing.position(name)?;
            match row.fields.get(position)? {
                Field::Value(value) if !value.is_null() => key.push(value.clone()),
                Field::Linked(id, _) => key.push(Value::Int(*id)),
                Field::Value(_) | Field::Kept | Field::Starred => {
                    let sentence = "用来区分记录，应完整填写".to_owned();
                    self.wrong_at(row, name, String::new(), sentence);
                    return None;
                }
                Field::Absent | Field::Link(_) | Field::Wrong(_) => return None,
            }
        }
        if let Some((sheet, number)) = self.seen.before(listing.table, &key, self.place, row.number) {
            let first = self.report.sheets.get(sheet as usize).map_or("", |report| report.sheet.as_str());
            let first = if sheet as usize == self.place { String::new() } else { format!("工作表“{first}”的") };
            let sentence = format!("与{first}第 {number} 行是同一条记录（{}相同）", key_labels(listing));
            let told = listing.key.first().copied().unwrap_or_default();
            let value = row.text_of(listing, listing.key, BETWEEN);
            self.wrong_at(row, told, value, sentence);
            return None;
        }
        Some(key)
    }

    /// Adds a problem at a column by name to a row.
    fn wrong_at(&self, row: &mut ReadRow, name: &str, value: String, sentence: String) {
        let listing = self.listing();
        let mapped = self.sheet.columns.iter().find(|mapped| mapped.column.name == name);
        let problem = match (mapped, listing.column(name)) {
            (Some(mapped), _) => problem(self.sheet, row.number, mapped, &value, sentence),
            (None, column) => Problem {
                sheet: self.sheet.name.title.clone(),
                row: Some(row.number),
                column: column.map_or_else(String::new, Column::heading),
                sentence,
                ..Problem::default()
            },
        };
        row.problems.push(problem);
    }

    /// Reports what is wrong with a row and remembers how others would refer to it.
    fn give_up(&mut self, row: ReadRow) {
        let listing = self.listing();
        self.seen.remember_wrong(listing.table, &row.text_of(listing, listing.key, BETWEEN));
        self.seen.remember_wrong(listing.table, &row.text_of(listing, listing.name, " "));
        if row.problems.is_empty() && row.is_blocked {
            self.report.blocked += 1;
        }
        for problem in row.problems {
            self.report.wrong(problem);
        }
    }

    async fn existing(&self, reader: Reader<'_>, keyed: &[(Vec<Value>, ReadRow)]) -> Result<HashMap<Vec<Value>, Row>> {
        let listing = self.listing();
        let mut found = HashMap::with_capacity(keyed.len());
        if keyed.is_empty() {
            return Ok(found);
        }
        let key: Vec<(usize, &'static Column)> =
            listing.key.iter().filter_map(|name| listing.position(name).zip(listing.column(name))).collect();
        let named: Vec<(&'static str, ColumnKind)> =
            key.iter().map(|(_, column)| (column.name, cell::kind_in(listing, column))).collect();
        let tuples: Vec<&[Value]> = keyed.iter().map(|(key, _)| key.as_slice()).collect();
        let mut sql = Sql::new(reader);
        sql.push(r#"SELECT "id""#);
        for column in &self.table.columns {
            sql.push(", ").name(column.name);
        }
        sql.push(" FROM ").name(self.table.name).push(" WHERE ");
        push_any_of(&mut sql, &named, &tuples);
        let kinds: Vec<ColumnKind> = std::iter::once(ColumnKind::Int).chain(self.table.kinds()).collect();
        for mut values in reader.rows(sql, &kinds).await? {
            let rest = values.split_off(1);
            let Some(id) = values.first().and_then(Value::int) else { continue };
            let key = key.iter().filter_map(|(position, _)| rest.get(*position).cloned()).collect();
            found.insert(key, Row { id, values: rest });
        }
        Ok(found)
    }

    /// The values of a new record, unless something is wrong with it.
    async fn values_to_add(&mut self, reader: Reader<'_>, mut row: ReadRow) -> Result<Option<Vec<Value>>> {
        let mut values = Vec::with_capacity(row.fields.len());
        for position in 0..row.fields.len() {
            let Some(column) = self.listing().stored().nth(position) else { continue };
            let value = match row.fields.get(position) {
                Some(Field::Value(value)) => value.clone(),
                Some(Field::Linked(id, _)) => Value::Int(*id),
                Some(Field::Starred) => {
                    let sentence = "带 * 的内容是隐去后的，新增记录请填写完整".to_owned();
                    self.wrong_at(&mut row, column.name, String::new(), sentence);
                    Value::Null
                }
                Some(Field::Kept) if column.required => {
                    self.wrong_at(&mut row, column.name, String::new(), format!("{}应填写", column.label));
                    Value::Null
                }
                _ => Value::Null,
            };
            values.push(value);
        }
        self.check(&mut row, &values);
        self.refuse_settled(reader, &mut row, &values).await?;
        if row.is_sound() {
            return Ok(Some(values));
        }
        self.give_up(row);
        Ok(None)
    }

    /// What no form may write any more, no sheet may either.
    async fn refuse_settled(&self, reader: Reader<'_>, row: &mut ReadRow, values: &[Value]) -> Result<()> {
        let settled = match self.is_form {
            true => records::settled(reader, self.listing(), values).await?,
            false => None,
        };
        if let (Some(sentence), Some((link, _))) = (settled, self.listing().open_in) {
            self.wrong_at(row, link, String::new(), sentence);
        }
        Ok(())
    }

    /// Changes a record where the row differs from it.
    async fn change(&mut self, work: &mut Work, before: Row, mut row: ReadRow) -> Result<()> {
        let mut changes = Vec::new();
        let mut after = before.values.clone();
        for (position, (field, value)) in row.fields.iter().zip(&mut after).enumerate() {
            let new = match field {
                Field::Value(new) => new.clone(),
                Field::Linked(id, _) => Value::Int(*id),
                Field::Absent | Field::Kept | Field::Starred | Field::Link(_) | Field::Wrong(_) => continue,
            };
            if *value != new {
                *value = new.clone();
                changes.push((position, new));
            }
        }
        self.check(&mut row, &after);
        for values in [&before.values, &after] {
            if !changes.is_empty() && row.is_sound() {
                self.refuse_settled(work.reader(), &mut row, values).await?;
            }
        }
        if !row.is_sound() {
            self.give_up(row);
            return Ok(());
        }
        let Some(report) = self.report.sheets.get_mut(self.place) else { return Ok(()) };
        if changes.is_empty() {
            report.left += 1;
            return Ok(());
        }
        report.changed += 1;
        let room = CHANGES_TOLD.saturating_sub(report.changes.len());
        for (position, _) in changes.iter().take(room) {
            let shown = self.shown(work.reader(), &before, &row, *position).await?;
            if let (Some(shown), Some(report)) = (shown, self.report.sheets.get_mut(self.place)) {
                report.changes.push(shown);
            }
        }
        work.update(self.table, &before, &changes).await?;
        Ok(())
    }

    fn check(&self, row: &mut ReadRow, values: &[Value]) {
        for check in self.listing().checks {
            if let Some(sentence) = check.broken(self.listing(), values) {
                let position = self.listing().position(check.place());
                let column = self.listing().column(check.place());
                let value = column.zip(position.and_then(|position| values.get(position)));
                let value = value.map_or_else(String::new, |(column, value)| cell::plain(column, value));
                self.wrong_at(row, check.place(), value, sentence);
            }
        }
    }

    async fn shown(
        &self,
        reader: Reader<'_>,
        before: &Row,
        row: &ReadRow,
        position: usize,
    ) -> Result<Option<ChangeShown>> {
        let listing = self.listing();
        let (Some(column), Some(old), Some(new)) =
            (listing.stored().nth(position), before.values.get(position), row.fields.get(position))
        else {
            return Ok(None);
        };
        let was = match (column.kind, old) {
            (Kind::Link(target), Value::Int(id)) => {
                link_texts(reader, target, &[*id]).await?.remove(id).unwrap_or_default()
            }
            _ => cell::plain(column, old),
        };
        let hidden = |text: String| if text.is_empty() || !is_private(column) { text } else { "***".to_owned() };
        let is_key_private = listing.key.iter().filter_map(|name| listing.column(name)).any(is_private);
        let key = if is_key_private { "***".to_owned() } else { row.text_of(listing, listing.key, BETWEEN) };
        let (before, after) = (hidden(was), hidden(new.text(column)));
        Ok(Some(ChangeShown { row: row.number, key, column: column.label, before, after }))
    }
}

fn key_labels(listing: &Listing) -> String {
    let labels: Vec<&str> =
        listing.key.iter().filter_map(|name| listing.column(name)).map(|column| column.label).collect();
    labels.join(BETWEEN)
}

impl Seen {
    /// Where this file had the key before; if nowhere, remembers that it is here.
    fn before(&mut self, table: &'static str, key: &[Value], sheet: usize, row: u32) -> Option<(u32, u32)> {
        let here = (u32::try_from(sheet).unwrap_or(u32::MAX), row);
        let fingerprint = self.fingerprints.hash_one(key);
        match self.keys.entry(table).or_default().insert(fingerprint, here) {
            Some(first) => {
                self.keys.entry(table).or_default().insert(fingerprint, first);
                Some(first)
            }
            None => None,
        }
    }

    fn remember_wrong(&mut self, table: &'static str, text: &str) {
        if !text.is_empty() {
            self.wrong.insert(self.fingerprints.hash_one((table, text)));
        }
    }

    fn is_wrong(&self, table: &'static str, text: &str) -> bool {
        !self.wrong.is_empty() && self.wrong.contains(&self.fingerprints.hash_one((table, text)))
    }
}
