//! 查重 in the house: proposals against all proposals, projects, achievements and orders, for the formal check, and the
//! page on which somebody sees two texts side by side. Which records are compared is said here, where all modules are
//! known; none of them knows another.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use cases::CaseFile;
use figures::Office;
use listing::{Listing, disclosed, pages::Answer, seen};
use matching::ACHIEVEMENTS;
use orders::ORDERS;
use projects::{Alike, PROJECTS, PROPOSALS, Similarity};
use storage::{Error, Reader, Result};
use web::{Frame, Outcome, Visitor, page};
use wording::likeness::{Corpus, Passage};

/// What is compared: record kinds with the columns that make up their texts.
static COMPARED: &[(&Listing, &[&str])] = &[
    (&PROPOSALS, &["name", "summary", "basis", "content", "route", "conditions"]),
    (&PROJECTS, &["name", "summary"]),
    (&ACHIEVEMENTS, &["title", "summary"]),
    (&ORDERS, &["name", "targets"]),
];

/// The text of a record: its columns, one a paragraph.
fn text_of(file: &CaseFile, columns: &[&str]) -> String {
    let written = columns.iter().map(|column| file.text(column)).filter(|text| !text.is_empty());
    written.collect::<Vec<_>>().join("\n")
}

/// The kind of record with a table, and its columns.
fn compared(table: &str) -> Option<(&'static Listing, &'static [&'static str])> {
    COMPARED.iter().find(|(listing, _)| listing.table == table).copied()
}

/// All texts of the house as of a line of its history.
#[derive(Debug)]
struct Texts {
    corpus: Corpus,
    /// What stands at each place of the corpus.
    records: Vec<(&'static Listing, i64, String)>,
    /// Of everything that was read.
    digest: u64,
}

impl Texts {
    /// Where a record stands.
    fn place(&self, table: &str, id: i64) -> Option<usize> {
        self.records.iter().position(|(listing, record, _)| listing.table == table && *record == id)
    }
}

/// The texts that were read last, and the hash of the line of history up to which they are true: that names the house, too.
static READ: Mutex<Option<(String, Arc<Texts>)>> = Mutex::new(None);

/// The texts of the house as they are now. They are read again when something was written, and laid out again only if a
/// text has changed: a formal check writes findings by the thousand and changes none.
async fn texts(reader: Reader<'_>) -> Result<Arc<Texts>> {
    let (_, head) = storage::head(reader).await?;
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((at, texts)) = &known
        && *at == head
    {
        return Ok(texts.clone());
    }
    let mut hasher = DefaultHasher::new();
    let (mut records, mut written) = (Vec::new(), Vec::new());
    for (listing, columns) in COMPARED {
        // What is still sealed or being written is told to nobody.
        for file in CaseFile::all(reader, listing, disclosed(listing)).await? {
            let text = text_of(&file, columns);
            (listing.table, file.id(), &text).hash(&mut hasher);
            records.push((*listing, file.id(), file.name().to_owned()));
            written.push(text);
        }
    }
    let digest = hasher.finish();
    let texts = match known.map(|(_, texts)| texts).filter(|texts| texts.digest == digest) {
        Some(same) => same,
        None => {
            let laid_out = tokio::task::spawn_blocking(move || Corpus::of(written.iter().map(String::as_str))).await;
            let corpus = laid_out.map_err(|error| Error::Fault(error.to_string()))?;
            Arc::new(Texts { corpus, records, digest })
        }
    };
    *READ.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, texts.clone()));
    Ok(texts)
}

/// The comparison that the formal check asks.
#[derive(Debug)]
pub(crate) struct OfProposals;

impl Similarity for OfProposals {
    fn alike<'a>(&'a self, reader: Reader<'a>, proposals: &'a [i64]) -> Answer<'a, HashMap<i64, Vec<Alike>>> {
        Box::pin(async move {
            let texts = texts(reader).await?;
            let wanted = proposals.to_vec();
            let compared = tokio::task::spawn_blocking(move || {
                wanted.into_iter().map(|proposal| (proposal, alike(&texts, proposal))).collect()
            });
            compared.await.map_err(|error| Error::Fault(error.to_string()))
        })
    }
}

/// What a proposal resembles so much that somebody should look.
fn alike(texts: &Texts, proposal: i64) -> Vec<Alike> {
    let Some(own) = texts.place(PROPOSALS.table, proposal) else { return Vec::new() };
    let found = texts.corpus.among(own).into_iter().filter(|likeness| likeness.alarms());
    found
        .filter_map(|likeness| {
            let (listing, id, name) = texts.records.get(likeness.source)?;
            Some(Alike {
                label: name.clone(),
                href: format!("{}/{proposal}/alike/{}/{id}", PROPOSALS.path, listing.table),
                percent: percent(likeness.score),
            })
        })
        .collect()
}

/// A score from 0 to 1 in whole per cent.
fn percent(score: f64) -> u8 {
    (0..=100_u8).rev().find(|percent| f64::from(*percent) <= score * 100.0 + 0.5).unwrap_or_default()
}

/// A piece of a text: what stands in both, or what stands around it.
struct Piece {
    text: String,
    is_copied: bool,
}

/// One of the two texts.
struct Side {
    title: &'static str,
    name: String,
    href: String,
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "likeness.html")]
struct LikenessPage<'a> {
    frame: Frame<'a>,
    percent: u8,
    pairs: Vec<(String, String)>,
    sides: [Side; 2],
    check: String,
}

/// The route of the page.
pub(crate) fn routes(office: &Arc<Office>) -> Router {
    let side_by_side = get(
        async move |State(office): State<Arc<Office>>,
                    visitor: Visitor,
                    Path((id, table, other)): Path<(i64, String, i64)>| {
            side_by_side(&office, &visitor, id, &table, other).await
        },
    );
    Router::new().route("/projects/proposals/{id}/alike/{table}/{other}", side_by_side).with_state(office.clone())
}

/// Two texts and the passages that stand in both, for the bureau.
async fn side_by_side(office: &Office, visitor: &Visitor, id: i64, table: &str, other: i64) -> Outcome {
    let nowhere = || Error::NotFound("没有这一页。请从形式审查意见表打开查重比对".to_owned());
    let (listing, columns) = compared(table).filter(|_| visitor.who.is_of_bureau()).ok_or_else(nowhere)?;
    let (_, own_columns) = compared(PROPOSALS.table).ok_or_else(nowhere)?;
    let reader = office.reader();
    let own = CaseFile { listing: &PROPOSALS, record: seen(reader, &PROPOSALS, &visitor.who, id).await? };
    let source = CaseFile { listing, record: seen(reader, listing, &visitor.who, other).await? };
    let (text, text_there) = (text_of(&own, own_columns), text_of(&source, columns));
    let texts = texts(reader).await?;
    let likeness = (texts.place(PROPOSALS.table, id)).and_then(|place| {
        texts.corpus.among(place).into_iter().find(|found| Some(found.source) == texts.place(table, other))
    });
    let passages = texts.corpus.passages(&text, &text_there);
    let frame = office
        .house
        .frame(&PROPOSALS, visitor, "查重比对")
        .siblings(Vec::new())
        .crumb(PROPOSALS.title, PROPOSALS.path)
        .crumb(own.name(), &own.href())
        .crumb("查重比对", "");
    let part = |text: &str, range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
    page(&LikenessPage {
        frame,
        percent: percent(likeness.map_or(0.0, |likeness| likeness.score)),
        pairs: passages.iter().map(|both| (part(&text, &both.here), part(&text_there, &both.there))).collect(),
        check: format!("{}/check", own.href()),
        sides: [
            side("本申报书", &own, &text, passages.iter().map(|both: &Passage| both.here.clone()).collect()),
            side(listing.title, &source, &text_there, passages.iter().map(|both| both.there.clone()).collect()),
        ],
    })
}

/// A text with what was copied marked.
fn side(title: &'static str, file: &CaseFile, text: &str, mut copied: Vec<Range<usize>>) -> Side {
    copied.sort_by_key(|range| range.start);
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, is_copied| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text: text.to_owned(), is_copied });
        }
    };
    for range in copied {
        push(at..range.start.max(at), false);
        push(range.start.max(at)..range.end.max(at), true);
        at = at.max(range.end);
    }
    push(at..text.len(), false);
    Side { title, name: file.name().to_owned(), href: file.href(), pieces }
}
