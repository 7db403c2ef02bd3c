//! Folds what people type (full-width forms, stray spaces) to plain characters before it is read.

/// Full-width letters, digits and signs become ASCII, every kind of minus becomes `-`, ideographic and no-break
/// spaces become a space, invisible marks disappear, and the ends are trimmed.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text.chars().filter_map(fold).collect();
    plain.trim().to_owned()
}

/// As [`folded`], without any white space at all and in upper case: for codes.
pub(crate) fn folded_code(text: &str) -> String {
    folded(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// The value of a string made only of ASCII digits, if it fits.
pub(crate) fn digits_value(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Stars in place of everything but the first `head` and the last `tail` characters; all stars when too short.
pub(crate) fn starred(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let keep_any = length > head + tail;
    let visible = |at: usize| keep_any && (at < head || at >= length - tail);
    text.chars().enumerate().map(|(at, c)| if visible(at) { c } else { '*' }).collect()
}

fn fold(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{3000}' | '\u{00A0}' => Some(' '),
        '\u{FFE5}' => Some('¥'),
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => Some('-'),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_forms_become_ascii_and_ends_are_trimmed() {
        assert_eq!(folded("　１，２３４．５Ａ\u{FEFF} "), "1,234.5A");
        assert_eq!(folded_code(" 91 36０313ma "), "91360313MA");
    }

    #[test]
    fn text_outside_ascii_is_left_alone() {
        assert_eq!(folded("堃𠮷"), "堃𠮷");
    }

    #[test]
    fn stars_hide_everything_when_there_is_little_to_hide() {
        assert_eq!(starred("12345678", 3, 4), "123*5678");
        assert_eq!(starred("1234567", 3, 4), "*******");
        assert_eq!(starred("𠮷堃翀䶮㛃", 1, 1), "𠮷***㛃");
    }
}
