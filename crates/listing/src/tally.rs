//! Counts of a list: how many rows pass, how many there are, and how many have each value of each facet.
//!
//! Counting is the dearest part of a list page, and most pages are asked for again and again between two changes. So
//! counts are kept until the history tells of a change in one of the tables that they were counted from. Somebody who
//! signs in, or writes a draft, changes none of those.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use storage::{Reader, Result};

use crate::{
    Address, Column, Filter, Kind, Listing, cell,
    query::{self, FacetCount},
};

/// How many lists are kept. A list with its facets takes a few kilobytes.
const KEPT_LISTS: usize = 1_000;

/// The counts that a list shows.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows that pass the filter.
    pub rows: i64,
    /// All rows of the listing that the reader may see.
    pub all: i64,
    /// For each facet: its values and how many rows have them.
    pub facets: Vec<(&'static Column, Vec<FacetCount>)>,
}

/// The counts of a house, each kept while nothing changes that it was counted from.
#[derive(Debug, Default)]
pub struct Tallies {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The last line of history that was looked at; nothing before the first look.
    seen: Option<i64>,
    /// The last line of each table, of those that changed since the first look.
    changed: HashMap<String, i64>,
    /// With each count the last line of history when it was counted.
    by_address: HashMap<String, (i64, Arc<Tally>)>,
}

impl Tallies {
    /// The counts of a list, each facet with at most `values` values.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(
        &self,
        reader: Reader<'_>,
        listing: &'static Listing,
        filter: &Filter,
        values: usize,
    ) -> Result<Arc<Tally>> {
        let version = self.look(reader).await?;
        let query = Address { filter: filter.clone(), ..Address::default() }.query();
        let address = format!("{}?{query}", listing.path);
        let mut tables = Vec::new();
        read_by(listing, &mut tables);
        if let Some(tally) = self.kept(&tables, &address) {
            return Ok(tally);
        }
        let tally = Arc::new(count(reader, listing, filter, values).await?);
        self.keep(version, address, &tally);
        Ok(tally)
    }

    /// Notes which tables have changed since the last look, and returns the last line of history.
    async fn look(&self, reader: Reader<'_>) -> Result<i64> {
        let seen = self.locked().seen;
        let Some(seen) = seen else {
            let version = storage::version(reader).await?;
            self.locked().note(version, Vec::new());
            return Ok(version);
        };
        let changed = storage::changed_since(reader, seen).await?;
        let version = changed.iter().map(|(_, line)| *line).max().unwrap_or(seen);
        self.locked().note(version, changed);
        Ok(version)
    }

    /// What was counted after the last change of every table that it was counted from.
    fn kept(&self, tables: &[&str], address: &str) -> Option<Arc<Tally>> {
        let kept = self.locked();
        let changed = tables.iter().filter_map(|table| kept.changed.get(*table)).max();
        let (version, tally) = kept.by_address.get(address)?;
        changed.is_none_or(|changed| version >= changed).then(|| tally.clone())
    }

    fn keep(&self, version: i64, address: String, tally: &Arc<Tally>) {
        let mut kept = self.locked();
        // Somebody may have counted a later version meanwhile: then this one is of no use.
        if kept.by_address.get(&address).is_some_and(|(later, _)| *later > version) {
            return;
        }
        if kept.by_address.len() >= KEPT_LISTS {
            kept.by_address.clear();
        }
        kept.by_address.insert(address, (version, tally.clone()));
    }

    fn locked(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Others may have looked further meanwhile: nothing goes back.
    fn note(&mut self, version: i64, changed: Vec<(String, i64)>) {
        self.seen = self.seen.max(Some(version));
        for (table, line) in changed {
            let last = self.changed.entry(table).or_default();
            *last = line.max(*last);
        }
    }
}

/// The tables from which a list is read: its own, and those to which it links, whose names it shows and filters by.
fn read_by(listing: &'static Listing, tables: &mut Vec<&'static str>) {
    if tables.contains(&listing.table) {
        return;
    }
    tables.push(listing.table);
    for column in listing.columns {
        if let Kind::Link(target) = column.kind {
            read_by(target, tables);
        }
    }
}

async fn count(reader: Reader<'_>, listing: &'static Listing, filter: &Filter, values: usize) -> Result<Tally> {
    let rows = query::count(reader, listing, filter).await?;
    let standing = filter.standing();
    let is_asked = filter.search.is_some() || standing.parts.len() < filter.parts.len();
    let all = if is_asked { query::count(reader, listing, &standing).await? } else { rows };
    let mut facets = Vec::new();
    let is_counted = |column: &&'static Column| column.facet && !cell::is_sealed(cell::origin(listing, column));
    for column in listing.columns.iter().filter(is_counted) {
        facets.push((column, query::facet(reader, listing, filter, column, values).await?));
    }
    Ok(Tally { rows, all, facets })
}
