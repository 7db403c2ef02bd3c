//! What somebody may see, as `listing::sight` says, in the form in which the index can ask it of every entry.

use std::collections::{HashMap, HashSet};

use listing::{
    Alternative, Filter, Kind, Listing, Registry, cell,
    query::{self, Wanted},
    sight,
};
use storage::{Reader, Result, Value};
use vocabulary::Role;
use web::Who;

use crate::{entry::is_found, wanted::{Reach, Seen}};

/// How many ids are read at a time.
const AT_ONCE: usize = 5_000;

impl Reach {
    /// What somebody may see at this moment.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of_visitor(reader: Reader<'_>, registry: &Registry, who: &Who) -> Result<Reach> {
        let mut tables = HashMap::new();
        for listing in registry.all().iter().copied().filter(|listing| is_found(listing)) {
            let Some(filter) = sight(listing, who) else { continue };
            let seen = match (filter.is_empty(), hidden(listing, &filter)) {
                (true, _) => Seen::All,
                (false, Some(hidden)) => Seen::Except(ids(reader, listing, hidden).await?),
                (false, None) => Seen::Only(ids(reader, listing, filter).await?),
            };
            tables.insert(listing.table, seen);
        }
        Ok(Reach { tables: Some(tables), inner: who.is_of_bureau() || who.role == Some(Role::House) })
    }
}

/// The filter of what a sight hides, where it asks for stages only: those are few, and what is seen is very much.
fn hidden(listing: &'static Listing, sight: &Filter) -> Option<Filter> {
    let [part] = sight.parts.as_slice() else { return None };
    let Kind::Choice(words) = cell::origin(listing, part.column).kind else { return None };
    let shown: Option<HashSet<&str>> = part
        .any
        .iter()
        .map(|one| match one {
            Alternative::Is(Value::Text(word)) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let shown = shown?;
    let mut hidden = vec![Alternative::Empty];
    hidden.extend(words.iter().filter(|word| !shown.contains(**word)).map(|word| Alternative::Is((*word).into())));
    Some(Filter::default().with(part.column, hidden))
}

async fn ids(reader: Reader<'_>, listing: &'static Listing, filter: Filter) -> Result<HashSet<i64>> {
    let mut wanted = Wanted { filter, limit: AT_ONCE, ..Wanted::default() };
    let mut ids = HashSet::new();
    loop {
        let page = query::page(reader, listing, &[], &wanted).await?;
        ids.extend(page.records.iter().map(|record| record.id));
        match page.after {
            None => return Ok(ids),
            after => wanted.after = after,
        }
    }
}
