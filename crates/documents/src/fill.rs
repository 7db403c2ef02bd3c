//! Filling somebody's own `.docx`: values come to stand at its `{{ … }}` marks, everything else stays byte for byte.

mod marks;
mod parts;
mod splice;
mod story;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::DocumentError;
use crate::archive::Archive;
use parts::Parts;
pub(crate) use parts::{attribute, each_tag};
pub(crate) use story::{WORD, bad, place};

/// A mark found in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The text between the braces, trimmed, with straight quotes and half-width brackets: `figure("hnte-valid")`.
    pub expression: String,
}

/// What takes the place of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filling {
    /// The words; line breaks and tabs are kept as such.
    pub text: String,
    /// Where the words link to, if anywhere.
    pub address: Option<String>,
}

/// A filled document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The bytes of the `.docx`; the very bytes given when there was nothing to fill.
    pub docx: Vec<u8>,
    /// How many marks were filled. A text box counts once, though Word keeps it twice.
    pub filled: usize,
    /// Marks that nobody knew, in order of appearance and each once; they stand in the document as they were.
    pub unknown: Vec<String>,
}

/// Answers marks, each distinct expression asked once.
struct Answers<'a> {
    resolve: &'a mut dyn FnMut(&Mark) -> Option<Filling>,
    known: BTreeMap<String, Option<Filling>>,
    filled: usize,
    unknown: Vec<String>,
}

impl Answers<'_> {
    /// The filling of an expression; `counts` says whether its place counts.
    fn to(&mut self, expression: &str, counts: bool) -> Option<Filling> {
        let answer = match self.known.get(expression) {
            Some(answer) => answer.clone(),
            None => {
                let answer = (self.resolve)(&Mark { expression: expression.to_owned() });
                self.known.insert(expression.to_owned(), answer.clone());
                answer
            }
        };
        match answer {
            Some(_) if counts => self.filled += 1,
            Some(_) => {}
            None => self.not_known(expression.to_owned()),
        }
        answer
    }

    fn not_known(&mut self, mark: String) {
        if !self.unknown.contains(&mark) {
            self.unknown.push(mark);
        }
    }
}

/// Fills the marks of a `.docx` in its body, tables, text boxes, headers, footers, footnotes, endnotes and comments.
///
/// A mark may be split over runs in any way within one paragraph; the filling takes the format of the run where the mark
/// begins. `resolve` is asked once for each distinct expression. Fillings are never searched for marks again.
///
/// # Errors
/// When the bytes are no sound `.docx`, or claim to be larger, deeper or trickier than documents are.
pub fn fill(docx: &[u8], resolve: &mut dyn FnMut(&Mark) -> Option<Filling>) -> Result<Filled, DocumentError> {
    let mut archive = Archive::open(docx)?;
    let mut answers = Answers { resolve, known: BTreeMap::new(), filled: 0, unknown: Vec::new() };
    let mut changed = BTreeMap::new();
    let parts = Parts::of(&mut archive)?;
    let link_style = parts.default_character_style(&mut archive)?;
    for name in parts.stories {
        let Some(text) = archive.part(&name)? else {
            continue;
        };
        let story = story::read(&name, &text)?;
        if let Some(text) = splice::filled(&text, &story, link_style.as_deref(), &mut answers) {
            changed.insert(name, text);
        }
    }
    let Answers { filled, unknown, .. } = answers;
    let docx = if changed.is_empty() { docx.to_vec() } else { archive.with(&changed, &BTreeSet::new())? };
    Ok(Filled { docx, filled, unknown })
}

/// The words of a `.docx`, paragraph by paragraph, for each part that has any, the body first. What is repeated for old
/// readers is left out.
pub(crate) fn words(docx: &[u8]) -> Result<Vec<(String, Vec<String>)>, DocumentError> {
    let mut archive = Archive::open(docx)?;
    let mut all = Vec::new();
    for name in Parts::of(&mut archive)?.stories {
        let Some(text) = archive.part(&name)? else { continue };
        let story = story::read(&name, &text)?;
        let paragraphs = story.iter().filter(|paragraph| !paragraph.is_fallback);
        let words = |paragraph: &story::Paragraph| paragraph.pieces.iter().map(|piece| piece.words.as_str()).collect();
        all.push((name, paragraphs.map(words).collect()));
    }
    Ok(all)
}
