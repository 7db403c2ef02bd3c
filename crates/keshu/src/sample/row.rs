//! A row of the sample as column names with values, and how it becomes the cells of a sheet.

use listing::{Column, Kind};
use vocabulary::{Day, Money, MoneyUnit};

/// What stands in a cell before its column says how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Written as it is.
    Text(String),
    /// Written in the unit of its column.
    Money(Money),
}

/// One record.
#[derive(Clone, Debug, Default)]
pub(super) struct Row(Vec<(&'static str, Cell)>);

impl Row {
    /// A record of which nothing is known yet.
    pub(super) fn new() -> Row {
        Row::default()
    }

    /// The record with this value in a column.
    pub(super) fn with(mut self, column: &'static str, value: impl Into<Cell>) -> Row {
        self.0.push((column, value.into()));
        self
    }

    /// Whether a column of it has this text.
    pub(super) fn is(&self, column: &str, text: &str) -> bool {
        self.0.iter().any(|(name, cell)| *name == column && matches!(cell, Cell::Text(own) if own == text))
    }

    /// The text of a column on a sheet; blank where nothing is known.
    pub(super) fn cell(&self, column: &Column) -> String {
        let found = self.0.iter().find(|(name, _)| *name == column.name);
        match (found.map(|(_, cell)| cell), column.kind) {
            (None, _) => String::new(),
            (Some(Cell::Text(text)), _) => text.clone(),
            (Some(Cell::Money(money)), Kind::Money(unit)) => money.exact(unit),
            (Some(Cell::Money(money)), _) => money.exact(MoneyUnit::Yuan),
        }
    }

    /// The names of the columns that it fills.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }
}

/// An amount in yuan.
pub(super) const fn yuan(amount: i64) -> Money {
    Money::from_fen(amount.saturating_mul(100))
}

/// An amount in 万元.
pub(super) const fn wan(amount: i64) -> Money {
    yuan(amount.saturating_mul(10_000))
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Text(day.to_string())
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Cell {
        Cell::Money(money)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Text(number.to_string())
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Cell {
        Cell::Text(number.to_string())
    }
}

impl From<bool> for Cell {
    fn from(is_so: bool) -> Cell {
        Cell::from(if is_so { "是" } else { "否" })
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or_else(|| Cell::Text(String::new()), Into::into)
    }
}
