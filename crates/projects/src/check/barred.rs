//! Unfinished projects whose unit or leader is on the dishonesty list.

use cases::CaseFile;
use listing::{Alternative, Filter};
use storage::{Reader, Result};
use vocabulary::Day;

use super::{
    dishonesty::{DISHONESTY, Match, Scope, Subject, barred},
    read::entry,
};
use crate::PROJECTS;

/// An unfinished project that an entry of the list concerns.
#[derive(Clone, Debug)]
pub struct Barred {
    /// The project.
    pub project: CaseFile,
    /// The entry of [`DISHONESTY`].
    pub entry: i64,
    /// The decision by its number, and how long it lasts.
    pub decision: String,
    /// Whether it is the very unit of the directory, and not only the same name.
    pub is_certain: bool,
}

/// The unfinished projects that entries in force on a day keep their unit or leader from.
///
/// # Errors
/// What the database says.
pub async fn barred_projects(reader: Reader<'_>, day: Day) -> Result<Vec<Barred>> {
    let entries = CaseFile::all(reader, &DISHONESTY, Filter::default()).await?;
    let entries: Vec<_> = entries.iter().filter_map(entry).collect();
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let unfinished = PROJECTS.column("closed_on").map(|column| (column, vec![Alternative::Empty]));
    let filter = unfinished.into_iter().fold(Filter::default(), |filter, (column, any)| filter.with(column, any));
    let mut found = Vec::new();
    for project in CaseFile::all(reader, &PROJECTS, filter).await? {
        let unit = Subject::Unit(project.number("unit").unwrap_or_default(), project.linked("unit"));
        let leader = Subject::Person(None, project.text("leader"));
        for subject in [unit, leader] {
            found.extend(barred(&entries, subject, Scope::Projects, day).into_iter().map(|(entry, sure)| Barred {
                project: project.clone(),
                entry: entry.id,
                decision: format!("{}（{}）", entry.decision, entry.lasts()),
                is_certain: sure == Match::Certain,
            }));
        }
    }
    Ok(found)
}
