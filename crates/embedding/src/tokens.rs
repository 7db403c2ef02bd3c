//! A text in the pieces the model knows: of all ways to cut it, the one whose pieces are likeliest together.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::file::{Spelling, Wrong, broken};

/// Stands before every word, for the space that was there.
const WORD: char = '\u{2581}';
/// How much unlikelier than the unlikeliest piece a character is that no piece has.
const UNKNOWN: f32 = 10.0;

/// The pieces and their scores (logarithms of how likely they are).
pub(crate) struct Tokens {
    pieces: HashMap<Box<str>, (u32, f32)>,
    rewritten: HashMap<char, Box<str>>,
    longest: usize,
    unknown: (u32, f32),
    /// What opens and closes a window.
    pub(crate) ends: (u32, u32),
}

impl Tokens {
    pub(crate) fn new(spelling: Spelling) -> Result<Self, Wrong> {
        let Spelling { pieces, begin, end, unknown, rewritten } = spelling;
        let least = pieces.iter().map(|(_, score)| *score).fold(0.0, f32::min);
        let longest = pieces.iter().map(|(piece, _)| piece.len()).max().unwrap_or(0);
        // What marks ends and gaps has no score, and no text can spell it.
        let spoken = (0_u32..).zip(pieces).filter(|(_, (piece, score))| *score < 0.0 && !piece.is_empty());
        let pieces: HashMap<_, _> = spoken.map(|(id, (piece, score))| (piece, (id, score))).collect();
        if pieces.is_empty() {
            return Err(broken("词表"));
        }
        Ok(Self { pieces, rewritten, longest, unknown: (unknown, least - UNKNOWN), ends: (begin, end) })
    }

    /// The ids of the pieces of `text`, without the ends.
    pub(crate) fn cut(&self, text: &str) -> Vec<u32> {
        self.likeliest(&self.spelt(text))
    }

    /// In the spelling of the pieces: one form of each character, one mark for any white space, one at the beginning.
    fn spelt(&self, text: &str) -> String {
        let mut spelt = String::with_capacity(text.len() + WORD.len_utf8());
        spelt.push(WORD);
        let mut push = |one: char| {
            let one = if one == ' ' { WORD } else { one };
            if one != WORD || !spelt.ends_with(WORD) {
                spelt.push(one);
            }
        };
        for one in text.trim().nfc() {
            match self.rewritten.get(&one) {
                Some(other) => other.chars().for_each(&mut push),
                None => push(one),
            }
        }
        spelt
    }

    /// The best way to each place in the text goes over the best way to an earlier place (Viterbi).
    fn likeliest(&self, text: &str) -> Vec<u32> {
        let mut ways: Vec<Way> = vec![Way::NONE; text.len() + 1];
        if let Some(first) = ways.first_mut() {
            first.score = 0.0;
        }
        for (from, one) in text.char_indices() {
            let Some((reached, rest)) = ways.get(from).map(|way| way.score).zip(text.get(from..)) else { continue };
            let mut step = |length: usize, (piece, score): (u32, f32)| {
                if let Some(way) = ways.get_mut(from + length).filter(|way| way.score < reached + score) {
                    *way = Way { score: reached + score, piece, length };
                }
            };
            for (at, one) in rest.char_indices().take_while(|(at, one)| at + one.len_utf8() <= self.longest) {
                let length = at + one.len_utf8();
                if let Some(piece) = rest.get(..length).and_then(|piece| self.pieces.get(piece)) {
                    step(length, *piece);
                }
            }
            step(one.len_utf8(), self.unknown);
        }
        let mut pieces = Vec::new();
        let mut at = text.len();
        while let Some(way) = ways.get(at).filter(|way| way.length > 0) {
            pieces.push(way.piece);
            at -= way.length;
        }
        pieces.reverse();
        pieces
    }
}

/// How a place in the text is best reached: the score of the way, and its last piece.
#[derive(Clone, Copy)]
struct Way {
    score: f32,
    piece: u32,
    /// Bytes of the last piece; 0 at the beginning.
    length: usize,
}

impl Way {
    const NONE: Self = Self { score: f32::NEG_INFINITY, piece: 0, length: 0 };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> Tokens {
        let words =
            ["<s>", "</s>", "<unk>", "\u{2581}", "机", "器", "人", "机器", "机器人", "\u{2581}机", "ab", "a", "b"];
        let scores = [0.0, 0.0, 0.0, -2.0, -5.0, -5.0, -5.0, -7.0, -6.0, -9.0, -4.0, -1.0, -1.0];
        let pieces = words.into_iter().map(Box::from).zip(scores).collect();
        let rewritten = [('ａ', "a".into()), ('\t', " ".into()), ('\u{7}', "".into())].into();
        Tokens::new(Spelling { pieces, begin: 0, end: 1, unknown: 2, rewritten }).expect("a vocabulary")
    }

    #[test]
    fn the_likeliest_cut_is_taken_not_the_longest_piece() {
        // "机器人" in one piece costs 6 after a mark of 2; "ab" costs 4 in one piece and 2 in two.
        assert_eq!(tokens().cut("机器人"), [3, 8]);
        assert_eq!(tokens().cut("ab"), [3, 11, 12]);
    }

    #[test]
    fn a_character_without_a_piece_is_unknown_and_the_rest_goes_on() {
        assert_eq!(tokens().cut("机😀器"), [3, 4, 2, 5]);
    }

    #[test]
    fn spelling_and_white_space_are_levelled() {
        assert_eq!(tokens().spelt(" ａ\t \t机\u{7}器 "), "\u{2581}a\u{2581}机器");
        assert_eq!(tokens().cut(""), [3]);
    }

    #[test]
    fn no_text_spells_the_marks_of_the_ends() {
        assert!(!tokens().cut("<s></s>").contains(&0));
    }
}
