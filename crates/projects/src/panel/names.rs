//! The names that a blind copy must not tell, and taking them out of what the applicant wrote.

use cases::{CaseFile, matching};
use directory::ORGANISATIONS;
use storage::{Reader, Result};

use crate::{MEMBERS, PARTNERS};

/// What stands where a name was.
const HIDDEN: &str = "［已隐去］";

/// A name shorter than this many letters stands everywhere and says nothing.
const SHORTEST: usize = 2;

/// Names, the longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// The units and people of a proposal.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn of(reader: Reader<'_>, proposal: &CaseFile) -> Result<Names> {
        let mut names = vec![proposal.text("leader").to_owned(), proposal.text("contact").to_owned()];
        let mut units = vec![proposal.number("unit")];
        let own = [("proposal", proposal.id().into())];
        for member in CaseFile::all(reader, &MEMBERS, matching(&MEMBERS, &own)?).await? {
            names.extend([member.text("name").to_owned(), member.linked("person").to_owned()]);
            units.push(member.number("unit"));
        }
        for partner in CaseFile::all(reader, &PARTNERS, matching(&PARTNERS, &own)?).await? {
            units.push(partner.number("unit"));
        }
        units.sort_unstable();
        units.dedup();
        for unit in units.into_iter().flatten() {
            let unit = CaseFile::read(reader, &ORGANISATIONS, unit).await?;
            names.extend([unit.text("name").to_owned(), unit.text("short_name").to_owned()]);
        }
        Ok(Names::new(names))
    }

    /// These names, those left out that are none.
    pub(super) fn new(names: Vec<String>) -> Names {
        let mut names: Vec<String> = names.into_iter().map(|name| name.trim().to_owned()).collect();
        names.retain(|name| letters(name).count() >= SHORTEST);
        names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        names.dedup();
        Names(names)
    }

    /// The names as a search asks for them.
    pub(super) fn all(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }

    /// A text without these names. Blanks within a name, full-width forms and capitals make no difference.
    pub(super) fn without(&self, text: &str) -> String {
        let spelled: Vec<(usize, char)> = letters(text).collect();
        let mut hidden = vec![false; spelled.len()];
        for name in &self.0 {
            let wanted: Vec<char> = letters(name).map(|(_, letter)| letter).collect();
            for at in 0..=spelled.len().saturating_sub(wanted.len()) {
                let there = spelled.iter().skip(at).take(wanted.len()).map(|(_, letter)| letter);
                if there.eq(&wanted) {
                    hidden.iter_mut().skip(at).take(wanted.len()).for_each(|letter| *letter = true);
                }
            }
        }
        let mut shown = String::with_capacity(text.len());
        let mut places = spelled.iter().map(|(place, _)| *place).zip(hidden).peekable();
        let mut is_hiding = false;
        for (place, letter) in text.char_indices() {
            match places.next_if(|(next, _)| *next == place) {
                Some((_, true)) if !is_hiding => {
                    shown.push_str(HIDDEN);
                    is_hiding = true;
                }
                Some((_, true)) => {}
                Some((_, false)) => {
                    is_hiding = false;
                    shown.push(letter);
                }
                // A blank within a name goes with it.
                None if is_hiding && places.peek().is_some_and(|(_, hidden)| *hidden) => {}
                None => shown.push(letter),
            }
        }
        shown
    }
}

/// The letters by which names are compared, each with its place.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter_map(|(place, letter)| {
        let plain = match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
            letter => letter,
        };
        (!plain.is_whitespace()).then(|| (place, plain.to_lowercase().next().unwrap_or(plain)))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(names: &[&str]) -> Names {
        Names::new(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn names_are_taken_out_however_they_are_written() {
        let names = names(&["甲陶瓷公司", "甲陶瓷", "王堃", "ABC 公司", "李"]);
        let hidden = |text: &str| names.without(text);
        assert_eq!(hidden("由甲陶瓷公司承担，王 堃主持。"), "由［已隐去］承担，［已隐去］主持。");
        assert_eq!(hidden("甲陶瓷的窑炉和 ａｂｃ公司"), "［已隐去］的窑炉和 ［已隐去］");
        assert_eq!(hidden("李子树"), "李子树", "one letter says nothing");
        assert_eq!(hidden(""), "");
        assert_eq!(Names::default().without("甲陶瓷公司"), "甲陶瓷公司");
    }

    proptest! {
        #[test]
        fn nothing_of_a_name_is_left(before in "[甲乙丙 ]{0,6}", after in "[甲乙丙 ]{0,6}") {
            let text = format!("{before}甲乙{after}");
            prop_assert!(!names(&["甲乙"]).without(&text).contains("甲乙"));
        }

        #[test]
        fn what_has_no_name_in_it_stays_as_it_is(text in "\\PC{0,40}") {
            prop_assert_eq!(names(&["不会有的名字"]).without(&text), text);
        }
    }
}
