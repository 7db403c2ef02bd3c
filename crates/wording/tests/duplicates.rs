//! Near-duplicate detection on invented applications: every kind of copying is found, and what all applications say alarms
//! nobody.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, unreachable_pub, dead_code, reason = "tests")]

#[path = "../examples/duplicates_speed/applications.rs"]
mod applications;

use applications::{KINDS, Writer};
use wording::likeness::Corpus;

#[test]
fn every_kind_of_copying_is_found_and_the_form_alarms_nobody() {
    let writer = Writer::new();
    let texts: Vec<String> = (0..200).map(|number| writer.application(number).text()).collect();
    let corpus = Corpus::of(texts.iter().map(String::as_str));
    for (kind, is_copy) in KINDS {
        for probe in 0..8 {
            let number = probe * 16;
            let found = corpus.against(&writer.probe(kind, number, probe));
            let alarms: Vec<usize> = found.iter().filter(|one| one.alarms()).map(|one| one.source).collect();
            let number = usize::try_from(number).unwrap();
            match kind {
                "merged" => assert!((number..number + 3).all(|source| alarms.contains(&source)), "{kind}: {alarms:?}"),
                _ if is_copy => assert_eq!(alarms, [number], "{kind}"),
                _ => assert!(alarms.is_empty(), "{kind}: {found:?}"),
            }
        }
    }
    assert!((0..40).all(|own| corpus.among(own).iter().all(|one| !one.alarms())));
}
