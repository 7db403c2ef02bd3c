//! Typefaces of official documents: the names a docx carries, and free stand-ins for printing on a server.

use encoding_rs::GBK;

/// A typeface that GB/T 9704-2012 asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typeface {
    /// 仿宋: the body.
    FangSong,
    /// 楷体: headings of level 2.
    Kai,
    /// 黑体: headings of level 1.
    Hei,
    /// 小标宋: titles.
    Title,
    /// 宋体: page numbers.
    Song,
}

impl Typeface {
    /// Every typeface a document may name.
    pub(crate) const ALL: [Self; 5] = [Self::FangSong, Self::Kai, Self::Hei, Self::Title, Self::Song];

    /// The name written into the docx.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋_GB2312",
            Self::Kai => "楷体_GB2312",
            Self::Hei => "黑体",
            Self::Title => "方正小标宋简体",
            Self::Song => "宋体",
        }
    }

    /// The name for characters beyond GB 2312, which the fonts named after it do not have; the personal names of a bureau are full of them.
    pub(crate) fn wide_name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋",
            Self::Kai => "楷体",
            Self::Hei => "黑体",
            Self::Title | Self::Song => "宋体",
        }
    }

    /// What fontconfig may use where the official font is not installed, best first.
    pub(crate) fn stand_ins(self) -> &'static [&'static str] {
        match self {
            Self::FangSong => &["FandolFang R", "Noto Serif CJK SC"],
            Self::Kai => &["FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"],
            Self::Hei => &["Noto Sans CJK SC"],
            Self::Title | Self::Song => &["Noto Serif CJK SC"],
        }
    }
}

/// Whether fonts made for GB 2312 lack the character.
pub(crate) fn is_beyond_gb2312(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
    // In GBK the rows of GB 2312 have both bytes from A1 on: symbols in A1 to A9, hanzi in B0 to F7.
    let inside = matches!(*bytes, [0xa1..=0xa9 | 0xb0..=0xf7, 0xa1..=0xff]);
    unmappable || !inside
}

/// Whether the character joins the one before it (variation selector, combining mark, joiner) and shares its font.
pub(crate) fn joins_previous(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}'..='\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Width in half characters, as the grid counts them: ASCII takes half a cell, everything else a whole one.
pub(crate) fn half_widths(words: &str) -> usize {
    words.chars().filter(|c| !joins_previous(*c)).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_of_personal_names_are_known_to_be_beyond_gb2312() {
        for c in ['堃', '翀', '䶮', '㛃', '赟', '珺', '喆', '玥', '犇', '彧', '镕', '𠮷', '\u{2a6a5}'] {
            assert!(is_beyond_gb2312(c), "{c}");
        }
    }

    #[test]
    fn common_characters_and_punctuation_are_within_gb2312() {
        for c in "区科技局一丁啊齄,。、“”〔〕—…·%2022aZ①".chars() {
            assert!(!is_beyond_gb2312(c), "{c}");
        }
    }

    #[test]
    fn a_full_row_count_of_hanzi_is_within_gb2312() {
        let hanzi = ('\u{4e00}'..='\u{9fff}').filter(|c| !is_beyond_gb2312(*c)).count();
        assert_eq!(hanzi, 6763);
    }
}
