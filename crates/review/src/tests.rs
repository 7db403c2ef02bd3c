//! The pool as a record kind: what its declarations promise to the rest of the house.

use std::collections::BTreeSet;

use listing::{Kind, Registry};

use crate::{EXPERTS, LISTINGS};

#[test]
fn the_pool_stands_after_what_it_links_to() {
    let registry = Registry::new(directory::LISTINGS.iter().chain(LISTINGS).copied());
    let place = |table: &str| registry.all().iter().position(|one| one.table == table).unwrap();
    assert!(place("person") < place("expert") && place("organisation") < place("expert"));
    assert!(place("expert") < place("expert_unit") && place("expert") < place("expert_tie"));
    assert_eq!(registry.linking_to(&EXPERTS).len(), 2);
}

#[test]
fn every_name_that_a_declaration_uses_is_one_of_its_columns() {
    for listing in LISTINGS {
        let columns: BTreeSet<&str> = listing.columns.iter().map(|column| column.name).collect();
        assert_eq!(columns.len(), listing.columns.len(), "{}", listing.title);
        let checked = listing.checks.iter().map(|check| check.place());
        for name in listing.key.iter().chain(listing.name).copied().chain(checked) {
            assert!(columns.contains(name), "{}: {name}", listing.title);
        }
        for column in listing.columns {
            if let Kind::Borrowed { link, column: there } = column.kind {
                let Some(Kind::Link(target)) = listing.column(link).map(|link| link.kind) else {
                    panic!("{}: {} borrows over {link}", listing.title, column.name)
                };
                assert!(target.column(there).is_some(), "{}: {} borrows {there}", listing.title, column.name);
            }
        }
        assert!(listing.path.starts_with("/review/"));
    }
}

/// What tells who somebody is stands in the directory only, where it is masked.
#[test]
fn nothing_personal_is_kept_twice() {
    for listing in LISTINGS {
        assert!(
            listing.stored().all(|column| !column.personal && column.name != "phone" && column.name != "id_number")
        );
    }
}
