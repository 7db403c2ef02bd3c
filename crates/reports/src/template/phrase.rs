//! How a figure stands in running text: the number as a link, the hedge and the unit around it.

use figures::{Reading, Shown};
use vocabulary::{Day, Wording};

use super::marks;

/// The page of a figure at a moment.
pub(crate) fn figure_page(code: &str, year: i32, as_of: Day) -> String {
    format!("/figures/{code}?year={year}&as_of={as_of}")
}

/// The number alone, marked; the gap where there is none.
pub(crate) fn number(reading: &Reading) -> String {
    let definition = &reading.definition;
    if reading.is_missing() {
        return marks::gap(&definition.code, &definition.name);
    }
    marks::figure(&definition.code, &definition.address(), &marks::one_line(&reading.shown()))
}

/// Number, hedge and unit in the order of a report: 520余家, 150家以上, 约90家.
pub(crate) fn said(reading: &Reading, unit: Option<&str>) -> String {
    let unit = marks::without(unit.unwrap_or(&reading.definition.unit));
    let number = number(reading);
    let hedge = reading.hedge();
    match wording(reading.definition.shown) {
        Wording::Exact => format!("{number}{unit}"),
        Wording::Over | Wording::Many => format!("{number}{hedge}{unit}"),
        Wording::AtLeast => format!("{number}{unit}{hedge}"),
        Wording::About => format!("{hedge}{number}{unit}"),
    }
}

/// The same as plain words, without marks.
pub(crate) fn plainly(reading: &Reading, unit: Option<&str>) -> String {
    let pieces = marks::pieces(&said(reading, unit));
    let word = |piece| match piece {
        marks::Piece::Plain(text) | marks::Piece::Quoted(text) | marks::Piece::Figure { text, .. } => text,
        marks::Piece::Gap { .. } => "【待补】".to_owned(),
    };
    pieces.into_iter().map(word).collect()
}

fn wording(shown: Shown) -> Wording {
    match shown {
        Shown::Count(_, wording) | Shown::Money(_, _, wording) => wording,
        Shown::Percent | Shown::Text | Shown::Span(_) | Shown::Year | Shown::Month => Wording::Exact,
    }
}
