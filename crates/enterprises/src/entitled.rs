//! What the records of enterprises know of those who may be entitled: what firms were, and when they were certified.

use std::collections::BTreeSet;

use cases::CaseFile;
use listing::{Filter, pages::Answer};
use policies::entitlement::{Basis, Event, Facts, Happening, Rank, Reach, Source, Standing};
use storage::Reader;
use vocabulary::Day;

use crate::{HNTE_CERTIFICATES, TSME_ENTRIES};

/// The records of this module.
#[derive(Copy, Clone, Debug)]
pub struct EnterpriseRecords;

impl Source for EnterpriseRecords {
    fn facts<'a>(&'a self, reader: Reader<'a>) -> Answer<'a, Facts> {
        Box::pin(async move {
            let mut certificates = CaseFile::all(reader, &HNTE_CERTIFICATES, Filter::default()).await?;
            certificates.sort_by_key(|one| one.day("issued_on"));
            let mut certified = BTreeSet::new();
            let mut facts = Facts::default();
            for one in &certificates {
                let (Some(unit), Some(on)) = (one.number("enterprise"), one.day("issued_on")) else { continue };
                // The house knows no certificate before the first on record.
                let event = if certified.insert(unit) { Event::FirstHnte } else { Event::AgainHnte };
                let name = one.linked("enterprise").to_owned();
                facts.happenings.push(Happening { unit, name, event, on, basis: basis(one) });
                let to = [one.day("valid_to"), one.day("revoked_on")].into_iter().flatten().min().unwrap_or(on);
                facts.ranks.push(Rank { unit, standing: Standing::Hnte, from: on, to, basis: basis(one) });
            }
            let entries = CaseFile::all(reader, &TSME_ENTRIES, Filter::default()).await?;
            facts.ranks.extend(entries.iter().filter_map(numbered));
            Ok(facts)
        })
    }

    fn reach<'a>(&'a self, _reader: Reader<'a>, _policy: i64) -> Answer<'a, Option<Reach>> {
        Box::pin(async { Ok(None) })
    }
}

fn basis(file: &CaseFile) -> Basis {
    Basis { path: file.listing.path, id: file.id(), title: file.listing.title }
}

/// A number holds to the end of its year, or until it was revoked. In January those of the year before are all there is, so
/// that they count until the new ones are out, at the end of June.
fn numbered(entry: &CaseFile) -> Option<Rank> {
    let year = i32::try_from(entry.number("year")?).ok()?;
    let to = entry.day("revoked_on").or_else(|| Day::new(year + 1, 6, 30))?;
    Some(Rank {
        unit: entry.number("enterprise")?,
        standing: Standing::Tsme,
        from: entry.day("numbered_on")?,
        to,
        basis: basis(entry),
    })
}
