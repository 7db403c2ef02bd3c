//! 盲评副本: a copy that does not say whose it is, as far as a file says it beside its words; and the words that do.
//!
//! A copy is made of a `.docx` only. A PDF cannot be rewritten safely here: it passes if it carries no author, and is
//! refused with a sentence otherwise, also where that cannot be seen. Names within the words, pictures and embedded
//! sheets stay; [`mentions`] finds those within the words of a `.docx`.

mod accepted;
mod pdf;
mod places;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Archive;
use crate::{DocumentError, Kind};
pub use places::{Mention, mentions};

/// What can be shown to experts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlindCopy {
    /// The copy: a `.docx` without document properties and comments, with all tracked changes accepted.
    Made {
        /// The bytes of the copy.
        docx: Vec<u8>,
        /// Parts that may say more than their words, for the officer to look at: embedded files by their path.
        unseen: Vec<String>,
    },
    /// The file itself: nothing that can be seen beside its pages says whose it is.
    AsItIs {
        /// The title in its properties, for the officer to look at.
        title: Option<String>,
    },
    /// No copy, and in one sentence why and what to do.
    NotPossible(String),
}

/// Folders of parts that say who wrote the document and where: properties and thumbnail, and what other programs add.
const FOLDERS: [&str; 2] = ["docProps/", "customXml/"];
/// Ends of the content types of parts that name people: properties, comments and their companions.
const KINDS: [&str; 9] = [
    "core-properties+xml",
    "extended-properties+xml",
    "custom-properties+xml",
    "customXmlProperties+xml",
    "comments+xml",
    "commentsExtended+xml",
    "commentsIds+xml",
    "commentsExtensible+xml",
    "people+xml",
];
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Makes the blind copy of a file of this kind.
///
/// # Errors
/// [`DocumentError`] if a `.docx` is not sound.
pub fn redact_metadata(kind: Kind, bytes: &[u8]) -> Result<BlindCopy, DocumentError> {
    match kind {
        Kind::Docx => redacted(bytes),
        Kind::Pdf => Ok(match pdf::looked(bytes) {
            Ok(title) => BlindCopy::AsItIs { title },
            Err(sentence) => BlindCopy::NotPossible(sentence.to_owned()),
        }),
        _ => Ok(BlindCopy::NotPossible(
            "盲评材料只能是 .docx 或 PDF，其他格式无法确认是否带有作者信息：请另存为 .docx 后再上传".to_owned(),
        )),
    }
}

fn redacted(bytes: &[u8]) -> Result<BlindCopy, DocumentError> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.names()?;
    let telling = telling(&mut archive, &names)?;
    let mut changed = BTreeMap::new();
    for name in names.iter().filter(|name| is_xml(name) && !telling.contains(*name)) {
        let Some(text) = archive.part(name)? else { continue };
        if let Some(text) = accepted::without_people(name, &text, &telling)? {
            changed.insert(name.clone(), text);
        }
    }
    let unseen = names.iter().filter(|name| name.contains("/embeddings/")).cloned().collect();
    Ok(BlindCopy::Made { docx: archive.with(&changed, &telling)?, unseen })
}

/// The parts that name people.
fn telling(archive: &mut Archive<'_>, names: &[String]) -> Result<BTreeSet<String>, DocumentError> {
    let list = archive.part(CONTENT_TYPES)?;
    let list = list.ok_or_else(|| DocumentError::MissingPart { part: CONTENT_TYPES.to_owned() })?;
    let mut telling: BTreeSet<String> =
        names.iter().filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder))).cloned().collect();
    for (part, kind) in accepted::listed(CONTENT_TYPES, &list)? {
        if KINDS.iter().any(|end| kind.ends_with(end)) {
            telling.insert(part);
        }
    }
    // What such a part refers to goes with it.
    let relationships: Vec<String> = telling.iter().map(|part| accepted::relationships_of(part)).collect();
    telling.extend(relationships.into_iter().filter(|part| names.contains(part)));
    Ok(telling)
}

fn is_xml(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}
