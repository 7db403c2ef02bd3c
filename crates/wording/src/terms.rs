//! What a text is found by: single ideographs, pairs of neighbours, and runs of letters and digits.

use unicode_normalization::char::is_combining_mark;

/// A term of a folded text. Nothing is copied: `text` is a part of what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'t> {
    /// The term itself.
    pub text: &'t str,
    /// Where it begins in the folded text, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// What sort of term it is.
    pub kind: Kind,
}

/// The sorts of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One ideograph, kana or Korean syllable.
    Single,
    /// Two of them side by side.
    Pair,
    /// Letters and digits with what joins them, whole: `voc`, `α-al2o3`, `1200℃`, `gb/t9704-2012`, `9.5mm`.
    Run,
    /// A piece of such a run, for runs that have several: `al2o3`; `1200`; `gb`, `t`, `9704`, `2012`; `9.5`, `mm`.
    Part,
}

/// A longer run goes on as another one: no word and no code is so long.
const LONGEST_RUN: usize = 64;

/// The terms of a text that [`crate::fold`] has folded, in the order in which they begin; every letter and digit is in
/// at least one of them.
pub fn terms(folded: &str) -> impl Iterator<Item = Term<'_>> {
    Terms { text: folded, at: 0, pair: None, parts: 0..0 }
}

struct Terms<'t> {
    text: &'t str,
    at: usize,
    /// The pair that begins with the single given last.
    pair: Option<Term<'t>>,
    /// What of the run given last is not yet taken apart.
    parts: std::ops::Range<usize>,
}

impl<'t> Iterator for Terms<'t> {
    type Item = Term<'t>;

    fn next(&mut self) -> Option<Term<'t>> {
        if let Some(pair) = self.pair.take() {
            return Some(pair);
        }
        if let Some(part) = self.next_part() {
            return Some(part);
        }
        let rest = self.text.get(self.at..)?;
        let (skipped, first) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
        let start = self.at + skipped;
        if is_cjk(first) {
            let end = start + first.len_utf8();
            self.at = end;
            let second = self.text.get(end..)?.chars().next().filter(|next| is_cjk(*next));
            self.pair = second.and_then(|second| self.term(start, end + second.len_utf8(), Kind::Pair));
            return self.term(start, end, Kind::Single);
        }
        let end = start + run_length(self.text.get(start..)?);
        self.at = end;
        let run = self.term(start, end, Kind::Run)?;
        if part_length(run.text) < run.text.len() {
            self.parts = start..end;
        }
        Some(run)
    }
}

impl<'t> Terms<'t> {
    fn term(&self, start: usize, end: usize, kind: Kind) -> Option<Term<'t>> {
        Some(Term { text: self.text.get(start..end)?, start, end, kind })
    }

    fn next_part(&mut self) -> Option<Term<'t>> {
        let rest = self.text.get(self.parts.clone())?;
        let (skipped, _) = rest.char_indices().find(|(_, c)| c.is_alphanumeric())?;
        let start = self.parts.start + skipped;
        let end = start + part_length(rest.get(skipped..)?);
        self.parts.start = end;
        self.term(start, end, Kind::Part)
    }
}

/// Whether a character is written without spaces between words: ideographs, kana, Korean syllables.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    match c {
        '\0'..='\u{2FFF}' => false,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{AC00}'..='\u{D7A3}' => true,
        '\u{3000}'..='\u{31FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => c.is_alphanumeric(),
        _ => false,
    }
}

/// What may stand in a run.
fn is_letter(c: char) -> bool {
    !is_cjk(c) && c.is_alphanumeric()
}

/// How long the run is that begins a text, in bytes.
fn run_length(text: &str) -> usize {
    let numeric = text.starts_with(|c: char| c.is_ascii_digit());
    let mut chars = text.char_indices().peekable();
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        count += 1;
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = is_letter(c)
            || is_combining_mark(c)
            || matches!(c, '-' | '.' | '/' | '_' | '·' | '+') && next.is_some_and(is_letter);
        if numeric && matches!(c, '%' | '‰' | '℃' | '℉' | '°') {
            return at + c.len_utf8();
        }
        if !goes_on || count > LONGEST_RUN {
            return at;
        }
    }
    text.len()
}

/// How long the first part of a run is, in bytes. A run is cut at its joints (but not at a decimal point), between a number
/// and its unit, and before a number of three digits or more, so that `sbr4000` is found by `4000` and `al2o3` stays whole.
fn part_length(run: &str) -> usize {
    let numeric = run.starts_with(|c: char| c.is_ascii_digit());
    let mut before = None;
    for (at, c) in run.char_indices() {
        let rest = run.get(at + c.len_utf8()..).unwrap_or_default();
        let follows_digit = before.is_some_and(|before: char| before.is_ascii_digit());
        let ends = if c == '.' {
            !(follows_digit && rest.starts_with(|next: char| next.is_ascii_digit()))
        } else if c.is_ascii_digit() {
            let more = rest.bytes().take_while(u8::is_ascii_digit).count();
            !numeric && !follows_digit && before.is_some() && more >= 2
        } else {
            !is_letter(c) && !is_combining_mark(c) || numeric && follows_digit
        };
        if ends {
            return at;
        }
        before = Some(c);
    }
    run.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold;

    fn cut(text: &str) -> String {
        let sign = |kind| match kind {
            Kind::Single => "",
            Kind::Pair => "=",
            Kind::Run => "!",
            Kind::Part => "~",
        };
        terms(&fold(text)).map(|term| format!("{}{}", sign(term.kind), term.text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ideographs_are_found_alone_and_in_pairs_and_runs_whole_and_in_parts() {
        for (text, found) in [
            ("陶瓷，窑", "陶 =陶瓷 瓷 窑"),
            ("VOC废气", "!voc 废 =废气 气"),
            ("α-Al2O3粉", "!α-al2o3 ~α ~al2o3 粉"),
            ("1200℃烧结", "!1200℃ ~1200 烧 =烧结 结"),
            ("GB/T 9704", "!gb/t ~gb ~t !9704"),
            ("GB/T9704—2012", "!gb/t9704-2012 ~gb ~t ~9704 ~2012"),
            ("9.5mm", "!9.5mm ~9.5 ~mm"),
            ("结束.The end.", "结 =结束 束 !the !end"),
            ("SBR4000 与 H2O2", "!sbr4000 ~sbr ~4000 与 !h2o2"),
            ("提高36.8%，", "提 =提高 高 !36.8% ~36.8"),
            ("C++ 😀 -5", "!c !5"),
            ("café", "!café"),
            ("", ""),
        ] {
            assert_eq!(cut(text), found, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_letter_is_in_a_term_and_every_term_is_a_part_of_the_text(text in "[a-c1-3陶瓷ガ가é./+%℃_ ，-]{0,90}|\\PC{0,40}") {
            let text = fold(&text);
            let mut covered = vec![false; text.len()];
            let mut start = 0;
            for term in terms(&text) {
                prop_assert_eq!(&text[term.start..term.end], term.text);
                prop_assert!(!term.text.is_empty() && term.start >= start);
                if term.kind != Kind::Part {
                    start = term.start;
                }
                covered[term.start..term.end].fill(true);
            }
            for (at, c) in text.char_indices() {
                prop_assert!(covered[at] || !c.is_alphanumeric(), "{c} of {text}");
            }
        }
    }
}
