//! Counts of a list: how many rows pass, how many there are, and how many have each value of each facet.
//!
//! Counting is the dearest part of a list page, and most pages are asked for again and again between two changes. So
//! counts are kept until the history grows: its last line is the version of everything counted.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use storage::{Reader, Result};

use crate::{
    Address, Column, Filter, Listing, cell,
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

/// The counts of a house, kept while nothing changes.
#[derive(Debug, Default)]
pub struct Tallies {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// The number of the last line of history when these were counted.
    version: i64,
    by_address: HashMap<String, Arc<Tally>>,
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
        let version = storage::version(reader).await?;
        let query = Address { filter: filter.clone(), ..Address::default() }.query();
        let address = format!("{}?{query}", listing.path);
        if let Some(tally) = self.kept(version, &address) {
            return Ok(tally);
        }
        let tally = Arc::new(count(reader, listing, filter, values).await?);
        self.keep(version, address, &tally);
        Ok(tally)
    }

    fn kept(&self, version: i64, address: &str) -> Option<Arc<Tally>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version == version { kept.by_address.get(address).cloned() } else { None }
    }

    fn keep(&self, version: i64, address: String, tally: &Arc<Tally>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have counted a later version meanwhile: then this one is of no use.
        if kept.version > version {
            return;
        }
        if kept.version < version || kept.by_address.len() >= KEPT_LISTS {
            kept.by_address.clear();
            kept.version = version;
        }
        kept.by_address.insert(address, tally.clone());
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
