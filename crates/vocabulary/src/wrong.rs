//! What is said when a typed value cannot be accepted: one clear Chinese sentence for the person who typed it.

use thiserror::Error;

/// A value that could not be read. [`Wrong::said`] is shown to the person as it stands, so it never repeats
/// a whole identity number, card number or telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{said}")]
pub struct Wrong {
    /// The sentence to show, without a closing full stop.
    pub said: String,
}

impl Wrong {
    /// An error that says `said`.
    pub fn new(said: impl Into<String>) -> Wrong {
        Wrong { said: said.into() }
    }
}

/// The longest part of a typed text that is repeated back, in characters.
const ECHO: usize = 20;

/// The typed text in Chinese quotation marks, cut after twenty characters. Only for values that are not personal.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.trim();
    let mut shown: String = text.chars().take(ECHO).collect();
    if text.chars().nth(ECHO).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_is_what_is_displayed() {
        assert_eq!(Wrong::new("金额没有填写").to_string(), "金额没有填写");
    }

    #[test]
    fn an_echo_is_cut_by_characters_even_outside_the_basic_plane() {
        assert_eq!(quoted(" 𠮷堃䶮 "), "“𠮷堃䶮”");
        assert_eq!(quoted(&"𠮷".repeat(20)), format!("“{}”", "𠮷".repeat(20)));
        assert_eq!(quoted(&"𠮷".repeat(21)), format!("“{}…”", "𠮷".repeat(20)));
    }
}
