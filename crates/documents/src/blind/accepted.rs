//! A part of a docx as it reads when all tracked changes are accepted and nobody has commented: what is kept is kept byte
//! for byte.

use std::collections::BTreeSet;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::DocumentError;
use crate::fill::{WORD, attribute, bad, each_tag, place};

/// Elements that go with all that is in them: deletions, places of comments, who may edit, and paths on somebody's disk.
const GONE: [&str; 16] = [
    "del",
    "moveFrom",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "cellIns",
    "cellDel",
    "cellMerge",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "attachedTemplate",
    "permStart",
    "permEnd",
    "mailMerge",
];
/// How elements end that say what something was before a change.
const BEFORE: &str = "Change";
/// Elements that go while what is in them stays: insertions.
const OPENED: [&str; 2] = ["ins", "moveTo"];
/// What the relationship to a template's path ends with.
const TEMPLATE: &str = "/attachedTemplate";

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Gone,
    Opened,
}

/// The part without its people, or nothing where it has none. Entries of the package's lists that lead to a part in
/// `telling` go, too.
pub(super) fn without_people(
    part: &str,
    text: &str,
    telling: &BTreeSet<String>,
) -> Result<Option<String>, DocumentError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NsReader::from_str(text);
    let mut kept = String::new();
    // The fates of the elements that are open; the depth at which one that goes began.
    let mut open: Vec<Fate> = Vec::new();
    let mut gone_from: Option<usize> = None;
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| bad(part, reader.error_position(), &error))?;
        let raw = text.get(start..place(reader.buffer_position())).unwrap_or_default();
        let fate = |tag: &BytesStart<'_>| fate(&reader.resolver().resolve_element(tag.name()).0, part, tag, telling);
        let is_kept = match event {
            Event::DocType(_) => return Err(DocumentError::Doctype { part: part.to_owned() }),
            Event::Start(tag) => {
                let fate = fate(&tag);
                open.push(fate);
                if fate == Fate::Gone && gone_from.is_none() {
                    gone_from = Some(open.len());
                }
                fate == Fate::Kept
            }
            Event::Empty(tag) => fate(&tag) == Fate::Kept,
            Event::End(_) => {
                let depth = open.len();
                let is_kept = open.pop() == Some(Fate::Kept) && gone_from.is_none();
                gone_from = gone_from.filter(|from| *from != depth);
                if is_kept {
                    kept.push_str(raw);
                }
                continue;
            }
            Event::Eof if open.is_empty() => break,
            Event::Eof => {
                return Err(DocumentError::BadXml {
                    part: part.to_owned(), reason: "没有写完就结束了".to_owned()
                });
            }
            _ => true,
        };
        if is_kept && gone_from.is_none() {
            kept.push_str(raw);
        }
    }
    Ok((kept != text).then_some(kept))
}

fn fate(namespace: &ResolveResult<'_>, part: &str, tag: &BytesStart<'_>, telling: &BTreeSet<String>) -> Fate {
    let name = tag.local_name().into_inner();
    let is_gone = match namespace {
        ResolveResult::Bound(Namespace(namespace)) if WORD.contains(namespace) => {
            if OPENED.contains(&name) {
                return Fate::Opened;
            }
            GONE.contains(&name) || name.ends_with(BEFORE)
        }
        _ => match name {
            "Relationship" => {
                attribute(tag, "Type").ends_with(TEMPLATE)
                    || attribute(tag, "TargetMode") != "External"
                        && telling.contains(&resolved(part, &attribute(tag, "Target")))
            }
            "Override" => telling.contains(attribute(tag, "PartName").trim_start_matches('/')),
            _ => false,
        },
    };
    if is_gone { Fate::Gone } else { Fate::Kept }
}

/// The parts that the package's list names, with their content types.
pub(super) fn listed(part: &str, text: &str) -> Result<Vec<(String, String)>, DocumentError> {
    let mut found = Vec::new();
    each_tag(part, text, |tag| {
        if tag.local_name().into_inner() == "Override" {
            let name = attribute(tag, "PartName").trim_start_matches('/').to_owned();
            found.push((name, attribute(tag, "ContentType")));
        }
    })?;
    Ok(found)
}

/// The list of what a part refers to: `word/_rels/comments.xml.rels` for `word/comments.xml`.
pub(super) fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a relationship in the list `part` leads to.
fn resolved(part: &str, target: &str) -> String {
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let folder = part.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let mut way: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(way.pop()),
            step => way.push(step),
        }
    }
    way.join("/")
}
