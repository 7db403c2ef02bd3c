//! All the listings of a house: found by table or address, in the order in which links allow them to be filled.

use crate::{Kind, Listing};

/// The listings of a house.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    ordered: Vec<&'static Listing>,
}

impl Registry {
    /// Takes the listings of all modules. A listing comes after every listing that it links to.
    pub fn new(listings: impl IntoIterator<Item = &'static Listing>) -> Registry {
        let mut waiting: Vec<&'static Listing> = listings.into_iter().collect();
        let mut ordered: Vec<&'static Listing> = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().copied().partition(|listing| {
                links(listing).all(|target| {
                    !waiting.iter().any(|other| other.table == target.table && target.table != listing.table)
                })
            });
            if ready.is_empty() {
                // A circle of links: no order satisfies it, and the database will say which link fails.
                ordered.extend(rest);
                break;
            }
            ordered.extend(ready);
            waiting = rest;
        }
        Registry { ordered }
    }

    /// All listings, each after those that it links to.
    pub fn all(&self) -> &[&'static Listing] {
        &self.ordered
    }

    /// The listing of a table.
    pub fn of_table(&self, table: &str) -> Option<&'static Listing> {
        self.ordered.iter().copied().find(|listing| listing.table == table)
    }

    /// The listing at an address.
    pub fn at(&self, path: &str) -> Option<&'static Listing> {
        self.ordered.iter().copied().find(|listing| listing.path == path)
    }

    /// Where a listing is linked from: each listing and the name of its link.
    pub fn linking_to(&self, target: &Listing) -> Vec<(&'static Listing, &'static str)> {
        let mut found = Vec::new();
        for listing in &self.ordered {
            for column in listing.columns {
                if matches!(column.kind, Kind::Link(linked) if linked.table == target.table) {
                    found.push((*listing, column.name));
                }
            }
        }
        found
    }

    /// The tables that store them.
    pub fn tables(&self) -> Vec<storage::Table> {
        self.ordered.iter().map(|listing| listing.to_table()).collect()
    }
}

fn links(listing: &'static Listing) -> impl Iterator<Item = &'static Listing> {
    listing.columns.iter().filter_map(|column| match column.kind {
        Kind::Link(target) => Some(target),
        _ => None,
    })
}
