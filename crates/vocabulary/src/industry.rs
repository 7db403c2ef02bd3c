//! Codes of the national industry classification 国民经济行业分类 (GB/T 4754-2017 with the amendment of 2019).

use std::fmt;
use std::str::FromStr;

use crate::fold::{digits_value, folded_code};
use crate::wrong::{Wrong, quoted};

/// One of the twenty sections 门类 and the divisions 大类 it holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndustrySection {
    /// The letter A to T, which is not part of the number.
    pub letter: char,
    /// The section's name.
    pub name: &'static str,
    /// The first division, 1–97.
    pub first: u8,
    /// The last division, 1–97.
    pub last: u8,
}

const fn section(letter: char, first: u8, last: u8, name: &'static str) -> IndustrySection {
    IndustrySection { letter, name, first, last }
}

/// The twenty sections in their order; together they hold the divisions 01 to 97 without a gap.
pub static INDUSTRY_SECTIONS: [IndustrySection; 20] = [
    section('A', 1, 5, "农、林、牧、渔业"),
    section('B', 6, 12, "采矿业"),
    section('C', 13, 43, "制造业"),
    section('D', 44, 46, "电力、热力、燃气及水生产和供应业"),
    section('E', 47, 50, "建筑业"),
    section('F', 51, 52, "批发和零售业"),
    section('G', 53, 60, "交通运输、仓储和邮政业"),
    section('H', 61, 62, "住宿和餐饮业"),
    section('I', 63, 65, "信息传输、软件和信息技术服务业"),
    section('J', 66, 69, "金融业"),
    section('K', 70, 70, "房地产业"),
    section('L', 71, 72, "租赁和商务服务业"),
    section('M', 73, 75, "科学研究和技术服务业"),
    section('N', 76, 79, "水利、环境和公共设施管理业"),
    section('O', 80, 82, "居民服务、修理和其他服务业"),
    section('P', 83, 83, "教育"),
    section('Q', 84, 85, "卫生和社会工作"),
    section('R', 86, 90, "文化、体育和娱乐业"),
    section('S', 91, 96, "公共管理、社会保障和社会组织"),
    section('T', 97, 97, "国际组织"),
];

/// An industry by its number: two digits (大类), three (中类) or four (小类), e.g. 3073 特种陶瓷制品制造.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Industry {
    code: String,
    division: u8,
    section: &'static IndustrySection,
}

impl Industry {
    /// Reads a number of two to four digits, with or without the letter of its section before it.
    ///
    /// # Errors
    /// When there are not two to four digits, no such division (01–97) exists, or the letter is that of another
    /// section.
    /// Whether the third and fourth digit exist is not checked.
    pub fn parse(text: &str) -> Result<Industry, Wrong> {
        let plain = folded_code(text);
        let letter = plain.chars().next().filter(char::is_ascii_alphabetic);
        let code = letter.and_then(|letter| plain.strip_prefix(letter)).unwrap_or(&plain);
        let division = code.get(..2).and_then(digits_value).and_then(|division| u8::try_from(division).ok());
        let Some(division) =
            division.filter(|_| (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()))
        else {
            return Err(Wrong::new(format!("行业代码应为2至4位数字，现为{}", quoted(text))));
        };
        let Some(section) = section_of(division) else {
            return Err(Wrong::new(format!("国民经济行业分类没有大类{division:02}")));
        };
        match letter {
            Some(letter) if letter != section.letter => Err(Wrong::new(format!(
                "大类{division:02}属于门类{}（{}），不属于门类{letter}",
                section.letter, section.name
            ))),
            Some(_) | None => Ok(Industry { code: code.to_owned(), division, section }),
        }
    }

    /// The number without the letter, two to four digits.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The division 大类, 1–97.
    pub const fn division(&self) -> u8 {
        self.division
    }

    /// The section 门类.
    pub const fn section(&self) -> &'static IndustrySection {
        self.section
    }

    /// The letter of the section, A to T.
    pub const fn letter(&self) -> char {
        self.section.letter
    }

    /// The name of the section, e.g. 制造业.
    pub const fn section_name(&self) -> &'static str {
        self.section.name
    }

    /// Whether statistics count it as industry 工业: mining, manufacturing, and the supply of power, heat, gas and
    /// water (B, C, D).
    pub const fn is_industrial(&self) -> bool {
        matches!(self.division, 6..=46)
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.code)
    }
}

impl FromStr for Industry {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Industry, Wrong> {
        Industry::parse(text)
    }
}

fn section_of(division: u8) -> Option<&'static IndustrySection> {
    INDUSTRY_SECTIONS.iter().find(|section| (section.first..=section.last).contains(&division))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_hold_every_division_once() {
        let mut next = 1;
        for (section, letter) in INDUSTRY_SECTIONS.iter().zip('A'..='T') {
            assert_eq!((section.letter, section.first), (letter, next));
            assert!(section.last >= section.first);
            next = section.last + 1;
        }
        assert_eq!(next, 98);
    }

    #[test]
    fn ceramics_are_made_in_manufacturing() {
        for text in ["3073", "C3073", "ｃ３０７３"] {
            let ceramics = Industry::parse(text).unwrap();
            assert_eq!(
                (ceramics.code(), ceramics.division(), ceramics.letter(), ceramics.section_name()),
                ("3073", 30, 'C', "制造业")
            );
            assert!(ceramics.is_industrial());
        }
    }

    #[test]
    fn industry_is_mining_manufacturing_and_supply() {
        for division in 1..=97_u8 {
            let industry = Industry::parse(&format!("{division:02}")).unwrap();
            assert_eq!(industry.is_industrial(), matches!(industry.letter(), 'B' | 'C' | 'D'), "{division}");
        }
    }

    #[test]
    fn a_wrong_code_says_why() {
        let said = |text: &str| Industry::parse(text).unwrap_err().said;
        assert_eq!(said("98"), "国民经济行业分类没有大类98");
        assert_eq!(said("00"), "国民经济行业分类没有大类00");
        assert_eq!(said("A3073"), "大类30属于门类C（制造业），不属于门类A");
        assert_eq!(said("陶瓷"), "行业代码应为2至4位数字，现为“陶瓷”");
        for text in ["", "C", "3", "30731", "CC3073", "30𠮷"] {
            assert!(Industry::parse(text).is_err(), "{text}");
        }
    }
}
