//! The name of a file as somebody gave it, without what could mislead or harm.

use storage::{Error, Result};

/// The most characters of a name, ending included.
const MOST_CHARACTERS: usize = 120;

/// The name of a file: shown as it was given, but without a path, control characters and invisible marks, some of which
/// would make `报告fdp.exe` read as `报告exe.pdf`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Takes the name that a browser sends.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `file` if nothing is left of it, or it has more than 120 characters.
    pub fn new(given: &str) -> Result<FileName> {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let visible: String = last.chars().filter(|c| !is_hidden(*c)).collect();
        let name = visible.trim().trim_end_matches(['.', ' ']);
        let length = name.chars().count();
        if name.is_empty() {
            return Err(Error::invalid("file", "文件没有名字：请给它起一个能看出内容的名字，如“申报书.pdf”，再上传"));
        }
        if length > MOST_CHARACTERS {
            let beginning: String = name.chars().take(20).collect();
            let sentence = format!("文件名“{beginning}……”有 {length} 个字，最多 {MOST_CHARACTERS} 个：请改短后再上传");
            return Err(Error::invalid("file", sentence));
        }
        Ok(FileName(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the last dot, in lower case; nothing where there is no dot.
    pub fn ending(&self) -> String {
        self.0.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
    }

    /// What stands before the last dot.
    pub(crate) fn stem(&self) -> &str {
        self.0.rsplit_once('.').map_or(self.0.as_str(), |(stem, _)| stem)
    }
}

/// Whether the character shows nothing of itself: controls, changes of direction, marks without width, tags. Variation
/// selectors stay, which rare characters of personal names need.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(given: &str) -> String {
        FileName::new(given).unwrap().as_str().to_owned()
    }

    #[test]
    fn names_are_shown_as_given() {
        for given in ["申报书（王堃）.pdf", "𠮷野家 合作协议 v2.docx", "R&D: 台账?.xlsx", "葛\u{e0100}城.jpg"]
        {
            assert_eq!(name(given), given);
        }
    }

    #[test]
    fn paths_controls_and_changes_of_direction_are_taken_out() {
        assert_eq!(name("../../etc/合同.pdf"), "合同.pdf");
        assert_eq!(name(r"C:\Users\王\桌面\合同.pdf"), "合同.pdf");
        assert_eq!(name("报告\u{202e}fdp.exe"), "报告fdp.exe");
        assert_eq!(name(" 合\0同\r\n\u{200b}.pdf. "), "合同.pdf");
        assert_eq!(FileName::new("报告\u{202e}FDP.EXE").unwrap().ending(), "exe");
    }

    #[test]
    fn a_name_of_nothing_or_of_too_much_is_refused() {
        for given in ["", "..", "../..", "/", "\u{202e}", " . "] {
            assert!(FileName::new(given).unwrap_err().to_string().contains("没有名字"), "{given:?}");
        }
        let long = |characters: usize| format!("{}.pdf", "𠮷".repeat(characters - 4));
        assert_eq!(name(&long(120)).chars().count(), 120);
        let refused = FileName::new(&long(121)).unwrap_err().to_string();
        assert!(refused.contains("有 121 个字，最多 120 个"), "{refused}");
    }
}
