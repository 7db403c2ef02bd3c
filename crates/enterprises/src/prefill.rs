//! What an enterprise's own records already answer of a self-check: it fills in the rest and corrects what has changed.

use listing::pages::Answer;
use policies::{
    check::Kind,
    pages::{Prefill, Prefilled},
};
use storage::Reader;
use vocabulary::Day;

use crate::known::Known;

/// The records of the house about one enterprise.
#[derive(Copy, Clone, Debug)]
pub struct OwnRecords;

impl Prefill for OwnRecords {
    fn of<'a>(&'a self, kind: Kind, reader: Reader<'a>, unit: i64, day: Day) -> Answer<'a, Prefilled> {
        Box::pin(async move {
            let known = Known::of(reader, unit).await?;
            Ok(match kind {
                Kind::Hnte => known.hnte(day),
                Kind::Tsme => known.tsme(day),
            })
        })
    }
}

#[cfg(test)]
mod tests;
