//! What the records of the alliance know of those who may be entitled: its members.

use cases::CaseFile;
use listing::{Filter, pages::Answer};
use policies::entitlement::{Basis, Facts, Membership, Reach, Source};
use storage::Reader;

use crate::MEMBERS;

/// The records of this module.
#[derive(Copy, Clone, Debug)]
pub struct AllianceRecords;

impl Source for AllianceRecords {
    fn facts<'a>(&'a self, reader: Reader<'a>) -> Answer<'a, Facts> {
        Box::pin(async move {
            let members = CaseFile::all(reader, &MEMBERS, Filter::default()).await?;
            Ok(Facts { members: members.iter().filter_map(member).collect(), ..Facts::default() })
        })
    }

    fn reach<'a>(&'a self, _reader: Reader<'a>, _policy: i64) -> Answer<'a, Option<Reach>> {
        Box::pin(async { Ok(None) })
    }
}

fn member(file: &CaseFile) -> Option<Membership> {
    Some(Membership {
        unit: file.number("enterprise")?,
        name: file.linked("enterprise").to_owned(),
        from: file.day("joined_on")?,
        to: file.day("left_on"),
        basis: Basis { path: file.listing.path, id: file.id(), title: file.listing.title },
    })
}
