//! 科研失信: the times in which experts may not judge, from the list of dishonesty.

use std::collections::{BTreeMap, BTreeSet};

use cases::CaseFile;
use storage::{Reader, Result};

use super::gather::linked;
use crate::DISHONESTY;

/// What bars speak of that keep nobody from judging. Whatever else a decision says does.
const OF_OTHER_THINGS: [&str; 2] = ["申报", "奖励"];

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
        let keeps_from_judging = !OF_OTHER_THINGS.iter().any(|thing| entry.text("scope").contains(thing));
        if let (Some(person), true) = (entry.number("person"), keeps_from_judging) {
            let last = entry.day("ends_on").map(|day| day.to_string());
            bars.entry(person).or_default().push((entry.text("starts_on").to_owned(), last));
        }
    }
    Ok(bars)
}
