//! 办理超期: every case of any kind whose stage has lasted beyond its time limit. Signals and matters watch themselves.

use cases::{CaseFile, Kind};
use directory::ORGANISATIONS;
use listing::{Alternative, Filter};
use storage::{Reader, Result};
use vocabulary::Day;

use super::{Found, named};
use crate::{MATTERS, SIGNALS, signal::record::Sort::Overdue};

/// What there is on a day.
pub(super) async fn found(reader: Reader<'_>, kinds: &[&'static dyn Kind], today: Day) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    let own = [MATTERS.table, SIGNALS.table];
    for kind in kinds.iter().copied().filter(|kind| !own.contains(&kind.listing().table)) {
        let listing = kind.listing();
        let (Some(stage), Some(due_on)) = (listing.column("stage"), listing.column("due_on")) else { continue };
        let open = kind.outline().stages.iter().filter(|stage| !stage.ends);
        let open = open.map(|stage| Alternative::Is(stage.label.into())).collect();
        let over = Alternative::Between(None, Some(today.plus_days(-1).to_string().into()));
        let filter = Filter::default().with(stage, open).with(due_on, vec![over]);
        found.extend(CaseFile::all(reader, listing, filter).await?.iter().map(signal));
    }
    Ok(found)
}

fn signal(case: &CaseFile) -> Found {
    let (stage, due) = (case.text("stage"), case.text("due_on"));
    let links_unit = |column: &&str| {
        let kind = case.listing.column(column).map(|column| &column.kind);
        matches!(kind, Some(listing::Kind::Link(target)) if target.table == ORGANISATIONS.table)
    };
    Found {
        sort: Overdue,
        title: format!("{}“{}”{stage}超期", case.listing.title, case.name()),
        grounds: format!("{} 起“{stage}”，应在 {due} 前办理。", case.text("since")),
        concerns: named([case]),
        unit: case.listing.owner.filter(links_unit).and_then(|owner| case.number(owner)),
        section: case.number("section"),
    }
}
