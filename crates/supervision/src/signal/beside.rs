//! What the page of a signal shows beside its facts: the records of which it tells, as links.

use askama::Template;
use cases::CaseFile;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    sight,
};
use storage::{Error, Result};
use web::{Visitor, Who};

use super::SIGNALS;

/// 有关记录.
#[derive(Debug)]
pub(crate) struct Concerned;

struct Line {
    title: &'static str,
    name: String,
    /// Blank where the record is gone or not for the visitor.
    href: String,
    stage: String,
}

#[derive(Template)]
#[template(path = "signal/concerned.html")]
struct ConcernedPanel {
    lines: Vec<Line>,
}

impl Beside for Concerned {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != SIGNALS.table {
                return Ok(Vec::new());
            }
            let signal = CaseFile { listing, record: record.clone() };
            let mut lines = Vec::new();
            for (listing, id) in concerned(house, signal.text("concerns")) {
                lines.push(line(house, &visitor.who, listing, id).await?);
            }
            let html = ConcernedPanel { lines }.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "concerned", title: "有关记录".to_owned(), html, leads: true }])
        })
    }
}

/// The records that a signal names.
fn concerned(house: &House, names: &str) -> Vec<(&'static Listing, i64)> {
    let one = |name: &str| {
        let (table, id) = name.split_once('/')?;
        Some((house.registry.of_table(table)?, id.parse().ok()?))
    };
    names.split(' ').filter_map(one).collect()
}

async fn line(house: &House, who: &Who, listing: &'static Listing, id: i64) -> Result<Line> {
    let found = match CaseFile::read(house.reader(), listing, id).await {
        Ok(file) => Some(file),
        Err(Error::NotFound(_)) => None,
        Err(error) => return Err(error),
    };
    let seen = found.filter(|_| sight(listing, who).is_some());
    Ok(match seen {
        Some(file) => Line {
            title: listing.title,
            name: file.name().to_owned(),
            href: file.href(),
            stage: file.text("stage").to_owned(),
        },
        None => Line { title: listing.title, name: format!("编号 {id}"), href: String::new(), stage: String::new() },
    })
}
