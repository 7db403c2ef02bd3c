//! Marks in rendered text: where a number, a gap or somebody's words stand. They are written with characters that Unicode
//! keeps from being text (U+FDD0 and following), and taken out of everything that people type, so nobody can forge one.

const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';
const PART: char = '\u{fdd2}';

/// Begins a sentence of ours inside an error of the template engine.
pub(crate) const OURS: char = '\u{fdd3}';

/// A piece of a rendered line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of the template: they may carry markup.
    Plain(String),
    /// Words from a record or a variable: never markup.
    Quoted(String),
    /// A number or name that links to the list it comes from.
    Figure { code: String, address: String, text: String },
    /// Something missing: the code or place, and what it is.
    Gap { code: String, what: String },
}

/// Text without marks.
pub(crate) fn without(text: &str) -> String {
    text.chars().filter(|letter| !matches!(letter, '\u{fdd0}'..='\u{fdef}')).collect()
}

/// Whether a text holds marks.
pub(crate) fn has_any(text: &str) -> bool {
    text.contains(OPEN)
}

/// Marks a number or name.
pub(crate) fn figure(code: &str, address: &str, text: &str) -> String {
    format!("{OPEN}F{code}{PART}{address}{PART}{text}{CLOSE}")
}

/// Marks a gap.
pub(crate) fn gap(code: &str, what: &str) -> String {
    format!("{OPEN}G{code}{PART}{what}{CLOSE}")
}

/// Marks words that are no markup. They stay on one line.
pub(crate) fn quoted(text: &str) -> String {
    format!("{OPEN}Q{}{CLOSE}", one_line(text))
}

/// Text of several lines as one: Chinese needs no blank between sentences.
pub(crate) fn one_line(text: &str) -> String {
    without(text).lines().map(str::trim).collect()
}

/// The pieces of a rendered line. What a filter has torn apart is dropped.
pub(crate) fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(OPEN) {
        plain(&mut pieces, before);
        let (inside, behind) = after.split_once(CLOSE).unwrap_or((after, ""));
        pieces.extend(piece(inside));
        rest = behind;
    }
    plain(&mut pieces, rest);
    pieces
}

fn plain(pieces: &mut Vec<Piece>, text: &str) {
    let text = without(text);
    if !text.is_empty() {
        pieces.push(Piece::Plain(text));
    }
}

fn piece(inside: &str) -> Option<Piece> {
    let mut letters = inside.chars();
    let kind = letters.next()?;
    let mut parts = letters.as_str().split(PART).map(without);
    let mut part = || parts.next();
    match kind {
        'F' => Some(Piece::Figure { code: part()?, address: part()?, text: part()? }),
        'G' => Some(Piece::Gap { code: part()?, what: part()? }),
        'Q' => Some(Piece::Quoted(part()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_back_and_torn_ones_are_dropped() {
        let line = format!("有{}家，{}", figure("x", "/a?b", "42"), gap("y", "奖励"));
        let figure = Piece::Figure { code: "x".into(), address: "/a?b".into(), text: "42".into() };
        let gap = Piece::Gap { code: "y".into(), what: "奖励".into() };
        assert_eq!(pieces(&line), [Piece::Plain("有".into()), figure, Piece::Plain("家，".into()), gap]);
        assert_eq!(pieces("\u{fdd0}Fx"), []);
        assert_eq!(pieces("a\u{fdd1}b"), [Piece::Plain("ab".into())]);
    }

    #[test]
    fn nobody_can_type_a_mark() {
        assert_eq!(without("\u{fdd0}Fx\u{fdd2}javascript:\u{fdd2}1\u{fdd1}"), "Fxjavascript:1");
        assert_eq!(quoted("一\n二\u{fdd1}"), "\u{fdd0}Q一二\u{fdd1}");
    }
}
