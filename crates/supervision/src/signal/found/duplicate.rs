//! 重复资助: public money twice for one title, one leader, or one unit under one programme of one year.

use std::collections::{BTreeMap, BTreeSet};

use cases::CaseFile;
use listing::{Alternative, Filter};
use projects::{LOOK_BACK_YEARS, PROJECTS};
use storage::{Reader, Result};
use vocabulary::{Day, Money};

use super::{Found, named};
use crate::signal::record::Sort::Duplicate;

/// With these nothing was paid for in the end.
const UNDONE: [&str; 2] = ["终止", "撤销"];

/// Projects that have the same of something.
type Groups<'p> = BTreeMap<Vec<String>, Vec<&'p CaseFile>>;

/// What there is on a day.
pub(super) async fn found(reader: Reader<'_>, today: Day) -> Result<Vec<Found>> {
    let since = today.plus_months(-12 * LOOK_BACK_YEARS).to_string();
    let recent = Alternative::Between(Some(since.into()), None);
    let filter = PROJECTS.column("approved_on").map(|column| Filter::default().with(column, vec![recent]));
    let mut projects = CaseFile::all(reader, &PROJECTS, filter.unwrap_or_default()).await?;
    projects.retain(|project| {
        project.money("granted").unwrap_or_default() > Money::default() && !UNDONE.contains(&project.text("outcome"))
    });
    projects.sort_by_key(CaseFile::id);
    let mut found = of_titles(&projects);
    found.extend(of_leaders(&projects));
    found.extend(of_units(&projects));
    Ok(found)
}

fn groups<'p>(projects: &'p [CaseFile], by: impl Fn(&CaseFile) -> Vec<String>) -> Groups<'p> {
    let mut groups = Groups::new();
    for project in projects {
        let by = by(project);
        if by.iter().all(|part| !part.is_empty()) {
            groups.entry(by).or_default().push(project);
        }
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

fn of_titles(projects: &[CaseFile]) -> Vec<Found> {
    let bare = |project: &CaseFile| vec![project.text("name").split_whitespace().collect()];
    let found = groups(projects, bare).into_values().map(|group| {
        let name = group.first().map_or("", |project| project.name());
        signal(format!("同名项目 {} 次获得资助：{name}", group.len()), &group)
    });
    found.collect()
}

/// One person cannot do the work of several funded projects of one level at once.
fn of_leaders(projects: &[CaseFile]) -> Vec<Found> {
    let running: Vec<CaseFile> = projects.iter().filter(|project| !project.has("closed_on")).cloned().collect();
    let by = |project: &CaseFile| {
        let unit = project.number("unit").unwrap_or_default().to_string();
        vec![unit, project.text("leader").to_owned(), project.text("level").to_owned()]
    };
    let found = groups(&running, by).into_values().map(|group| {
        let one = |column| group.first().map_or("", |project| project.text(column));
        let (leader, level) = (one("leader"), one("level"));
        signal(format!("{leader}同时负责 {} 个在研{level}项目", group.len()), &group)
    });
    found.collect()
}

fn of_units(projects: &[CaseFile]) -> Vec<Found> {
    let by = |project: &CaseFile| {
        let unit = project.number("unit").unwrap_or_default().to_string();
        let year = project.text("approved_on").get(..4).unwrap_or_default().to_owned();
        vec![unit, year, project.text("level").to_owned(), project.text("programme").to_owned()]
    };
    let found = groups(projects, by).into_iter().map(|(by, group)| {
        let unit = group.first().map_or("", |project| project.linked("unit"));
        let of = |at: usize| by.get(at).map_or("", String::as_str);
        signal(format!("{unit} {} 年{}{}立项 {} 次", of(1), of(2), of(3), group.len()), &group)
    });
    found.collect()
}

fn signal(title: String, group: &[&CaseFile]) -> Found {
    let units: BTreeSet<Option<i64>> = group.iter().map(|project| project.number("unit")).collect();
    let line = |project: &&CaseFile| {
        let granted = project.money("granted").unwrap_or_default().grouped();
        let (number, unit, level) = (project.text("number"), project.linked("unit"), project.text("level"));
        format!("{number}，{unit}，{level}，{} 立项，资助 {granted} 元", project.text("approved_on"))
    };
    let lines: Vec<String> = group.iter().map(line).collect();
    Found {
        sort: Duplicate,
        title,
        grounds: lines.join("\n"),
        concerns: named(group.iter().copied()),
        unit: units.first().copied().flatten().filter(|_| units.len() == 1),
        section: None,
    }
}
