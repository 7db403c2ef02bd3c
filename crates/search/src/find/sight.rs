//! What the reader sees of a segment, asked before anything is counted or compared.

use std::collections::HashSet;

use tantivy::{SegmentReader, columnar::Column};

use crate::{
    index::{ID, TABLE},
    wanted::{Seen, Wanted},
};

/// What the reader sees of a segment.
pub(super) struct Sight<'a> {
    pub(super) tables: Vec<Table<'a>>,
    table: Column<u64>,
    id: Column<i64>,
    wanted: &'a Wanted,
}

/// A table as the reader sees it.
pub(super) struct Table<'a> {
    pub(super) name: String,
    seen: Option<&'a Seen>,
    is_asked: bool,
}

impl<'a> Sight<'a> {
    pub(super) fn of(segment: &SegmentReader, wanted: &'a Wanted) -> tantivy::Result<Sight<'a>> {
        let columns = segment.fast_fields();
        let id = columns.i64(ID)?;
        let Some(names) = columns.str(TABLE)? else {
            return Ok(Sight { tables: Vec::new(), table: Column::build_empty_column(0), id, wanted });
        };
        let mut tables = Vec::new();
        for ordinal in (0_u64..).take(names.num_terms()) {
            let mut name = String::new();
            names.ord_to_str(ordinal, &mut name)?;
            let is_asked = wanted.tables.as_ref().is_none_or(|tables| tables.contains(&name.as_str()));
            tables.push(Table { seen: wanted.reach.of(&name), is_asked, name });
        }
        Ok(Sight { tables, table: names.ords().clone(), id, wanted })
    }

    /// Whether the reader sees an entry: the place of its table, and whether they asked for it.
    pub(super) fn passes(&self, doc: u32) -> Option<(usize, bool)> {
        let place = usize::try_from(self.table.first(doc)?).ok()?;
        let table = self.tables.get(place)?;
        let seen = table.seen?;
        if matches!(seen, Seen::All) && self.wanted.ids.is_none() {
            return Some((place, table.is_asked));
        }
        let id = self.id.first(doc)?;
        let is_meant = |ids: &HashSet<(&'static str, i64)>| ids.contains(&(table.name.as_str(), id));
        (seen.has(id) && self.wanted.ids.as_deref().is_none_or(is_meant)).then_some((place, table.is_asked))
    }
}
