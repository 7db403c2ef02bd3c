//! Sentences, Chinese and Latin, as ranges of the text in which they stand.

use std::ops::Range;

use crate::terms::is_cjk;

/// The sentences of a text, as ranges of bytes without the white space around them, in order, none of them empty.
///
/// A sentence ends with `。！？；…` or a line; with a full stop where that is no decimal point, no abbreviation and no number
/// of a list. What closes quotes and brackets belongs to the sentence that it closes.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let length = sentence_length(rest);
            let sentence = rest.get(..length).unwrap_or_default();
            let start = at + sentence.len() - sentence.trim_start().len();
            at += length;
            let trimmed = sentence.trim();
            if !trimmed.is_empty() {
                return Some(start..start + trimmed.len());
            }
        }
    })
}

/// How long the sentence is that begins a text, in bytes.
fn sentence_length(text: &str) -> usize {
    let mut ended = false;
    let mut word = Word::default();
    for (at, c) in text.char_indices() {
        if ended && !is_end(c) && !closes(c) {
            return at;
        }
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        if c == '\n' {
            return at + 1;
        }
        ended = ended || is_end(c) || c == '.' && word.ends_with_full_stop(rest);
        word.read(c);
    }
    text.len()
}

/// The word in which a point stands, as far as it was read.
#[derive(Default)]
struct Word {
    last: Option<char>,
    letters: usize,
    only_digits: bool,
}

impl Word {
    fn read(&mut self, c: char) {
        if c.is_whitespace() {
            *self = Self::default();
            return;
        }
        if is_cjk(c) || self.last.is_none() {
            *self = Self { only_digits: true, ..Self::default() };
        }
        self.last = Some(c);
        self.letters += usize::from(c.is_alphanumeric());
        self.only_digits &= c.is_ascii_digit() || c == '.';
    }

    /// Whether a point ends the sentence, by this word before it and by what follows.
    fn ends_with_full_stop(&self, rest: &str) -> bool {
        let Some(last) = self.last else { return false };
        if is_cjk(last) || closes(last) || matches!(last, '%' | '％' | '℃') {
            return true;
        }
        // The number of a list, a decimal point or a single letter (`e.g.`, `J. Li`) ends nothing.
        if self.letters <= 1 {
            return false;
        }
        match rest.chars().next() {
            None => true,
            Some(next) if is_cjk(next) || closes(next) => !self.only_digits,
            Some(next) if next.is_whitespace() => {
                !rest.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            }
            Some(_) => false,
        }
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '…' | '｡' | '．')
}

fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | ']' | '】' | '》' | '"' | '\'')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_pauses() {
        assert_eq!(
            cut("研究了釉料。结果表明：白度达92.5！是吗？"),
            ["研究了釉料。", "结果表明：白度达92.5！", "是吗？"]
        );
        assert_eq!(
            cut("研究了釉料.结果表明,白度为 2.75%.最后(见图1).完"),
            ["研究了釉料.", "结果表明,白度为 2.75%.", "最后(见图1).", "完"]
        );
        assert_eq!(
            cut("他说：“好。”于是；\n（一）目标\n\n1. 产品 2.5 吨"),
            ["他说：“好。”", "于是；", "（一）目标", "1. 产品 2.5 吨"]
        );
        assert_eq!(
            cut("We use SiC. It is hard, e.g. in Fig. 3 of J. Li. Done"),
            ["We use SiC.", "It is hard, e.g. in Fig. 3 of J. Li.", "Done"]
        );
        assert_eq!(cut("真的吗？！真的……好"), ["真的吗？！", "真的……", "好"]);
        assert_eq!(cut(" \n "), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_leave_out_only_white_space(text in "[a-c1 .。；!？”）陶瓷\n]{0,60}|\\PC{0,40}") {
            let mut at = 0;
            for sentence in sentences(&text) {
                prop_assert!(text[at..sentence.start].trim().is_empty());
                prop_assert!(!text[sentence.clone()].trim().is_empty());
                at = sentence.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
