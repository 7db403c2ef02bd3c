//! Showing why: the sentences that answer best, with what was found in them marked.

use std::{collections::HashMap, ops::Range};

use wording::Folded;

use crate::{find::Weighed, wanted::Passage};

/// How many sentences stand for a text.
const SENTENCES: usize = 2;

/// How much of a text is looked at for them, in characters.
const LOOKED_AT: usize = 20_000;

/// A longer sentence is cut to what stands around its first find, in characters.
const LONGEST: usize = 160;

/// How many characters stand before the first find in a sentence that was cut.
const BEFORE: usize = 40;

/// Marks what is asked for.
pub(crate) struct Marker {
    /// What each term is worth, and whether it is marked where it stands.
    worth: HashMap<String, (f32, bool)>,
}

impl Marker {
    pub(crate) fn new(terms: &[Weighed]) -> Marker {
        let worth = terms.iter().map(|term| (term.text.clone(), (term.worth, !term.only_ranks))).collect();
        Marker { worth }
    }

    /// A text with what was found in it.
    pub(crate) fn marked(&self, text: &str) -> Passage {
        let folded = Folded::of(text);
        let mut points = 0.0;
        let mut counted: Vec<&str> = Vec::new();
        let mut marks: Vec<Range<usize>> = Vec::new();
        for term in wording::terms(folded.text()) {
            let Some((worth, is_marked)) = self.worth.get(term.text).copied() else { continue };
            if !counted.contains(&term.text) {
                counted.push(term.text);
                points += worth;
            }
            if !is_marked {
                continue;
            }
            let place = folded.original(term.start..term.end);
            match marks.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => marks.push(place),
            }
        }
        Passage { text: text.to_owned(), marks, points }
    }

    /// The sentences of these texts that answer best, in their order.
    pub(crate) fn passages(&self, texts: &[&str]) -> Vec<Passage> {
        let mut found: Vec<(usize, Passage)> = Vec::new();
        for text in texts {
            let cut = text.char_indices().nth(LOOKED_AT).map_or(text.len(), |(at, _)| at);
            let text = text.get(..cut).unwrap_or_default();
            for sentence in wording::sentences(text).filter_map(|sentence| text.get(sentence)) {
                let passage = self.marked(sentence);
                if !passage.marks.is_empty() {
                    found.push((found.len(), passage));
                }
            }
        }
        found.sort_by(|one, other| other.1.points.total_cmp(&one.1.points).then(one.0.cmp(&other.0)));
        found.truncate(SENTENCES);
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, passage)| cut(passage)).collect()
    }
}

/// A long sentence as what stands around its first find.
fn cut(passage: Passage) -> Passage {
    let Some(first) = passage.marks.first().filter(|_| passage.text.chars().count() > LONGEST) else {
        return passage;
    };
    let before = passage.text.get(..first.start).unwrap_or_default();
    let start = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let rest = passage.text.get(start..).unwrap_or_default();
    let length = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let (opening, closing) = (if start > 0 { "…" } else { "" }, if length < rest.len() { "…" } else { "" });
    let text = format!("{opening}{}{closing}", rest.get(..length).unwrap_or_default());
    let within = |mark: &Range<usize>| {
        let (from, to) = (mark.start.checked_sub(start)?, mark.end.min(start + length).checked_sub(start)?);
        (from < to).then(|| from + opening.len()..to + opening.len())
    };
    Passage { marks: passage.marks.iter().filter_map(within).collect(), text, points: passage.points }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(terms: &[&str]) -> Marker {
        Marker { worth: terms.iter().map(|term| ((*term).to_owned(), (1.0, true))).collect() }
    }

    fn shown(passage: &Passage) -> String {
        passage.pieces().into_iter().map(|(text, marked)| if marked { format!("[{text}]") } else { text.to_owned() }).collect()
    }

    #[test]
    fn the_best_sentences_are_shown_with_what_was_found_in_the_words_of_the_author() {
        let marker = marker(&["陶瓷", "瓷釉", "voc"]);
        let text = "本项目研究高温陶瓷釉。排放 ＶＯＣ 很低，陶瓷耐用！其他内容。陶瓷。";
        let passages = marker.passages(&[text, ""]);
        assert_eq!(passages.iter().map(shown).collect::<Vec<_>>(), ["本项目研究高温[陶瓷釉]。", "排放 [ＶＯＣ] 很低，[陶瓷]耐用！"]);
        assert!(marker.passages(&["无关"]).is_empty());
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_first_find() {
        let text = format!("{}陶瓷{}", "前".repeat(300), "后".repeat(300));
        let passages = marker(&["陶瓷"]).passages(&[&text]);
        let shown = passages.first().map(shown).unwrap_or_default();
        assert!(shown.starts_with("…前") && shown.ends_with("后…") && shown.contains("前[陶瓷]后"), "{shown}");
        assert!(shown.chars().count() < LONGEST + 6);
    }
}
