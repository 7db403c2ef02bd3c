//! What the public sees of a demand follows its steps: the posting is written when it is opened and moved when it is renewed,
//! runs out or ends.

use cases::{Act, CaseFile, Change, matching};
use directory::SECTIONS;
use listing::{Alternative, Filter, cell};
use storage::{Error, Reader, Result, Value, Work};
use vocabulary::Day;

use super::{POSTINGS, TARGETS, procedure::Demand};

/// Posts the public summary, and returns the posting: a new one, or the one that the demand had before.
///
/// # Errors
/// What the database says.
pub(super) async fn posted(act: &Act<'_, Demand>, work: &mut Work, until: Day) -> Result<i64> {
    let case = act.case;
    let targets = CaseFile::all(work.reader(), &TARGETS, matching(&TARGETS, &[("demand", case.id().into())])?).await?;
    let targets: Vec<String> = targets.iter().map(target).collect();
    let enterprise = if case.text("confidentiality") == "公开企业名称" { case.linked("enterprise") } else { "" };
    let same = |name: &str| case.cell(name).map_or(Value::Null, |cell| cell.value.clone());
    let filled = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let values: Vec<Change> = vec![
        ("number", case.text("number").into()),
        ("title", case.text("title").into()),
        ("enterprise", filled(enterprise)),
        ("field", same("field")),
        ("budget", same("budget")),
        ("deadline", same("deadline")),
        ("posted_on", act.today.to_string().into()),
        ("expires_on", until.to_string().into()),
        ("stage", "征集中".into()),
        ("summary", case.text("summary").into()),
        ("targets", filled(&targets.join("\n"))),
    ];
    match case.number("posting") {
        None => cases::add(work, act.db, &POSTINGS, values).await,
        Some(id) => {
            CaseFile::read(work.reader(), &POSTINGS, id).await?.write(work, act.db, values).await?;
            Ok(id)
        }
    }
}

/// Moves the posting of a demand, where it has one.
///
/// # Errors
/// What the database says.
pub(super) async fn moved(act: &Act<'_, Demand>, work: &mut Work, stage: &str, until: Option<Day>) -> Result<()> {
    let Some(id) = act.case.number("posting") else { return Ok(()) };
    let posting = CaseFile::read(work.reader(), &POSTINGS, id).await?;
    let mut changes: Vec<Change> = vec![("stage", stage.into())];
    if let Some(until) = until {
        changes.push(("expires_on", until.to_string().into()));
    }
    posting.write(work, act.db, changes).await
}

/// A target in one line, as `热导率 不小于 30 W/(m·K)`.
pub(crate) fn target(row: &CaseFile) -> String {
    let value = row.listing.column("value").zip(row.cell("value"));
    let value = value.map_or(String::new(), |(column, found)| cell::shown(column, &found.value));
    [row.text("indicator"), row.text("comparison"), &value, row.text("unit")].join(" ").trim_end().to_owned()
}

/// The section that keeps this module.
///
/// # Errors
/// What the database says.
pub(super) async fn section(reader: Reader<'_>) -> Result<Option<i64>> {
    let column = SECTIONS.column("modules").ok_or_else(|| Error::Fault("sections keep nothing".to_owned()))?;
    let keeps = Filter::default().with(column, vec![Alternative::Contains(crate::MODULE.title.to_owned())]);
    let all = CaseFile::all(reader, &SECTIONS, keeps).await?;
    // The general office keeps everything; whoever keeps least is closest to it.
    Ok(all.iter().min_by_key(|section| section.text("modules").chars().count()).map(CaseFile::id))
}
