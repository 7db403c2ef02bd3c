//! Measures near-duplicate detection: folding, laying out a corpus, one application against all of it, and precision, recall
//! and F1 on invented applications by kind of copying. `duplicates_speed [APPLICATIONS]`, by default 100,000.
#![allow(clippy::indexing_slicing, clippy::print_stdout, missing_docs, unreachable_pub, reason = "a measurement")]

mod applications;

use std::time::{Duration, Instant};

use applications::{KINDS, Writer};
use wording::likeness::Corpus;

/// How many probes there are of each kind.
const PROBES: u64 = 40;

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let writer = Writer::new();
    let texts: Vec<String> = (0..count).map(|number| writer.application(number).text()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let began = Instant::now();
    let folded: usize = texts.iter().map(|text| wording::fold(text).len()).sum();
    println!("fold: {:.0} MB/s ({folded} bytes)", bytes as f64 / 1e6 / began.elapsed().as_secs_f64());
    let began = Instant::now();
    let corpus = Corpus::of(texts.iter().map(String::as_str));
    let letters = texts.iter().map(|text| text.chars().count()).sum::<usize>() / texts.len().max(1);
    println!("corpus: {count} applications of {letters} characters in {:.1} s", began.elapsed().as_secs_f64());
    measure(&writer, &corpus, count);
}

/// Compares the probes and says how many were found, and how long it took.
fn measure(writer: &Writer, corpus: &Corpus, count: u64) {
    let (mut found, mut false_alarms, mut missed) = (0, 0, 0);
    let mut times: Vec<Duration> = Vec::new();
    for (at, (kind, is_copy)) in (0_u64..).zip(KINDS) {
        let mut scores = Vec::new();
        let mut right = 0;
        for probe in 0..PROBES {
            let number = (probe * 7 + at * 1_009) % count.saturating_sub(2).max(1);
            let text = writer.probe(kind, number, at * 1_000 + probe);
            let began = Instant::now();
            let best = corpus.against(&text).first().copied();
            times.push(began.elapsed());
            let alarms = best.is_some_and(|best| best.alarms());
            // A merged text has three sources, and any of them is right.
            let is_right = best.is_some_and(|best| {
                (0..3).any(|next| (next == 0 || kind == "merged") && best.source as u64 == number + next)
            });
            match (alarms, is_copy) {
                (true, true) if is_right => right += 1,
                (true, _) => false_alarms += 1,
                (false, true) => missed += 1,
                (false, false) => right += 1,
            }
            scores.push(best.map_or(0.0, |best| best.score));
        }
        found += if is_copy { right } else { 0 };
        scores.sort_by(f64::total_cmp);
        let (least, most) = (scores[0], scores[scores.len() - 1]);
        println!("{kind}: {right} of {PROBES} right, scores {least:.3} to {most:.3}");
    }
    let (precision, recall) = (share(found, false_alarms), share(found, missed));
    println!("precision {precision:.3}, recall {recall:.3}, F1 {:.3}", 2.0 * precision * recall / (precision + recall));
    times.sort_unstable();
    let at = |per_cent: usize| times[(times.len() - 1) * per_cent / 100].as_secs_f64() * 1e3;
    println!("one against {count}: median {:.1} ms, p99 {:.1} ms", at(50), at(99));
}

fn share(found: u64, others: u64) -> f64 {
    found as f64 / (found + others).max(1) as f64
}
