//! A proposal as it was handed in: everything in it as texts under their headings, kept as JSON that people can read, and
//! compared item by item.

use cases::CaseFile;
use listing::{Column, Kind, Listing, cell};
use serde_json::{Value as Json, json};
use storage::{Error, Result};

use super::{BUDGET_LINES, INDICATORS, MEMBERS, PARTNERS, PROPOSALS, content::Content};

/// Everything in a proposal, part by part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) parts: Vec<Part>,
}

/// A part of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
}

/// One item: what it is called, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Snapshot {
    /// Of a proposal as it stands. What is personal is masked: a version is read by more people than the proposal.
    pub(crate) fn of(case: &CaseFile, content: &Content) -> Snapshot {
        let own = PROPOSALS.stored().filter(|column| !column.by_step || ["budget", "requested"].contains(&column.name));
        let basics = own.map(|column| Item { name: column.label.to_owned(), text: shown(case, column) }).collect();
        let questions = content.questions.iter().map(|question| Item {
            name: question.text("question").to_owned(),
            text: content.answer(question.id()).to_owned(),
        });
        let files = content.files.iter().filter(|file| file.replaced_on.is_none()).map(|file| Item {
            name: file.paper.clone(),
            text: format!("{}（SM3 {}）", file.file_name, file.digest.as_str()),
        });
        let part = |title: &str, items: Vec<Item>| Part { title: title.to_owned(), items };
        Snapshot {
            parts: vec![
                part("基本情况", basics),
                part(MEMBERS.title, rows(&content.members, &["name"])),
                part(PARTNERS.title, rows(&content.partners, &["unit"])),
                part(BUDGET_LINES.title, rows(&content.budget, &["head", "source", "item"])),
                part(INDICATORS.title, rows(&content.indicators, &["name"])),
                part("附加问题", questions.collect()),
                part("附件", files.collect()),
            ],
        }
    }

    /// As JSON, in order, one item a line.
    pub(crate) fn to_json(&self) -> String {
        let item = |item: &Item| json!({ "项目": item.name, "内容": item.text });
        let part = |part: &Part| json!({ "部分": part.title, "各项": part.items.iter().map(item).collect::<Vec<_>>() });
        let parts: Vec<Json> = self.parts.iter().map(part).collect();
        format!("{:#}", Json::Array(parts))
    }

    /// Reads what [`Snapshot::to_json`] wrote.
    ///
    /// # Errors
    /// [`Error::Fault`] if it is something else.
    pub(crate) fn from_json(text: &str) -> Result<Snapshot> {
        let parts = serde_json::from_str::<Json>(text).ok().and_then(|json| {
            let text = |json: &Json, name: &str| Some(json.get(name)?.as_str()?.to_owned());
            let item = |json: &Json| Some(Item { name: text(json, "项目")?, text: text(json, "内容")? });
            let part = |json: &Json| {
                let items = json.get("各项")?.as_array()?.iter().map(item).collect::<Option<_>>()?;
                Some(Part { title: text(json, "部分")?, items })
            };
            json.as_array()?.iter().map(part).collect::<Option<Vec<Part>>>()
        });
        match parts {
            Some(parts) => Ok(Snapshot { parts }),
            None => Err(Error::Fault("a version of a proposal cannot be read".to_owned())),
        }
    }
}

/// What stands in a column, with its unit.
fn shown(file: &CaseFile, column: &Column) -> String {
    let Some(cell) = file.cell(column.name) else { return String::new() };
    let text = match (&cell.name, column.kind) {
        (Some(name), Kind::Link(_)) => name.clone(),
        _ => cell::shown(column, &cell.value),
    };
    match column.unit() {
        unit if !text.is_empty() && !unit.is_empty() => format!("{text} {unit}"),
        _ => text,
    }
}

/// Rows as items, called by these columns; the others are what they say.
fn rows(rows: &[CaseFile], named: &[&str]) -> Vec<Item> {
    rows.iter()
        .map(|row| {
            let listing: &'static Listing = row.listing;
            let names: Vec<String> =
                named.iter().filter_map(|name| listing.column(name)).map(|column| shown(row, column)).collect();
            let others = listing
                .stored()
                .filter(|column| !named.contains(&column.name) && !["proposal", "sequence"].contains(&column.name))
                .map(|column| (column.label, shown(row, column)))
                .filter(|(_, text)| !text.is_empty())
                .map(|(label, text)| format!("{label}：{text}"));
            Item { name: names.join("，"), text: others.collect::<Vec<_>>().join("；") }
        })
        .collect()
}

/// An item in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) name: String,
    /// What it said; nothing where it is new.
    pub(crate) before: Option<String>,
    /// What it says; nothing where it is gone.
    pub(crate) after: Option<String>,
}

/// What differs between two versions in one part, and how many items are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartDifference {
    pub(crate) title: String,
    pub(crate) same: usize,
    pub(crate) differences: Vec<Difference>,
}

/// Compares two versions part by part. Items of one name stand for each other in their order.
pub(crate) fn compare(before: &Snapshot, after: &Snapshot) -> Vec<PartDifference> {
    let mut titles: Vec<&str> = Vec::new();
    for part in after.parts.iter().chain(&before.parts) {
        if !titles.contains(&part.title.as_str()) {
            titles.push(&part.title);
        }
    }
    let items = |snapshot: &Snapshot, title: &str| -> Vec<Item> {
        snapshot.parts.iter().find(|part| part.title == title).map_or(Vec::new(), |part| part.items.clone())
    };
    titles.into_iter().map(|title| compare_part(title, items(before, title), items(after, title))).collect()
}

fn compare_part(title: &str, mut before: Vec<Item>, after: Vec<Item>) -> PartDifference {
    let mut found = PartDifference { title: title.to_owned(), same: 0, differences: Vec::new() };
    for item in after {
        let twin = before.iter().position(|old| old.name == item.name).map(|at| before.remove(at));
        match twin {
            Some(old) if old.text == item.text => found.same += 1,
            old => found.differences.push(Difference {
                name: item.name,
                before: old.map(|old| old.text),
                after: Some(item.text),
            }),
        }
    }
    let gone = before.into_iter().map(|old| Difference { name: old.name, before: Some(old.text), after: None });
    found.differences.extend(gone);
    found
}
