//! How a figure is declared.

use listing::{Fold, Listing};
use vocabulary::{MoneyUnit, Window, Wording};

/// A number (or a name) of the house, as its definition.
#[derive(Debug)]
pub struct Figure {
    /// Its code, as used in templates and addresses.
    pub code: &'static str,
    /// The number of the blank in the mission report that it fills, where it fills one.
    pub slot: Option<u8>,
    /// Its name.
    pub name: &'static str,
    /// The listing that it is counted from.
    pub listing: &'static Listing,
    /// What the rows must be like.
    pub tests: &'static [Test],
    /// What is made of the rows.
    pub fold: Fold,
    /// The time it speaks of.
    pub window: Window,
    /// How it is said.
    pub shown: Shown,
    /// Where its definition comes from, or what to mind when reading it.
    pub note: &'static str,
    /// Whether more is better, for ranks and rates of completion.
    pub rising: bool,
}

/// How a figure is said in a report.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A count of these units, in this wording.
    Count(&'static str, Wording),
    /// An amount of money in this unit with so many decimals, in this wording.
    Money(MoneyUnit, u32, Wording),
    /// A percentage with at most two decimals.
    Percent,
    /// A name or text as it stands in the record.
    Text,
    /// A pair of amounts in this unit, from the lower to the higher.
    Span(MoneyUnit),
    /// The year of a day or of a year column.
    Year,
    /// The month of a day.
    Month,
}

/// One thing that a row must be like to belong to a figure. Days come from the figure's window and cut-off.
#[derive(Copy, Clone, Debug)]
pub enum Test {
    /// The column has one of these words or texts.
    Is(&'static str, &'static [&'static str]),
    /// The column is this number.
    NumberIs(&'static str, i64),
    /// The day lies in the window.
    During(&'static str),
    /// The day is on or before the cut-off.
    ByCutoff(&'static str),
    /// The day is on or after the cut-off: valid until then or longer.
    UntilCutoff(&'static str),
    /// The day is missing or after the cut-off: it had not happened yet.
    Still(&'static str),
    /// The year is the report's.
    OfYear(&'static str),
    /// The year is the report's or one of so many before it.
    YearsBack(&'static str, i32),
    /// The column is filled in.
    Filled(&'static str),
    /// The column names the bureau's own region.
    Home(&'static str),
}

/// The column has one of these words.
pub const fn is(column: &'static str, words: &'static [&'static str]) -> Test {
    Test::Is(column, words)
}

/// The column is this number.
pub const fn number_is(column: &'static str, number: i64) -> Test {
    Test::NumberIs(column, number)
}

/// The day lies in the figure's window.
pub const fn during(column: &'static str) -> Test {
    Test::During(column)
}

/// The day is on or before the cut-off.
pub const fn by_cutoff(column: &'static str) -> Test {
    Test::ByCutoff(column)
}

/// The day is on or after the cut-off.
pub const fn until_cutoff(column: &'static str) -> Test {
    Test::UntilCutoff(column)
}

/// The day is missing or after the cut-off.
pub const fn still(column: &'static str) -> Test {
    Test::Still(column)
}

/// The year is the report's.
pub const fn of_year(column: &'static str) -> Test {
    Test::OfYear(column)
}

/// The year is the report's or one of `years` before it.
pub const fn years_back(column: &'static str, years: i32) -> Test {
    Test::YearsBack(column, years)
}

/// The column is filled in.
pub const fn filled(column: &'static str) -> Test {
    Test::Filled(column)
}

/// The column names the bureau's own region.
pub const fn home(column: &'static str) -> Test {
    Test::Home(column)
}

/// A count of the rows of `listing`, to be said exactly, this year: the starting point of every declaration.
pub const fn figure(code: &'static str, name: &'static str, listing: &'static Listing) -> Figure {
    Figure {
        code,
        slot: None,
        name,
        listing,
        tests: &[],
        fold: Fold::Count,
        window: Window::ThisYear,
        shown: Shown::Count("", Wording::Exact),
        note: "",
        rising: true,
    }
}

/// A name or text that a report takes from the one row of `listing` that passes the tests, for a blank of the mission
/// report.
pub const fn named(
    code: &'static str,
    name: &'static str,
    slot: u8,
    listing: &'static Listing,
    tests: &'static [Test],
    column: &'static str,
) -> Figure {
    figure(code, name, listing).slot(slot).only(tests).window(Window::AsOf).the(column)
}

impl Figure {
    /// It fills this blank of the mission report.
    pub const fn slot(self, slot: u8) -> Figure {
        Figure { slot: Some(slot), ..self }
    }

    /// The rows must pass all these tests.
    pub const fn only(self, tests: &'static [Test]) -> Figure {
        Figure { tests, ..self }
    }

    /// It speaks of this time.
    pub const fn window(self, window: Window) -> Figure {
        Figure { window, ..self }
    }

    /// It counts the rows, in these units.
    pub const fn count(self, unit: &'static str) -> Figure {
        Figure { fold: Fold::Count, shown: Shown::Count(unit, Wording::Exact), ..self }
    }

    /// It counts the different values of a column, in these units.
    pub const fn distinct(self, column: &'static str, unit: &'static str) -> Figure {
        Figure { fold: Fold::Distinct(column), shown: Shown::Count(unit, Wording::Exact), ..self }
    }

    /// It adds up a column of whole numbers, in these units.
    pub const fn sum(self, column: &'static str, unit: &'static str) -> Figure {
        Figure { fold: Fold::Sum(column), shown: Shown::Count(unit, Wording::Exact), ..self }
    }

    /// It adds up a column of money.
    pub const fn sum_money(self, column: &'static str, unit: MoneyUnit, decimals: u32) -> Figure {
        Figure { fold: Fold::Sum(column), shown: Shown::Money(unit, decimals, Wording::Exact), ..self }
    }

    /// It is the text of a column in the one row that it finds.
    pub const fn the(self, column: &'static str) -> Figure {
        Figure { fold: Fold::The(column), shown: Shown::Text, ..self }
    }

    /// It is the whole number of a column in the one row that it finds.
    pub const fn the_number(self, column: &'static str, unit: &'static str) -> Figure {
        Figure { fold: Fold::The(column), shown: Shown::Count(unit, Wording::Exact), ..self }
    }

    /// It is the money of a column in the one row that it finds.
    pub const fn the_money(self, column: &'static str, unit: MoneyUnit, decimals: u32) -> Figure {
        Figure { fold: Fold::The(column), shown: Shown::Money(unit, decimals, Wording::Exact), ..self }
    }

    /// It is the year of a column in the one row that it finds.
    pub const fn the_year(self, column: &'static str) -> Figure {
        Figure { fold: Fold::The(column), shown: Shown::Year, ..self }
    }

    /// It is the month of a day in the one row that it finds.
    pub const fn the_month(self, column: &'static str) -> Figure {
        Figure { fold: Fold::The(column), shown: Shown::Month, ..self }
    }

    /// It is a pair of amounts in the one row that it finds.
    pub const fn span(self, low: &'static str, high: &'static str, unit: MoneyUnit) -> Figure {
        Figure { fold: Fold::Span(low, high), shown: Shown::Span(unit), ..self }
    }

    /// It is the lesser of the last two yearly increases of a column of money.
    pub const fn least_increase(self, column: &'static str, over: &'static str, unit: MoneyUnit) -> Figure {
        Figure { fold: Fold::LeastIncrease { column, over }, shown: Shown::Money(unit, 0, Wording::Exact), ..self }
    }

    /// It is what a column adds up to, of what another adds up to, in percent.
    pub const fn ratio(self, part: &'static str, whole: &'static str) -> Figure {
        Figure { fold: Fold::Ratio { part, whole }, shown: Shown::Percent, ..self }
    }

    /// It is said in this wording.
    pub const fn said(self, wording: Wording) -> Figure {
        let shown = match self.shown {
            Shown::Count(unit, _) => Shown::Count(unit, wording),
            Shown::Money(unit, decimals, _) => Shown::Money(unit, decimals, wording),
            Shown::Percent | Shown::Text | Shown::Span(_) | Shown::Year | Shown::Month => self.shown,
        };
        Figure { shown, ..self }
    }

    /// What to mind when reading it, or where its definition comes from.
    pub const fn note(self, note: &'static str) -> Figure {
        Figure { note, ..self }
    }

    /// The unit that stands behind its number.
    pub fn unit(&self) -> &'static str {
        match self.shown {
            Shown::Count(unit, _) => unit,
            Shown::Money(unit, ..) | Shown::Span(unit) => unit.label(),
            Shown::Percent => "%",
            Shown::Text => "",
            Shown::Year => "年",
            Shown::Month => "月",
        }
    }
}
