//! Where the names of units and people stand in the words of a `.docx` that should not name them.

use crate::{DocumentError, fill};

/// A name shorter than this many characters stands everywhere and says nothing.
const SHORTEST: usize = 2;
/// Characters shown on either side of a name.
const AROUND: usize = 12;

/// A place where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, as it was asked for.
    pub name: String,
    /// Where it stands, such as `正文第 3 段`; cells of tables count as paragraphs.
    pub place: String,
    /// The words around it.
    pub excerpt: String,
}

/// Where these names stand in the words of a `.docx`: body, tables, text boxes, headers, footers, notes and comments.
/// Blanks, full-width forms and upper case make no difference, so `王 堃` is found for `王堃`. Words in pictures, charts
/// and embedded files are not read.
///
/// # Errors
/// [`DocumentError`] if the `.docx` is not sound.
pub fn mentions(docx: &[u8], names: &[&str]) -> Result<Vec<Mention>, DocumentError> {
    let names: Vec<(&str, Vec<char>)> = names.iter().map(|name| (*name, letters(name))).collect();
    let mut found = Vec::new();
    for (part, paragraphs) in fill::words(docx)? {
        for (number, words) in (1..).zip(&paragraphs) {
            let letters: Vec<(usize, char)> = spelled(words).collect();
            for (name, wanted) in names.iter().filter(|(_, wanted)| wanted.len() >= SHORTEST) {
                for at in starts(&letters, wanted) {
                    let place = format!("{}第 {number} 段", label(&part));
                    let excerpt = excerpt(words, &letters, at, wanted.len());
                    found.push(Mention { name: (*name).to_owned(), place, excerpt });
                }
            }
        }
    }
    Ok(found)
}

/// What people call a part of the document.
fn label(part: &str) -> &'static str {
    let labels =
        [("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注")];
    let file = part.rsplit('/').next().unwrap_or_default();
    labels.iter().find(|(start, _)| file.starts_with(start)).map_or("正文", |(_, label)| label)
}

/// Where the letters of a name begin; places do not overlap.
fn starts(letters: &[(usize, char)], wanted: &[char]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, window) in letters.windows(wanted.len()).enumerate() {
        let is_free = found.last().is_none_or(|last| last + wanted.len() <= at);
        if is_free && window.iter().map(|(_, letter)| letter).eq(wanted) {
            found.push(at);
        }
    }
    found
}

/// The words around some letters, shortened on both sides.
fn excerpt(words: &str, letters: &[(usize, char)], at: usize, length: usize) -> String {
    let before = at.saturating_sub(AROUND);
    let from = letters.get(before).map_or(0, |(place, _)| *place);
    let until = letters.get(at + length + AROUND).map_or(words.len(), |(place, _)| *place);
    let dots = |is_cut: bool| if is_cut { "……" } else { "" };
    let shown = words.get(from..until).unwrap_or_default().trim();
    format!("{}{shown}{}", dots(before > 0), dots(until < words.len()))
}

fn letters(name: &str) -> Vec<char> {
    spelled(name).map(|(_, letter)| letter).collect()
}

/// The letters by which words are compared, each with its place in the words.
fn spelled(words: &str) -> impl Iterator<Item = (usize, char)> {
    words.char_indices().filter_map(|(place, letter)| {
        let plain = match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
            letter => letter,
        };
        (!plain.is_whitespace()).then(|| (place, plain.to_lowercase().next().unwrap_or(plain)))
    })
}
