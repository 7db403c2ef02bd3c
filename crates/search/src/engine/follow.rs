//! Following the history: the records of each line are read as they are now, so that the index is never ahead of the
//! database, and one that is made anew simply begins at the first line.

use std::collections::{BTreeMap, BTreeSet};

use listing::{
    Alternative, Filter, Listing,
    pages::House,
    query::{self, Wanted},
};
use storage::{Act, Error, Line, Reader, Result, lines_since};
use tantivy::TantivyError;

use super::{Engine, Standing, is_busy};
use crate::{Entry, Index, entry::{entry, is_found}};

/// How many lines of history are taken at a time.
const LINES: i64 = 10_000;

/// How many records are read at a time.
const RECORDS: usize = 500;

/// Changes when an entry is made up differently: an index of another edition is made again.
const EDITION: &str = "1";

/// Lines from which on a writer with all there is of the machine pays.
const MANY: usize = 3_000;

/// What the lines of a batch come to.
#[derive(Debug, Default)]
struct Changes {
    put: Vec<Entry>,
    gone: Vec<(&'static str, i64)>,
}

impl Engine {
    /// Brings the index to the end of the history.
    ///
    /// # Errors
    /// [`Error::Refused`] if the index cannot be written, or another program is writing it; what the database says.
    pub async fn follow(&self, house: &House) -> Result<Standing> {
        self.look();
        let _turn = self.0.turn.lock().await;
        let (index, mut reached) = self.opened(house.reader()).await?;
        let from = reached;
        loop {
            let lines = lines_since(house.reader(), reached, LINES).await?;
            let Some(last) = lines.last() else { break };
            // An index that begins at the first line reads every record as it is by now.
            let changes = gathered(house, &lines, from > 0).await?;
            let (payload, index) = (payload(last), index.clone());
            let many = lines.len() >= MANY;
            let written = tokio::task::spawn_blocking(move || write(&index, &changes, &payload, many)).await;
            self.taken(written.map_err(|error| TantivyError::InternalError(error.to_string())).flatten())?;
            reached = last.seq;
            self.state().reached = reached;
        }
        self.state().trouble = None;
        Ok(Standing { reached, head: reached, trouble: None, no_meaning: self.no_meaning() })
    }

    /// The index and the line that it has reached, made anew where it is not there, damaged, or of another history.
    async fn opened(&self, reader: Reader<'_>) -> Result<(Index, i64)> {
        {
            let state = self.state();
            if let Some(index) = &state.index {
                return Ok((index.clone(), state.reached));
            }
        }
        let folder = self.0.folder.clone();
        let opened = tokio::task::spawn_blocking(move || {
            let index = Index::open(&folder)?;
            let payload = index.payload()?;
            Ok((index, payload))
        });
        let opened = opened.await.map_err(|error| TantivyError::InternalError(error.to_string())).flatten();
        let (index, reached) = match opened {
            Ok((index, payload)) => match followed(reader, payload.as_deref()).await? {
                Some(reached) => (index, reached),
                None => (self.anew()?, 0),
            },
            Err(error) => {
                tracing::warn!(%error, "the index cannot be read and is made again");
                self.state().trouble = Some("检索索引读不出来，正在重建".to_owned());
                (self.anew()?, 0)
            }
        };
        let mut state = self.state();
        state.index = Some(index.clone());
        state.reached = reached;
        Ok((index, reached))
    }

    fn anew(&self) -> Result<Index> {
        self.swept()?;
        Index::open(&self.0.folder).map_err(|error| {
            Error::Refused(format!("检索索引的目录 {} 写不进去：{error}。请检查权限和磁盘空间", self.0.folder.display()))
        })
    }

    fn taken(&self, written: tantivy::Result<()>) -> Result<()> {
        match written {
            Ok(()) => Ok(()),
            Err(error) if is_busy(&error) => {
                // Somebody else will have written what we were about to write; look again next time.
                self.state().index = None;
                Err(Error::Refused("另一个程序正在更新检索索引，请等它做完".to_owned()))
            }
            Err(error) => Err(self.broken(&error.to_string())),
        }
    }
}

fn payload(last: &Line) -> String {
    format!("{EDITION} {} {}", last.seq, last.hash)
}

/// The line that a commit had reached, where that line is in this very history.
async fn followed(reader: Reader<'_>, payload: Option<&str>) -> Result<Option<i64>> {
    let mut words = payload.unwrap_or_default().split(' ');
    let (Some(EDITION), Some(seq), Some(hash)) = (words.next(), words.next(), words.next()) else { return Ok(None) };
    let Ok(seq) = seq.parse::<i64>() else { return Ok(None) };
    let line = lines_since(reader, seq - 1, 1).await?;
    Ok(line.first().filter(|line| line.seq == seq && line.hash == hash).map(|line| line.seq))
}

fn write(index: &Index, changes: &Changes, payload: &str, many: bool) -> tantivy::Result<()> {
    let mut writer = if many { index.bulk_writer()? } else { index.writer()? };
    for (table, id) in &changes.gone {
        writer.remove(table, *id);
    }
    for entry in &changes.put {
        writer.put(entry)?;
    }
    writer.commit(payload)?;
    if many { writer.finish() } else { Ok(()) }
}

/// What the records of some lines are by now. A record that refers to a changed one carries its name, and changes with it.
async fn gathered(house: &House, lines: &[Line], with_referring: bool) -> Result<Changes> {
    let mut touched: BTreeMap<&'static str, BTreeSet<i64>> = BTreeMap::new();
    for line in lines {
        let Some(listing) = house.registry.of_table(&line.subject) else { continue };
        touched.entry(listing.table).or_default().insert(line.record);
        if with_referring && line.act == Act::Change {
            for (other, link) in house.registry.linking_to(listing).into_iter().filter(|(other, _)| is_found(other)) {
                let ids = referring(house.reader(), other, link, line.record).await?;
                touched.entry(other.table).or_default().extend(ids);
            }
        }
    }
    let mut changes = Changes::default();
    for (table, ids) in touched {
        if let Some(listing) = house.registry.of_table(table).filter(|listing| is_found(listing)) {
            read(house.reader(), listing, ids, &mut changes).await?;
        }
    }
    Ok(changes)
}

/// Reads the records of these ids, in the order of the ids and the neighbours of each in one go.
async fn read(reader: Reader<'_>, listing: &'static Listing, mut ids: BTreeSet<i64>, changes: &mut Changes) -> Result<()> {
    let columns: Vec<_> = listing.columns.iter().collect();
    while let Some(first) = ids.first().copied() {
        let page = query::page(reader, listing, &columns, &by_id(first - 1, Filter::default())).await?;
        let until = page.records.last().filter(|_| page.after.is_some()).map_or(i64::MAX, |record| record.id);
        for record in page.records {
            if ids.remove(&record.id) {
                changes.put.push(entry(listing, &record));
            }
        }
        let rest = ids.split_off(&until.saturating_add(1));
        changes.gone.extend(ids.into_iter().filter(|id| *id <= until).map(|id| (listing.table, id)));
        ids = rest;
    }
    Ok(())
}

/// A page of the records after an id, by id. No column is called so, and that is what asks for the order of ids.
fn by_id(after: i64, filter: Filter) -> Wanted {
    Wanted { filter, sort: Some(("id", false)), after: Some(format!("-.{after}")), limit: RECORDS, ..Wanted::default() }
}

async fn referring(reader: Reader<'_>, listing: &'static Listing, link: &str, to: i64) -> Result<Vec<i64>> {
    let Some(column) = listing.column(link) else { return Ok(Vec::new()) };
    let filter = Filter::default().with(column, vec![Alternative::Is(to.into())]);
    let mut ids: Vec<i64> = Vec::new();
    loop {
        let page = query::page(reader, listing, &[], &by_id(ids.last().copied().unwrap_or(0), filter.clone())).await?;
        ids.extend(page.records.iter().map(|record| record.id));
        if page.after.is_none() {
            return Ok(ids);
        }
    }
}
