//! Marks in the words of a paragraph: where they stand and what they ask for.

use std::ops::Range;

/// A mark in a paragraph's words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the mark, braces included.
    pub(super) range: Range<usize>,
    /// The expression, made plain; nothing when the mark is never closed.
    pub(super) expression: Option<String>,
}

/// All marks from left to right. Where braces open twice before they close, the inner ones are the mark.
pub(super) fn find(words: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut characters = words.char_indices().peekable();
    while let Some((start, c)) = characters.next() {
        let Some((second, next)) = characters.peek().copied() else { break };
        let end = second + next.len_utf8();
        if is_open(c) && is_open(next) {
            open = Some(start..end);
        } else if is_close(c) && is_close(next) {
            characters.next();
            if let Some(opening) = open.take() {
                let inside = words.get(opening.end..start).unwrap_or_default();
                found.push(Found { range: opening.start..end, expression: Some(plain(inside)) });
            }
        }
    }
    found.extend(open.map(|opening| Found { range: opening.start..words.len(), expression: None }));
    found
}

fn is_open(c: char) -> bool {
    matches!(c, '{' | '\u{ff5b}')
}

fn is_close(c: char) -> bool {
    matches!(c, '}' | '\u{ff5d}')
}

/// The expression as it was meant: Word and Chinese input methods change quotes, brackets and spaces while one types.
fn plain(inside: &str) -> String {
    let mut expression = String::with_capacity(inside.len());
    let mut quote = None;
    for c in inside.chars() {
        let c = match c {
            '\u{201c}'..='\u{201f}' | '\u{ff02}' => '"',
            '\u{2018}'..='\u{201b}' | '\u{ff07}' => '\'',
            // Breaks, tabs and what cannot be seen were never meant as part of a name.
            '\t' | '\n' | '\r' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            '\u{a0}' | '\u{3000}' => ' ',
            other => other,
        };
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (_, Some(closing)) if c == closing => quote = None,
            _ => {}
        }
        // Names in quotes keep their own brackets.
        expression.push(if quote.is_none() { half_width(c) } else { c });
    }
    expression.trim().to_owned()
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff3b}' | '【' => '[',
        '\u{ff3d}' | '】' => ']',
        '\u{ff0c}' => ',',
        '\u{ff1a}' => ':',
        '\u{ff5c}' => '|',
        '\u{ff1d}' => '=',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expressions(words: &str) -> Vec<Option<String>> {
        find(words).into_iter().map(|found| found.expression).collect()
    }

    #[test]
    fn quotes_and_brackets_that_typing_changed_are_made_plain() {
        assert_eq!(expressions("{{ figure(“hnte-valid”) }}"), [Some("figure(\"hnte-valid\")".to_owned())]);
        assert_eq!(
            expressions("\u{ff5b}\u{ff5b}\u{3000}figure\u{ff08}‘a’\u{ff0c}\u{a0}2022\u{ff09}\u{ff5d}\u{ff5d}"),
            [Some("figure('a', 2022)".to_owned())]
        );
        assert_eq!(
            expressions("{{ figure(\"投入\u{ff08}万元\u{ff09}\") }}"),
            [Some("figure(\"投入\u{ff08}万元\u{ff09}\")".to_owned())]
        );
    }

    #[test]
    fn marks_stand_where_their_braces_are() {
        let words = "全区{{a}}家,{{ b }}。";
        let places: Vec<_> = find(words).into_iter().map(|found| words[found.range].to_owned()).collect();
        assert_eq!(places, ["{{a}}", "{{ b }}"]);
    }

    #[test]
    fn the_inner_of_nested_braces_is_the_mark() {
        assert_eq!(expressions("{{ x {{ y }} }}"), [Some("y".to_owned())]);
        let words = "{{{z}}}";
        assert_eq!(find(words).first().map(|found| &words[found.range.clone()]), Some("{{z}}"));
    }

    #[test]
    fn lone_braces_are_text_and_an_unclosed_mark_is_found_without_expression() {
        assert_eq!(expressions("a } b { c }} d"), []);
        assert_eq!(expressions("甲 {{ figure(\"x\""), [None]);
        assert_eq!(expressions(""), []);
    }
}
