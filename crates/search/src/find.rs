//! Answering: every posting of the rarer terms is read and summed, the frequent ones are looked up for the best only.
//!
//! What the reader may not see is passed over before anything is counted or compared.

mod best;
mod lengths;
mod sight;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use tantivy::{
    DocAddress, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
    postings::Postings,
    schema::{Field, IndexRecordOption, Value},
};

use self::{best::Best, lengths::Lengths, sight::Sight};
use crate::{
    dense::Dense,
    fuse::CANDIDATES,
    index::{Fields, Index, reading},
    passages::Marker,
    question::{Asked, MOST_TERMS, Question, rarity, real},
    ranking::best_first,
    wanted::{Breadth, Found, Hit, Wanted},
};

/// How many postings are read whole. Terms beyond that are so frequent that they hardly tell one text from another.
const READ_WHOLE: u64 = 1_500_000;

/// For how many of the best the frequent terms are looked up.
const LOOKED_UP: usize = 400;

/// The share of the question's weight that makes [`Breadth::Most`].
const MOST: f32 = 0.6;

/// A term with what it is worth in this index.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) text: String,
    pub(crate) only_ranks: bool,
    pub(crate) worth: f32,
    /// How many postings it has.
    postings: u64,
}

impl Index {
    /// Answers a question by the words of the texts.
    ///
    /// # Errors
    /// What tantivy says: the index is damaged.
    pub fn find(&self, wanted: &Wanted) -> tantivy::Result<Found> {
        self.find_by(wanted, None)
    }

    /// Answers a question by words, and by meaning as far as that is known.
    ///
    /// # Errors
    /// As [`Index::find`].
    pub fn find_by(&self, wanted: &Wanted, dense: Option<&Dense>) -> tantivy::Result<Found> {
        let searcher = self.searcher();
        let mut lookup = Lookup::of(&searcher, &self.fields, wanted)?;
        let mut best = Best::new((wanted.offset + wanted.limit).max(LOOKED_UP));
        for (place, segment) in (0_u32..).zip(searcher.segment_readers()) {
            lookup.read(place, segment, &mut best)?;
        }
        let mut ranked = best.take();
        lookup.look_up(&mut ranked)?;
        ranked.sort_by(|one, other| best_first(*one, *other));
        let by_meaning = match dense {
            Some(dense) => self.weigh_meaning(&searcher, dense, &wanted.text, &mut ranked)?,
            None => false,
        };
        let page = ranked.into_iter().skip(wanted.offset).take(wanted.limit);
        let marker = Marker::new(&lookup.terms);
        let hits = page.map(|(score, address)| self.hit(&searcher, address, score, &marker, wanted));
        let hits = hits.collect::<tantivy::Result<Vec<Hit>>>()?;
        let (total, by_table) = lookup.counts();
        Ok(Found { total, by_table, by_meaning, hits })
    }

    /// Orders the best anew by what they mean; those behind them stay behind. Whether anything was known of it.
    fn weigh_meaning(
        &self,
        searcher: &Searcher,
        dense: &Dense,
        question: &str,
        ranked: &mut [(f32, DocAddress)],
    ) -> tantivy::Result<bool> {
        let (best, rest) = ranked.split_at_mut(CANDIDATES.min(ranked.len()));
        let texts = best.iter().map(|(_, address)| self.reading(searcher, *address));
        let texts = texts.collect::<tantivy::Result<Vec<String>>>()?;
        let candidates = best.iter().zip(&texts).map(|((score, _), text)| (*score, text.as_str()));
        let Some(scores) = dense.rescored(question, candidates) else { return Ok(false) };
        for ((score, _), rescored) in best.iter_mut().zip(scores) {
            *score = rescored;
        }
        best.sort_by(|one, other| best_first(*one, *other));
        rest.iter_mut().for_each(|(score, _)| *score = 0.0);
        Ok(true)
    }

    /// The text of an entry as it is read for its meaning.
    pub(crate) fn reading(&self, searcher: &Searcher, address: DocAddress) -> tantivy::Result<String> {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        Ok(reading(text(self.fields.title), text(self.fields.body)))
    }

    fn hit(
        &self,
        searcher: &Searcher,
        address: DocAddress,
        score: f32,
        marker: &Marker,
        wanted: &Wanted,
    ) -> tantivy::Result<Hit> {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let fields = &self.fields;
        let inner = if wanted.reach.inner { text(fields.inner_body) } else { "" };
        Ok(Hit {
            table: text(fields.table).to_owned(),
            id: document.get_first(fields.id).and_then(|value| value.as_i64()).unwrap_or_default(),
            score,
            title: marker.marked(text(fields.title)),
            passages: if wanted.with_passages { marker.passages(&[text(fields.body), inner]) } else { Vec::new() },
        })
    }
}

/// One question on its way through the index.
struct Lookup<'a> {
    searcher: &'a Searcher,
    wanted: &'a Wanted,
    /// The fields that the reader may ask.
    fields: Vec<Field>,
    /// The rarest first, those that only rank behind the others.
    terms: Vec<Weighed>,
    /// How many of the terms are read whole.
    whole: usize,
    /// How many terms each text has, on average.
    average: f32,
    /// The weight that a text must have of the question.
    least: f32,
    counts: HashMap<String, usize>,
}

/// What a text has of a question so far.
#[derive(Copy, Clone, Default)]
struct Share {
    score: f32,
    /// The worth of the terms that it has, those left out that only rank.
    has: f32,
}

impl<'a> Lookup<'a> {
    fn of(searcher: &'a Searcher, fields: &Fields, wanted: &'a Wanted) -> tantivy::Result<Lookup<'a>> {
        let asked: Vec<Field> =
            if wanted.reach.inner { vec![fields.words, fields.inner_words] } else { vec![fields.words] };
        let all = searcher.segment_readers().iter().map(SegmentReader::max_doc).sum();
        let mut terms = Vec::new();
        let mut unknown = 0.0;
        for term in Question::of(&wanted.text).terms {
            let weighed = weighed(searcher, &asked, term, all)?;
            if weighed.postings > 0 {
                terms.push(weighed);
            } else if !weighed.only_ranks {
                unknown += weighed.worth;
            }
        }
        // Without a word in it, a question is what it has.
        let tells = |terms: &[Weighed]| terms.iter().any(|term| !term.only_ranks);
        if !tells(&terms) && unknown == 0.0 {
            terms.iter_mut().for_each(|term| term.only_ranks = false);
        }
        terms.sort_by_key(|term| (term.only_ranks, term.postings));
        terms.truncate(MOST_TERMS);
        let whole = whole(&terms);
        let known: f32 = terms.iter().filter(|term| !term.only_ranks).map(|term| term.worth).sum();
        let least = if wanted.breadth == Breadth::Most { MOST * (known + unknown) } else { 0.0 };
        let average = average(searcher, fields.words, all)?;
        Ok(Lookup { searcher, wanted, fields: asked, terms, whole, average, least, counts: HashMap::new() })
    }

    /// Reads the postings of one segment, and offers what passes to the best.
    fn read(&mut self, place: u32, segment: &SegmentReader, best: &mut Best) -> tantivy::Result<()> {
        let mut shares = vec![Share::default(); usize::try_from(segment.max_doc()).unwrap_or_default()];
        for field in &self.fields {
            let inverted = segment.inverted_index(*field)?;
            let lengths = Lengths::of(segment.get_fieldnorms_reader(*field)?, self.average);
            for term in self.terms.iter().take(self.whole) {
                let sought = Term::from_field_text(*field, &term.text);
                let Some(mut postings) = inverted.read_block_postings(&sought, IndexRecordOption::WithFreqs)? else {
                    continue;
                };
                let has = if term.only_ranks { 0.0 } else { term.worth };
                while !postings.docs().is_empty() {
                    for (doc, times) in postings.docs().iter().zip(postings.freqs()) {
                        if let Some(share) = shares.get_mut(index(*doc)) {
                            share.score += term.worth * lengths.saturated(*doc, *times);
                            share.has += has;
                        }
                    }
                    postings.advance();
                }
            }
        }
        let sight = Sight::of(segment, self.wanted)?;
        let mut counts = vec![0_usize; sight.tables.len()];
        for (doc, share) in (0_u32..).zip(&shares) {
            if share.score <= 0.0 || share.has < self.least || segment.is_deleted(doc) {
                continue;
            }
            let Some((table, is_asked)) = sight.passes(doc) else { continue };
            if let Some(count) = counts.get_mut(table) {
                *count += 1;
            }
            if is_asked {
                best.offer(share.score, DocAddress::new(place, doc));
            }
        }
        for (table, count) in sight.tables.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            *self.counts.entry(table.name).or_default() += count;
        }
        Ok(())
    }

    /// Adds what the frequent terms say of the best.
    fn look_up(&self, ranked: &mut [(f32, DocAddress)]) -> tantivy::Result<()> {
        ranked.sort_by_key(|(_, address)| *address);
        for (place, segment) in (0_u32..).zip(self.searcher.segment_readers()) {
            let from = ranked.partition_point(|(_, address)| address.segment_ord < place);
            let to = ranked.partition_point(|(_, address)| address.segment_ord <= place);
            let Some(here) = ranked.get_mut(from..to).filter(|here| !here.is_empty()) else { continue };
            for field in &self.fields {
                let inverted = segment.inverted_index(*field)?;
                let lengths = Lengths::of(segment.get_fieldnorms_reader(*field)?, self.average);
                for term in self.terms.iter().skip(self.whole) {
                    let sought = Term::from_field_text(*field, &term.text);
                    let Some(mut postings) = inverted.read_postings(&sought, IndexRecordOption::WithFreqs)? else {
                        continue;
                    };
                    for (score, address) in here.iter_mut() {
                        let at = if postings.doc() < address.doc_id { postings.seek(address.doc_id) } else { postings.doc() };
                        if at == address.doc_id {
                            *score += term.worth * lengths.saturated(at, postings.term_freq());
                        } else if at == TERMINATED {
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// How many were found in the tables asked for, and in each table.
    fn counts(self) -> (usize, Vec<(String, usize)>) {
        let is_asked = |table: &str| self.wanted.tables.as_ref().is_none_or(|tables| tables.contains(&table));
        let total = self.counts.iter().filter(|(table, _)| is_asked(table)).map(|(_, count)| count).sum();
        let mut by_table: Vec<(String, usize)> = self.counts.into_iter().collect();
        by_table.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        (total, by_table)
    }
}

fn weighed(searcher: &Searcher, fields: &[Field], term: Asked, all: u32) -> tantivy::Result<Weighed> {
    let mut postings = 0;
    for field in fields {
        postings += searcher.doc_freq(&Term::from_field_text(*field, &term.text))?;
    }
    // What no text has is asked for like what one text has.
    let having = u32::try_from(postings).unwrap_or(u32::MAX).clamp(1, all.max(1));
    Ok(Weighed { worth: term.weight * rarity(having, all), text: term.text, only_ranks: term.only_ranks, postings })
}

/// How many of the terms are read whole: the first in any case.
fn whole(terms: &[Weighed]) -> usize {
    let mut read = 0;
    let fits = |term: &&Weighed| {
        read += term.postings;
        read <= READ_WHOLE || read == term.postings
    };
    terms.iter().take_while(fits).count()
}

fn average(searcher: &Searcher, field: Field, all: u32) -> tantivy::Result<f32> {
    let mut terms = 0_u64;
    for segment in searcher.segment_readers() {
        terms += segment.inverted_index(field)?.total_num_tokens();
    }
    Ok(real(u32::try_from(terms / u64::from(all.max(1))).unwrap_or(u32::MAX)))
}

fn index(doc: u32) -> usize {
    usize::try_from(doc).unwrap_or(usize::MAX)
}
