//! Folding: one width, case and script, so that what reads the same compares equal; and the way back to the author's words.

use std::ops::Range;

use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, is_combining_mark},
};

use crate::script::simplified;

/// `text` in one width, case and script, so that what reads the same compares equal.
///
/// Full-width forms, ligatures, super- and subscripts and units in one character become plain letters and digits (㎡ m2,
/// Al₂O₃ al2o3: pasted text has lost its small digits anyway); letters become small; traditional characters become
/// simplified; quotes, dashes and brackets of one use become one; invisible characters disappear. `℃` and `°C` both become
/// `℃`. Numbers in circles stay, lest a list number joins the number beside it. Folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, |_, piece| match piece {
        Piece::One(c) => folded.push(c),
        Piece::Many(part) => folded.push_str(part),
    });
    folded
}

/// A folded text that remembers where everything stood in the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    stretches: Vec<Stretch>,
    /// Bytes of the original.
    length: usize,
}

/// From here on folded and original run in step, or one piece of the original became one piece of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    folded: usize,
    original: usize,
    in_step: bool,
}

impl Folded {
    /// Folds a text as [`fold`] does.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), stretches: Vec::new(), length: text.len() };
        each(text, |place, piece| {
            let start = folded.text.len();
            match piece {
                Piece::One(c) => folded.text.push(c),
                Piece::Many(part) => folded.text.push_str(part),
            }
            let in_step = matches!(piece, Piece::One(c) if c.len_utf8() == place.len());
            let goes_on = in_step
                && folded.stretches.last().is_some_and(|last| {
                    last.in_step && place.start.checked_sub(last.original) == Some(start - last.folded)
                });
            if !goes_on {
                folded.stretches.push(Stretch { folded: start, original: place.start, in_step });
            }
        });
        folded
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of bytes of the folded text stood in the original, in bytes: the whole of every character that had
    /// a part in it.
    #[must_use]
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.stretch(folded.start).map_or(self.length, |(stretch, _)| match stretch.in_step {
            true => stretch.original + folded.start.min(self.text.len()) - stretch.folded,
            false => stretch.original,
        });
        if folded.end <= folded.start {
            return start..start;
        }
        let end = self.stretch(folded.end - 1).map_or(self.length, |(stretch, next)| match stretch.in_step {
            true => (stretch.original + folded.end - stretch.folded).min(self.length),
            false => next,
        });
        start..end.max(start)
    }

    /// The stretch in which a byte of the folded text stands, and where the next one begins in the original.
    fn stretch(&self, at: usize) -> Option<(Stretch, usize)> {
        let after = self.stretches.partition_point(|stretch| stretch.folded <= at);
        let stretch = self.stretches.get(after.checked_sub(1)?)?;
        Some((*stretch, self.stretches.get(after).map_or(self.length, |next| next.original)))
    }
}

/// What a character with its marks becomes.
#[derive(Clone, Copy)]
enum Piece<'p> {
    One(char),
    Many(&'p str),
}

impl Piece<'_> {
    fn first(self) -> Option<char> {
        match self {
            Piece::One(c) => Some(c),
            Piece::Many(part) => part.chars().next(),
        }
    }
}

/// Folds character by character, each with the marks that belong to it, and says where it stood.
fn each(text: &str, mut take: impl FnMut(Range<usize>, Piece)) {
    let mut degree: Option<Range<usize>> = None;
    let mut slow = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let quick = plain(c).filter(|_| chars.peek().is_none_or(|(_, next)| !extends(*next)));
        while quick.is_none() && chars.next_if(|(_, next)| extends(*next)).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        let piece = quick.map_or_else(
            || {
                normalise(text.get(start..end).unwrap_or_default(), &mut slow);
                Piece::Many(&slow)
            },
            Piece::One,
        );
        if let Some(sign) = degree.take() {
            if let Some(joined) = temperature(piece) {
                take(sign.start..end, Piece::Many(&joined));
                continue;
            }
            take(sign, Piece::One(DEGREE));
        }
        match piece {
            Piece::One(DEGREE) => degree = Some(start..end),
            Piece::Many("") => {}
            Piece::Many(part) if part.len() == DEGREE.len_utf8() && part.starts_with(DEGREE) => {
                degree = Some(start..end)
            }
            _ => take(start..end, piece),
        }
    }
    if let Some(sign) = degree {
        take(sign, Piece::One(DEGREE));
    }
}

const DEGREE: char = '°';

/// The degree sign and what stands behind it as one, if that is a C or an F.
fn temperature(behind: Piece) -> Option<String> {
    let unit = match behind.first()? {
        'c' => '℃',
        'f' => '℉',
        _ => return None,
    };
    let rest = match behind {
        Piece::One(_) => "",
        Piece::Many(part) => part.get(1..).unwrap_or_default(),
    };
    (!rest.chars().next().is_some_and(extends)).then(|| format!("{unit}{rest}"))
}

/// What one character becomes where one look decides; nothing where it must be taken apart.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7F}' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' => Some(simplified(c)),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map(|narrow| narrow.to_ascii_lowercase()),
        'α'..='ρ' | 'σ'..='ω' => Some(c),
        _ => sign(c),
    }
}

/// Signs of one use as one sign, and those that stay as they are because taken apart they would say something else.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' => '-',
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' | '「' | '」' | '『' | '』' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        '∼' | '〜' => '~',
        '∕' | '⁄' => '/',
        '•' | '‧' | '∙' | '⋅' | '・' | '･' | '·' => '·',
        '°' | 'º' | '˚' => DEGREE,
        '、' | '。' | '《' | '》' | '〈' | '〉' | '…' | '×' | '±' => c,
        '℃' | '℉' | '™' | '℠' | '\u{2460}'..='\u{24FF}' | '\u{3200}'..='\u{32FF}' => c,
        _ => return None,
    })
}

/// A cluster taken apart, put into small letters and together again.
fn normalise(cluster: &str, into: &mut String) {
    into.clear();
    let mut seen = cluster.chars().filter(|c| !is_invisible(*c));
    if let (Some(only), None) = (seen.next(), seen.next())
        && let Some(folded) = plain(only)
    {
        into.push(folded);
        return;
    }
    let letters = cluster.chars().filter(|c| !is_invisible(*c)).nfkc().flat_map(char::to_lowercase);
    into.extend(letters.nfkc().map(|c| plain(c).unwrap_or(c)));
}

/// Whether a character belongs to the one before it: a mark, a part of a Korean syllable, or something invisible.
fn extends(c: char) -> bool {
    match c {
        '\0'..='\u{AC}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9D}' => false,
        '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}' => true,
        _ => is_invisible(c) || canonical_combining_class(c) != 0 || is_combining_mark(c),
    }
}

/// Characters that show nothing and only steer how others are shown.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests;
