//! 学科: codes of GB/T 13745-2009 《学科分类与代码》, and how near two of them are.
//!
//! Three digits name a discipline of the first level (一级学科), five of the second, seven of the third. The standard
//! writes them with a point (430.45); sheets mostly without.

use std::fmt;

use vocabulary::Wrong;

/// A discipline: three, five or seven digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Discipline(String);

/// How near an expert's disciplines are to those of what is reviewed, the nearest first.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// 同二级学科.
    SameSecondLevel,
    /// 同一级学科.
    SameFirstLevel,
    /// 学科不同.
    Apart,
}

impl Closeness {
    /// The words for it.
    pub const fn label(self) -> &'static str {
        match self {
            Closeness::SameSecondLevel => "同二级学科",
            Closeness::SameFirstLevel => "同一级学科",
            Closeness::Apart => "学科不同",
        }
    }

    /// The nearest that any of the one is to any of the other.
    pub fn between(some: &[Discipline], others: &[Discipline]) -> Closeness {
        let pairs = some.iter().flat_map(|one| others.iter().map(move |other| one.closeness(other)));
        pairs.min().unwrap_or(Closeness::Apart)
    }
}

impl Discipline {
    /// Reads a code, with or without its points.
    ///
    /// # Errors
    /// When it is not three, five or seven digits.
    pub fn parse(text: &str) -> Result<Discipline, Wrong> {
        let digits: String = text.chars().filter(|c| !matches!(c, '.' | '．' | ' ' | '\u{3000}')).collect();
        if digits.chars().all(|c| c.is_ascii_digit()) && matches!(digits.len(), 3 | 5 | 7) {
            return Ok(Discipline(digits));
        }
        Err(Wrong::new("学科代码应为三、五或七位数字，如 430、43045（GB/T 13745）"))
    }

    /// How near another discipline is. A code of the first level alone is never nearer than that.
    pub fn closeness(&self, other: &Discipline) -> Closeness {
        let same = |digits| self.0.get(..digits).is_some_and(|mine| other.0.get(..digits) == Some(mine));
        if same(5) {
            Closeness::SameSecondLevel
        } else if same(3) {
            Closeness::SameFirstLevel
        } else {
            Closeness::Apart
        }
    }
}

impl fmt::Display for Discipline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(3) {
            Some((first, rest)) if !rest.is_empty() => write!(out, "{first}.{rest}"),
            _ => out.write_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Discipline {
        Discipline::parse(text).unwrap()
    }

    #[test]
    fn codes_are_read_as_the_standard_and_as_sheets_write_them() {
        assert_eq!(read("430.45"), read(" 43045 "));
        assert_eq!(read("430.4510").to_string(), "430.4510");
        assert_eq!(read("790").to_string(), "790");
        for text in ["", "43", "4304", "430451", "43045100", "430-45", "四三零", "43O45", "-30"] {
            assert!(Discipline::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_second_level_is_nearer_than_the_first() {
        assert_eq!(read("430.4510").closeness(&read("430.4599")), Closeness::SameSecondLevel);
        assert_eq!(read("430.45").closeness(&read("430.50")), Closeness::SameFirstLevel);
        assert_eq!(read("430").closeness(&read("430.45")), Closeness::SameFirstLevel);
        assert_eq!(read("430").closeness(&read("430")), Closeness::SameFirstLevel);
        assert_eq!(read("430.45").closeness(&read("510.45")), Closeness::Apart);
        let ceramics = [read("430.45"), read("150.25")];
        assert_eq!(Closeness::between(&ceramics, &[read("150.30"), read("430.4550")]), Closeness::SameSecondLevel);
        assert_eq!(Closeness::between(&ceramics, &[]), Closeness::Apart);
    }

    proptest! {
        #[test]
        fn nearness_is_the_same_from_both_sides(one in "[45][13]0[45][05]([0-9]{2})?", other in "[45][13]0([45][05])?") {
            prop_assert_eq!(read(&one).closeness(&read(&other)), read(&other).closeness(&read(&one)));
        }

        #[test]
        fn no_text_makes_the_reader_fail_badly(text in "\\PC{0,9}") {
            let _ = Discipline::parse(&text);
        }
    }
}
