//! Counts of a list: how many rows pass, how many there are, and how many have each value of each facet.

use storage::{Reader, Result};

use crate::{
    Column, Filter, Listing,
    query::{self, FacetCount},
};

/// The counts that a list shows.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows that pass the filter.
    pub rows: i64,
    /// All rows of the listing.
    pub all: i64,
    /// For each facet: its values and how many rows have them.
    pub facets: Vec<(&'static Column, Vec<FacetCount>)>,
}

/// The counts of a house.
#[derive(Debug, Default)]
pub struct Tallies;

impl Tallies {
    /// The counts of a list.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(&self, reader: Reader<'_>, listing: &'static Listing, filter: &Filter, values: usize) -> Result<Tally> {
        let rows = query::count(reader, listing, filter).await?;
        let all = if filter.is_empty() { rows } else { query::count(reader, listing, &Filter::default()).await? };
        let mut facets = Vec::new();
        for column in listing.columns.iter().filter(|column| column.facet) {
            facets.push((column, query::facet(reader, listing, filter, column, values).await?));
        }
        Ok(Tally { rows, all, facets })
    }
}
