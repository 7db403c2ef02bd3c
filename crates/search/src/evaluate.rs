//! Measuring the ranking on a set of documents, questions and right answers.

mod set;

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use storage::{Error, Result};

use crate::{
    Entry, Index, Reach, Wanted,
    dense::{Dense, Wrong},
    index::reading,
    of_works,
};

pub use set::{Document, Expert, Set, Sources};

/// How many works of experts are ranked for a question.
const WORKS: usize = 400;

/// How deep an answer is looked at.
const DEPTH: usize = 10;

/// Where the vectors of documents are kept among the temporary files, for the next time that the set is measured.
const VECTORS: &str = "keshu-vectors";

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Measured {
    /// Normalised discounted cumulative gain of the first ten.
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// The share of right answers among the first ten.
    #[serde(rename = "recall@10")]
    pub recall: f64,
    /// One divided by the place of the first right answer, 0 beyond ten; the mean of it.
    #[serde(rename = "mrr@10")]
    pub mrr: f64,
    /// How many questions were asked.
    pub queries: usize,
    /// How many documents were indexed in a second.
    pub docs_per_s: f64,
    /// How long half of the answers took at most, in milliseconds.
    pub p50_ms: f64,
    /// How long 99 of 100 answers took at most, in milliseconds.
    pub p99_ms: f64,
}

/// Indexes a set, asks its questions and says how good and how fast the answers were.
///
/// # Errors
/// [`Error::Refused`] if the index cannot be written; [`Error::Fault`] if it fails.
pub fn measure(set: &Set) -> Result<Measured> {
    let scratch = Scratch::new()?;
    let failed =
        |error: tantivy::TantivyError| Error::Refused(format!("临时索引建不起来：{error}。请检查临时目录的空间"));
    let began = Instant::now();
    let index = filled(&scratch.0.join("index"), &set.documents).map_err(failed)?;
    let indexing = began.elapsed();
    let dense = set
        .model
        .as_deref()
        .map(|model| learnt(model, &std::env::temp_dir().join(VECTORS), &set.documents))
        .transpose()?;
    let experts = Works::of(set);
    let mut answers = Answers::default();
    for question in &set.questions {
        let began = Instant::now();
        let ranked = ranked(&index, dense.as_ref(), set, experts.as_ref(), &question.text)?;
        answers.took.push(began.elapsed());
        answers.judge(&ranked, &question.right);
    }
    Ok(answers.measured(set.documents.len(), indexing))
}

fn filled(folder: &Path, documents: &[Document]) -> tantivy::Result<Index> {
    let index = Index::open(folder)?;
    let mut writer = index.bulk_writer()?;
    for (id, document) in (0_i64..).zip(documents) {
        let Document { title, text, .. } = document;
        writer.add(&Entry { id, title: title.clone(), text: text.clone(), ..Entry::default() })?;
    }
    writer.commit("")?;
    writer.finish()?;
    Ok(index)
}

/// What the documents mean. That takes long, and is no part of the time for indexing.
fn learnt(model: &Path, folder: &Path, documents: &[Document]) -> Result<Dense> {
    let refused = |wrong: Wrong| Error::Refused(wrong.to_string());
    let dense = Dense::open(model, folder).map_err(refused)?;
    let texts: Vec<String> = documents.iter().map(|document| reading(&document.title, document.text.trim())).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    dense.learn(&texts, threads, || true).map_err(refused)?;
    Ok(dense)
}

/// The ids of the best ten documents or experts.
fn ranked<'s>(
    index: &Index,
    dense: Option<&Dense>,
    set: &'s Set,
    works: Option<&Works<'s>>,
    question: &str,
) -> Result<Vec<&'s str>> {
    let limit = if works.is_some() { WORKS } else { DEPTH };
    let wanted =
        Wanted { limit, with_passages: works.is_none(), ..Wanted::like(question, Arc::new(Reach::everything())) };
    let found = index.find_by(&wanted, dense).map_err(|error| Error::Fault(error.to_string()))?;
    let hits = found.hits.iter().filter_map(|hit| Some((usize::try_from(hit.id).ok()?, hit.score)));
    Ok(match works {
        Some(works) => works.experts(hits),
        None => hits.filter_map(|(place, _)| Some(set.documents.get(place)?.id.as_str())).collect(),
    })
}

/// Whose works the documents are.
struct Works<'s> {
    experts: &'s [Expert],
    /// By the place of a document: the places of its experts.
    by_document: HashMap<usize, Vec<usize>>,
}

impl<'s> Works<'s> {
    fn of(set: &'s Set) -> Option<Works<'s>> {
        let experts = set.experts.as_deref()?;
        let places: HashMap<&str, usize> =
            set.documents.iter().enumerate().map(|(place, document)| (document.id.as_str(), place)).collect();
        let mut by_document: HashMap<usize, Vec<usize>> = HashMap::new();
        for (expert, works) in experts.iter().enumerate() {
            for place in works.papers.iter().filter_map(|paper| places.get(paper.as_str())) {
                by_document.entry(*place).or_default().push(expert);
            }
        }
        Some(Works { experts, by_document })
    }

    /// The experts whose works were found, the best first.
    fn experts(&self, hits: impl Iterator<Item = (usize, f32)>) -> Vec<&'s str> {
        let mut scores: HashMap<usize, Vec<f32>> = HashMap::new();
        for (document, score) in hits {
            for expert in self.by_document.get(&document).into_iter().flatten() {
                scores.entry(*expert).or_default().push(score);
            }
        }
        let mut ranked: Vec<(f32, usize)> =
            scores.into_iter().map(|(expert, scores)| (of_works(scores), expert)).collect();
        ranked.sort_by(|one, other| crate::ranking::best_first(*one, *other));
        ranked.iter().take(DEPTH).filter_map(|(_, expert)| Some(self.experts.get(*expert)?.id.as_str())).collect()
    }
}

/// What came of the questions so far.
#[derive(Default)]
struct Answers {
    took: Vec<Duration>,
    ndcg: f64,
    recall: f64,
    mrr: f64,
}

impl Answers {
    fn judge(&mut self, ranked: &[&str], right: &HashSet<String>) {
        let gain = |place: usize| 1.0 / (real(place) + 2.0).log2();
        let places: Vec<usize> = ranked
            .iter()
            .take(DEPTH)
            .enumerate()
            .filter(|(_, id)| right.contains(**id))
            .map(|(place, _)| place)
            .collect();
        let ideal: f64 = (0..right.len().min(DEPTH)).map(gain).sum();
        self.ndcg += places.iter().copied().map(gain).sum::<f64>() / ideal.max(f64::MIN_POSITIVE);
        self.recall += real(places.len()) / real(right.len().max(1));
        self.mrr += places.first().map_or(0.0, |place| 1.0 / (real(*place) + 1.0));
    }

    fn measured(mut self, documents: usize, indexing: Duration) -> Measured {
        self.took.sort();
        let queries = self.took.len();
        let share = |sum: f64| sum / real(queries.max(1));
        let at = |percent: usize| {
            let place = (queries * percent).div_ceil(100).saturating_sub(1);
            self.took.get(place).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
        };
        Measured {
            ndcg: share(self.ndcg),
            recall: share(self.recall),
            mrr: share(self.mrr),
            queries,
            docs_per_s: real(documents) / indexing.as_secs_f64().max(f64::MIN_POSITIVE),
            p50_ms: at(50),
            p99_ms: at(99),
        }
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A folder that is gone when it is no longer used.
#[derive(Debug)]
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Makes a new folder where temporary files are.
    ///
    /// # Errors
    /// [`Error::Refused`] if it cannot be made.
    pub fn new() -> Result<Scratch> {
        use std::sync::atomic::{AtomicU32, Ordering};
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("keshu-evaluate-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        let failed = |error| Error::Refused(format!("临时目录 {} 建不起来：{error}", folder.display()));
        std::fs::create_dir_all(&folder).map_err(failed)?;
        Ok(Scratch(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a temporary folder stays behind");
        }
    }
}

#[cfg(test)]
mod tests;
