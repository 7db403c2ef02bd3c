//! Lines of history as people read them, and the page of what happened last in the whole house.

use askama::Template;
use storage::{Line, Value, head, lines_since};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, Who, page};

use super::House;
use crate::{Kind, Listing, cell, query, sight, sight::is_withheld};

/// How many lines the page shows.
const LINES: i64 = 100;

/// One value that changed.
pub(super) struct ChangeTold {
    /// The column.
    pub(super) label: String,
    /// What it was.
    pub(super) before: String,
    /// What it became.
    pub(super) after: String,
}

/// One line of history.
pub(super) struct Told {
    /// When.
    pub(super) at: String,
    /// Who.
    pub(super) actor: String,
    /// What was done.
    pub(super) act: &'static str,
    /// The listing of the record.
    pub(super) title: String,
    /// The page of the record, where it is for the reader.
    pub(super) href: String,
    /// The number of the line.
    pub(super) seq: i64,
    /// The id of the record.
    pub(super) record: i64,
    /// What changed.
    pub(super) changes: Vec<ChangeTold>,
}

#[derive(Template)]
#[template(path = "pages/history.html")]
struct HistoryPage<'a> {
    frame: Frame<'a>,
    lines: Vec<Told>,
    count: String,
    /// The hash at the end of the chain, in pieces between which a line may break.
    head: Vec<String>,
}

/// The page of what happened last.
pub(super) async fn history(house: &House, visitor: &Visitor) -> Outcome {
    visitor.who.require(&[Role::Officer, Role::Head, Role::Leader, Role::Supervisor, Role::AuditAdministrator])?;
    let (count, hash) = head(house.reader()).await?;
    let mut lines = lines_since(house.reader(), count - LINES, LINES).await?;
    lines.reverse();
    let mut told = told(house, &visitor.who, &lines).await?;
    if visitor.who.role != Some(Role::AuditAdministrator) {
        withhold(house, &visitor.who, &lines, &mut told).await?;
    }
    let frame = Frame::new(&house.site, visitor, "", "变更记录").crumb("首页", "/").crumb("变更记录", "");
    page(&HistoryPage { frame, lines: told, count: vocabulary::grouped(count), head: pieces(&hash) })
}

/// Leaves of a record that is still its owner's alone, or that is not for the reader, only that there was a change.
async fn withhold(house: &House, who: &Who, lines: &[Line], told: &mut [Told]) -> storage::Result<()> {
    for (line, told) in lines.iter().zip(told) {
        let Some(listing) = house.registry.of_table(&line.subject) else { continue };
        if sight(listing, who).is_none() || is_withheld(house.reader(), listing, line.record).await? {
            told.actor = "（未公开）".to_owned();
            told.href.clear();
            told.changes.clear();
        }
    }
    Ok(())
}

fn pieces(hash: &str) -> Vec<String> {
    let letters: Vec<char> = hash.chars().collect();
    letters.chunks(16).map(|piece| piece.iter().collect()).collect()
}

/// Lines as people read them.
pub(super) async fn told(house: &House, who: &Who, lines: &[Line]) -> storage::Result<Vec<Told>> {
    let mut told = Vec::new();
    for line in lines {
        let listing = house.registry.of_table(&line.subject);
        let changes = match listing {
            Some(listing) => changes(house, listing, &line.changes).await?,
            None => Vec::new(),
        };
        let seen = listing.filter(|listing| sight(listing, who).is_some());
        told.push(Told {
            at: line.at.get(..16).unwrap_or(&line.at).to_owned(),
            actor: line.actor.clone(),
            act: line.act.label(),
            title: listing.map_or(line.subject.clone(), |listing| listing.title.to_owned()),
            href: seen.map_or(String::new(), |listing| format!("{}/{}", listing.path, line.record)),
            seq: line.seq,
            record: line.record,
            changes,
        });
    }
    Ok(told)
}

async fn changes(house: &House, listing: &'static Listing, text: &str) -> storage::Result<Vec<ChangeTold>> {
    let Ok(serde_json::Value::Object(changes)) = serde_json::from_str(text) else { return Ok(Vec::new()) };
    let mut told = Vec::new();
    for (name, pair) in changes {
        let column = listing.column(&name);
        let mut sides = Vec::new();
        for side in pair.as_array().into_iter().flatten() {
            let value = match side {
                serde_json::Value::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
                serde_json::Value::String(text) => Value::Text(text.clone()),
                _ => Value::Null,
            };
            sides.push(match (column.map(|column| column.kind), &value) {
                (Some(Kind::Link(target)), Value::Int(id)) => query::record(house.reader(), target, *id)
                    .await
                    .map_or_else(|_| format!("#{id}"), |record| record.name),
                _ => column.map_or(String::new(), |column| match &value {
                    Value::Text(hidden) if column.personal => hidden.clone(),
                    value => cell::shown(column, value),
                }),
            });
        }
        let mut sides = sides.into_iter();
        told.push(ChangeTold {
            label: column.map_or(name.clone(), |column| column.label.to_owned()),
            before: sides.next().unwrap_or_default(),
            after: sides.next().unwrap_or_default(),
        });
    }
    Ok(told)
}
