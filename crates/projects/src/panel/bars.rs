//! 科研失信: the times in which experts may not judge, from the list of dishonesty.

use std::collections::{BTreeMap, BTreeSet};

use procedure::Word;
use storage::{Reader, Result};

use super::gather::linked;
use crate::{DISHONESTY, check::Scope};

/// The first and the last day of each bar, by person. Only entries that name the very person of the directory count: two
/// people may share a name.
///
/// # Errors
/// What the database says.
pub(super) async fn bars_of(
    reader: Reader<'_>,
    persons: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, Vec<(String, Option<String>)>>> {
    let mut bars: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for entry in linked(reader, &DISHONESTY, "person", persons).await? {
        let keeps_from_judging = match Scope::of_label(entry.text("scope")) {
            Some(Scope::Everything | Scope::Review) | None => true,
            Some(Scope::Projects | Scope::Awards) => false,
        };
        if let (Some(person), true) = (entry.number("person"), keeps_from_judging) {
            let last = entry.day("ends_on").map(|day| day.to_string());
            bars.entry(person).or_default().push((entry.text("starts_on").to_owned(), last));
        }
    }
    Ok(bars)
}
