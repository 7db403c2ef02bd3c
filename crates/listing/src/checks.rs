//! What must hold between the columns of one record. Each check is a condition of the database and, for people, a
//! sentence.

use storage::Value;

use crate::Listing;

/// A condition over several columns. Where a value is missing there is nothing to compare and the check holds.
#[derive(Copy, Clone, Debug)]
pub enum Check {
    /// The day or number in `later` is not before the one in `earlier`.
    NotBefore {
        /// The column that comes later.
        later: &'static str,
        /// The column that comes earlier.
        earlier: &'static str,
    },
    /// The number in `part` is at most the one in `whole`.
    AtMost {
        /// The smaller column.
        part: &'static str,
        /// The larger column.
        whole: &'static str,
    },
    /// The number is more than nothing.
    Positive(&'static str),
    /// The number in `column` is at most `most`, as stored.
    Limit {
        /// The column.
        column: &'static str,
        /// The highest number it may have.
        most: i64,
    },
    /// The numbers in `parts` add up to `total`.
    SumIs {
        /// The columns.
        parts: &'static [&'static str],
        /// What they add up to, as stored.
        total: i64,
    },
    /// Where `column` has `word`, `needed` must be filled in.
    Needs {
        /// The column that is needed.
        needed: &'static str,
        /// The column that decides.
        column: &'static str,
        /// The word that makes it needed.
        word: &'static str,
    },
}

/// A record that takes the place of another, which must have ended by the day on which it begins.
#[derive(Copy, Clone, Debug)]
pub struct Succession {
    /// The link to the record that is replaced.
    pub link: &'static str,
    /// The first day of a record.
    pub from: &'static str,
    /// The first day after a record.
    pub to: &'static str,
}

/// `later` is not before `earlier`.
pub const fn not_before(later: &'static str, earlier: &'static str) -> Check {
    Check::NotBefore { later, earlier }
}

/// `part` is at most `whole`.
pub const fn at_most(part: &'static str, whole: &'static str) -> Check {
    Check::AtMost { part, whole }
}

/// `column` is more than nothing.
pub const fn positive(column: &'static str) -> Check {
    Check::Positive(column)
}

/// `column` is at most `most`, as stored.
pub const fn limit(column: &'static str, most: i64) -> Check {
    Check::Limit { column, most }
}

/// `needed` must be filled in where `column` has `word`.
pub const fn needs(needed: &'static str, column: &'static str, word: &'static str) -> Check {
    Check::Needs { needed, column, word }
}

impl Check {
    /// The column at which a person is told that it does not hold.
    pub fn place(&self) -> &'static str {
        match self {
            Check::NotBefore { later, .. } => later,
            Check::AtMost { part, .. } => part,
            Check::Positive(column) | Check::Limit { column, .. } => column,
            Check::SumIs { parts, .. } => parts.first().copied().unwrap_or_default(),
            Check::Needs { needed, .. } => needed,
        }
    }

    pub(crate) fn to_sql(self) -> String {
        match self {
            Check::NotBefore { later, earlier } => format!("\"{later}\" >= \"{earlier}\""),
            Check::AtMost { part, whole } => format!("\"{part}\" <= \"{whole}\""),
            Check::Positive(column) => format!("\"{column}\" > 0"),
            Check::Limit { column, most } => format!("\"{column}\" <= {most}"),
            Check::SumIs { parts, total } => {
                let sum: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
                format!("{} = {total}", sum.join(" + "))
            }
            Check::Needs { needed, column, word } => {
                format!("\"{needed}\" IS NOT NULL OR \"{column}\" <> '{word}' OR \"{column}\" IS NULL")
            }
        }
    }

    /// The sentence for a person where the check does not hold for `values` (one for each stored column of `listing`).
    pub fn broken(&self, listing: &Listing, values: &[Value]) -> Option<String> {
        let at = |name: &str| listing.position(name).and_then(|position| values.get(position)).unwrap_or(&Value::Null);
        let label = |name: &str| listing.column(name).map_or("", |column| column.label);
        match *self {
            Check::NotBefore { later, earlier } => both(at(later), at(earlier), |a, b| a >= b)
                .then(|| format!("{}不能早于{}", label(later), label(earlier))),
            Check::AtMost { part, whole } => {
                both(at(part), at(whole), |a, b| a <= b).then(|| format!("{}不能超过{}", label(part), label(whole)))
            }
            Check::Positive(column) => {
                at(column).int().is_some_and(|number| number <= 0).then(|| format!("{}应大于 0", label(column)))
            }
            Check::Limit { column, most } => at(column)
                .int()
                .is_some_and(|number| number > most)
                .then(|| format!("{}不能超过 {most}", label(column))),
            Check::SumIs { parts, total } => {
                let numbers: Option<Vec<i64>> = parts.iter().map(|part| at(part).int()).collect();
                let labels: Vec<&str> = parts.iter().map(|part| label(part)).collect();
                (numbers?.iter().sum::<i64>() != total).then(|| format!("{}合计应为 100%", labels.join("与")))
            }
            Check::Needs { needed, column, word } => (at(column).text() == Some(word) && at(needed).is_null())
                .then(|| format!("{}为“{word}”时应填写{}", label(column), label(needed))),
        }
    }
}

/// Whether both values are there and the relation does not hold between them.
fn both(first: &Value, second: &Value, holds: impl Fn(&Value, &Value) -> bool) -> bool {
    !first.is_null() && !second.is_null() && !holds(first, second)
}
