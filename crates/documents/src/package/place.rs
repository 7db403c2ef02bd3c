//! Where a paper lies in the package: a path that every system can unpack.

use std::collections::HashSet;

use crate::FileName;

/// The most bytes of a name: file systems of Linux take 255, and a number may be added.
const MOST_BYTES: usize = 240;
/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The places in one folder, no two the same on any system.
pub(super) struct Places {
    folder: String,
    taken: HashSet<String>,
}

impl Places {
    /// The folder `01 申报`.
    pub(super) fn of(number: usize, folder: &str) -> Places {
        Places {
            folder: format!("{number:02} {}", fit(folder, MOST_BYTES)).trim_end().to_owned(),
            taken: HashSet::new(),
        }
    }

    /// The place of the next paper: its name, with a number where another paper has it already.
    pub(super) fn next(&mut self, name: &FileName) -> String {
        let ending = if name.as_str().contains('.') { format!(".{}", fit(&name.ending(), 16)) } else { String::new() };
        let stem = fit(name.stem(), MOST_BYTES - ending.len());
        let device = stem.to_lowercase();
        let is_device = DEVICES.contains(&device.as_str())
            || device.strip_prefix("com").or(device.strip_prefix("lpt")).is_some_and(|rest| rest.parse::<u8>().is_ok());
        let stem = if is_device { format!("_{stem}") } else { stem };
        let numbered = (2..).map(|number: usize| format!("{stem}（{number}）{ending}"));
        let mut free = std::iter::once(format!("{stem}{ending}")).chain(numbered);
        // Windows does not tell upper from lower case.
        let name = free.find(|name| self.taken.insert(name.to_lowercase())).unwrap_or_default();
        format!("{}/{name}", self.folder)
    }
}

/// The name with nothing that a file system refuses, cut to so many bytes between two characters.
fn fit(name: &str, most: usize) -> String {
    let plain: String =
        name.chars()
            .map(|c| {
                if c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '/' | '\\') {
                    '_'
                } else {
                    c
                }
            })
            .collect();
    let cut = plain.get(..plain.floor_char_boundary(most)).unwrap_or_default();
    cut.trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(folder: &str, names: &[&str]) -> Vec<String> {
        let mut places = Places::of(1, folder);
        names.iter().map(|name| places.next(&FileName::new(name).unwrap())).collect()
    }

    #[test]
    fn papers_of_one_name_are_numbered_on_every_system() {
        assert_eq!(
            places("申报", &["合同.pdf", "合同.PDF", "合同.pdf", "合同（2）.pdf"]),
            ["01 申报/合同.pdf", "01 申报/合同（2）.pdf", "01 申报/合同（3）.pdf", "01 申报/合同（2）（2）.pdf"]
        );
    }

    #[test]
    fn names_that_a_system_refuses_are_made_to_fit() {
        assert_eq!(
            places("a/../b", &["台账?: <1>.xlsx", "CON.txt", "com1.txt"]),
            ["01 a_.._b/台账__ _1_.xlsx", "01 a_.._b/_CON.txt", "01 a_.._b/_com1.txt"]
        );
    }

    #[test]
    fn long_names_are_cut_between_characters_and_keep_their_ending() {
        let long = format!("{}.docx", "𠮷".repeat(110));
        let [place] = <[String; 1]>::try_from(places("验收", &[&long])).unwrap();
        assert!(place.len() <= "01 验收/".len() + 240 && place.ends_with("𠮷.docx"), "{place}");
    }
}
