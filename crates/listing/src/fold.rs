//! What is made of the rows of a filtered list: the number at the bottom of it.

use storage::{Error, Result};

use crate::{Column, Listing};

/// How rows become one value.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fold {
    /// How many rows there are.
    Count,
    /// How many different values a column has.
    Distinct(&'static str),
    /// What a column adds up to.
    Sum(&'static str),
    /// The value of a column in the only row there is.
    The(&'static str),
    /// The values of two columns in the only row there is.
    Span(&'static str, &'static str),
    /// The lesser of the last two increases of a column, in the order of another.
    LeastIncrease {
        /// The column that increases.
        column: &'static str,
        /// The column that orders, such as the year.
        over: &'static str,
    },
    /// What a column adds up to, of what another adds up to, in hundredths of a percent. A row in which one of the two is
    /// missing counts in neither.
    Ratio {
        /// The column above the line.
        part: &'static str,
        /// The column below the line.
        whole: &'static str,
    },
}

/// The value of a fold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoldValue {
    /// There is none, and why.
    Missing(String),
    /// A count, fen, or a scaled quantity.
    Number(i64),
    /// A text or a day.
    Text(String),
    /// Two numbers, the lower first.
    Pair(i64, i64),
}

impl Fold {
    /// As it stands in an address, such as `distinct:enterprise`.
    pub fn to_address(self) -> String {
        match self {
            Fold::Count => "count".to_owned(),
            Fold::Distinct(column) => format!("distinct:{column}"),
            Fold::Sum(column) => format!("sum:{column}"),
            Fold::The(column) => format!("the:{column}"),
            Fold::Span(low, high) => format!("span:{low}:{high}"),
            Fold::LeastIncrease { column, over } => format!("least-increase:{column}:{over}"),
            Fold::Ratio { part, whole } => format!("ratio:{part}:{whole}"),
        }
    }

    /// Reads it from an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the listing has no such column, or the fold does not fit the column.
    pub fn from_address(listing: &Listing, text: &str) -> Result<Fold> {
        let mut parts = text.split(':');
        let verb = parts.next().unwrap_or_default();
        let mut column = || -> Result<&'static str> {
            let name = parts.next().unwrap_or_default();
            listing
                .column(name)
                .map(|column| column.name)
                .ok_or_else(|| Error::invalid("fold", format!("{}没有“{name}”这一栏，无法据此计算", listing.title)))
        };
        match verb {
            "count" => Ok(Fold::Count),
            "distinct" => Ok(Fold::Distinct(column()?)),
            "sum" => Ok(Fold::Sum(numeric(listing, column()?)?)),
            "ratio" => Ok(Fold::Ratio { part: numeric(listing, column()?)?, whole: numeric(listing, column()?)? }),
            "the" => Ok(Fold::The(column()?)),
            "span" => Ok(Fold::Span(column()?, column()?)),
            "least-increase" => Ok(Fold::LeastIncrease { column: column()?, over: column()? }),
            _ => Err(Error::invalid("fold", format!("不认识的算法“{verb}”"))),
        }
    }

    /// The column whose values it takes, where it takes any.
    pub fn column(self, listing: &Listing) -> Option<&'static Column> {
        match self {
            Fold::Count | Fold::Ratio { .. } => None,
            Fold::Distinct(name)
            | Fold::Sum(name)
            | Fold::The(name)
            | Fold::Span(name, _)
            | Fold::LeastIncrease { column: name, .. } => listing.column(name),
        }
    }

    /// What it does, in words.
    pub fn says(self, listing: &Listing) -> String {
        let label = |name: &str| listing.column(name).map_or("", |column| column.label);
        match self {
            Fold::Count => "逐行计数".to_owned(),
            Fold::Distinct(name) => format!("按{}去重计数", label(name)),
            Fold::Sum(name) => format!("{}求和", label(name)),
            Fold::The(name) => format!("取唯一一行的{}", label(name)),
            Fold::Span(low, high) => format!("取唯一一行的{}至{}", label(low), label(high)),
            Fold::LeastIncrease { column, over } => format!("{}按{}的最近两次增量取较小者", label(column), label(over)),
            Fold::Ratio { part, whole } => format!("{}合计占{}合计的比例", label(part), label(whole)),
        }
    }
}

/// A column of numbers.
fn numeric(listing: &Listing, name: &'static str) -> Result<&'static str> {
    let column = listing.column(name).map(|column| crate::cell::origin(listing, column));
    if column.is_some_and(crate::cell::is_numeric) {
        return Ok(name);
    }
    Err(Error::invalid("fold", "只有数字栏可以求和"))
}
