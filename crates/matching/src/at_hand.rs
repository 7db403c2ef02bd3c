//! Texts read from the database itself and ranked in memory: never behind, and there when the index is not.

use cases::CaseFile;
use listing::{Filter, Kind, Listing, Registry, cell, pages::Answer};
use search::Ranking;
use storage::Db;

use crate::near::{Near, Texts};

/// Every text of the tables asked for, read anew for each question.
#[derive(Clone, Debug)]
pub struct AtHand {
    /// The database.
    pub db: Db,
    /// Its listings.
    pub registry: Registry,
}

impl Texts for AtHand {
    fn nearest<'a>(&'a self, tables: &'a [&'static str], text: &'a str, most: usize) -> Answer<'a, Vec<Near>> {
        Box::pin(async move {
            let mut files: Vec<CaseFile> = Vec::new();
            for listing in tables.iter().filter_map(|table| self.registry.of_table(table)) {
                files.extend(CaseFile::all(self.db.reader(), listing, Filter::default()).await?);
            }
            let texts: Vec<String> = files.iter().map(|file| written(file.listing, file)).collect();
            let ranked = Ranking::of(texts.iter().map(String::as_str)).rank(text);
            let near = ranked.into_iter().take(most).filter_map(|(at, score)| {
                let file = files.get(at)?;
                Some(Near { table: file.listing.table.to_owned(), record: file.id(), score })
            });
            Ok(near.collect())
        })
    }
}

/// What is written of a record, but for what is personal.
fn written(listing: &Listing, file: &CaseFile) -> String {
    let open = listing.columns.iter().filter(|column| !cell::is_masked(column));
    let texts = open.filter_map(|column| match column.kind {
        Kind::Text | Kind::LongText => Some(file.text(column.name)),
        Kind::Link(_) => Some(file.linked(column.name)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}
