//! How a record kind is declared.

use vocabulary::MoneyUnit;

use crate::{
    Check, CodeKind, Succession,
    sight::{Audience, Kept},
};

/// A record kind: what is kept of it, and under which address, heading and key.
#[derive(Debug)]
pub struct Listing {
    /// The table that holds it.
    pub table: &'static str,
    /// Its address in the house, such as `/enterprises/hnte-filings`.
    pub path: &'static str,
    /// Its name on pages and sheets.
    pub title: &'static str,
    /// The measure word for one of it: 家, 项, 件, 人.
    pub unit: &'static str,
    /// One sentence on what it holds and where it comes from.
    pub about: &'static str,
    /// The columns that together tell one record from another, in sheets and in the database.
    pub key: &'static [&'static str],
    /// The columns whose values name a record where it is linked to.
    pub name: &'static [&'static str],
    /// The column (its own or borrowed) with the code of the region that a record belongs to, where it has one.
    pub region: Option<&'static str>,
    /// The order in which it is shown when nobody asks for another.
    pub order: Order,
    /// Its columns, in the order of the sheet.
    pub columns: &'static [Column],
    /// What must hold between columns.
    pub checks: &'static [Check],
    /// Who may see it.
    pub audience: Audience,
    /// The column (its own or borrowed) that names the unit to which a record belongs: a link to it or its credit code. A
    /// unit sees what is its own.
    pub owner: Option<&'static str>,
    /// The words of the column `stage` in which a record is its owner's alone: drafts, and what is sealed.
    pub withheld: &'static [&'static str],
    /// How its records come to be and change.
    pub kept: Kept,
    /// Where the records belong to a case: the link to it, and the stages of it in which forms and sheets write them.
    pub open_in: Option<(&'static str, &'static [&'static str])>,
    /// How a record takes the place of another of its kind, where records do.
    pub succession: Option<Succession>,
}

impl Listing {
    /// A listing with nothing in it, to be filled in by `..Listing::BLANK`.
    pub const BLANK: Listing = Listing {
        table: "",
        path: "",
        title: "",
        unit: "条",
        about: "",
        key: &[],
        name: &[],
        region: None,
        order: Order::Latest,
        columns: &[],
        checks: &[],
        audience: Audience::Bureau,
        owner: None,
        withheld: &[],
        kept: Kept::Freely,
        open_in: None,
        succession: None,
    };

    /// A column by name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns that are stored: all but the borrowed ones.
    pub fn stored(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| !matches!(column.kind, Kind::Borrowed { .. }))
    }

    /// The position of a stored column among the stored ones, which is its place in a [`storage::Row`].
    pub fn position(&self, name: &str) -> Option<usize> {
        self.stored().position(|column| column.name == name)
    }

    /// Whether a column has an index: days and links, by which lists are cut and joined; codes and places, of which there
    /// are many; and whatever the list is ordered by. A column with a handful of words has none: an index that finds a
    /// third of the rows only tempts the database to read them all and sort them.
    fn is_indexed(&self, column: &Column) -> bool {
        let orders = matches!(self.order, Order::Rising(name) | Order::Falling(name) if name == column.name);
        orders
            || match column.kind {
                Kind::Link(_) | Kind::Day => true,
                Kind::Text | Kind::Code(_) => column.facet,
                Kind::Choice(_)
                | Kind::Year
                | Kind::Integer(_)
                | Kind::Quantity(..)
                | Kind::Money(_)
                | Kind::LongText
                | Kind::Borrowed { .. } => false,
            }
    }

    /// The table that stores it.
    pub fn to_table(&self) -> storage::Table {
        storage::Table {
            name: self.table,
            columns: self.stored().map(|column| column.to_stored()).collect(),
            key: self.key.to_vec(),
            indexed: self.stored().filter(|column| self.is_indexed(column)).map(|column| column.name).collect(),
            checks: self.checks.iter().copied().map(Check::to_sql).collect(),
        }
    }
}

/// In which order a listing is shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// As added, the latest first.
    Latest,
    /// As added, the earliest first.
    Earliest,
    /// By a column, the lowest first.
    Rising(&'static str),
    /// By a column, the highest first.
    Falling(&'static str),
}

/// What a column holds.
#[derive(Copy, Clone, Debug)]
pub enum Kind {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A code with rules of its own.
    Code(CodeKind),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number of these units.
    Integer(&'static str),
    /// A year, such as 2022.
    Year,
    /// A quantity with so many decimals, of these units.
    Quantity(u32, &'static str),
    /// An amount of money, written in this unit on sheets and pages.
    Money(MoneyUnit),
    /// A day.
    Day,
    /// A record of another listing.
    Link(&'static Listing),
    /// A column of the record that a link of this listing names: shown, filtered and folded, never stored here.
    Borrowed {
        /// The link.
        link: &'static str,
        /// The column over there.
        column: &'static str,
    },
}

/// One column of a listing.
#[derive(Copy, Clone, Debug)]
pub struct Column {
    /// Its name in the database and in addresses.
    pub name: &'static str,
    /// Its heading.
    pub label: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it stands in the list (all columns stand on the record's own page).
    pub brief: bool,
    /// Whether the search box looks into it.
    pub searched: bool,
    /// Whether the list shows how many there are of each of its values.
    pub facet: bool,
    /// Whether it may be below zero.
    pub signed: bool,
    /// Whether it tells something personal: masked on every page.
    pub personal: bool,
    /// Whether only a step of the procedure, or the house, writes it: it stands in no form.
    pub by_step: bool,
    /// Whether it is for the bureau alone: the unit that owns a record, and the public, do not see it.
    pub inner: bool,
    /// What to write into it, for the sheet's note and the form's hint.
    pub hint: &'static str,
}

const fn column(name: &'static str, label: &'static str, kind: Kind) -> Column {
    Column {
        name,
        label,
        kind,
        required: false,
        brief: true,
        searched: false,
        facet: false,
        signed: false,
        personal: false,
        by_step: false,
        inner: false,
        hint: "",
    }
}

/// A line of text.
pub const fn text(name: &'static str, label: &'static str) -> Column {
    column(name, label, Kind::Text)
}

/// Text of several lines. It does not stand in the list.
pub const fn long_text(name: &'static str, label: &'static str) -> Column {
    Column { brief: false, ..column(name, label, Kind::LongText) }
}

/// A code.
pub const fn code(name: &'static str, label: &'static str, kind: CodeKind) -> Column {
    column(name, label, Kind::Code(kind))
}

/// One of a few words. The list counts how many there are of each.
pub const fn choice(name: &'static str, label: &'static str, words: &'static [&'static str]) -> Column {
    Column { facet: true, ..column(name, label, Kind::Choice(words)) }
}

/// A whole number of `unit`.
pub const fn integer(name: &'static str, label: &'static str, unit: &'static str) -> Column {
    column(name, label, Kind::Integer(unit))
}

/// A year. The list counts how many there are of each.
pub const fn year(name: &'static str, label: &'static str) -> Column {
    Column { facet: true, ..column(name, label, Kind::Year) }
}

/// A quantity of `unit` with at most `decimals` decimals.
pub const fn quantity(name: &'static str, label: &'static str, decimals: u32, unit: &'static str) -> Column {
    column(name, label, Kind::Quantity(decimals, unit))
}

/// An amount of money. The unit is the one of the sheet; it is always stored in fen.
pub const fn money(name: &'static str, label: &'static str, unit: MoneyUnit) -> Column {
    column(name, label, Kind::Money(unit))
}

/// A day.
pub const fn day(name: &'static str, label: &'static str) -> Column {
    column(name, label, Kind::Day)
}

/// A record of another listing.
pub const fn link(name: &'static str, label: &'static str, target: &'static Listing) -> Column {
    column(name, label, Kind::Link(target))
}

/// A column of the record that `link` names.
pub const fn borrowed(
    name: &'static str,
    label: &'static str,
    link: &'static str,
    column_there: &'static str,
) -> Column {
    column(name, label, Kind::Borrowed { link, column: column_there })
}

impl Column {
    /// It must be filled in.
    pub const fn required(self) -> Column {
        Column { required: true, ..self }
    }

    /// The search box looks into it.
    pub const fn searched(self) -> Column {
        Column { searched: true, ..self }
    }

    /// The list counts how many there are of each of its values.
    pub const fn facet(self) -> Column {
        Column { facet: true, ..self }
    }

    /// The list does not count its values.
    pub const fn plain(self) -> Column {
        Column { facet: false, ..self }
    }

    /// It stands on the record's own page only, not in the list.
    pub const fn aside(self) -> Column {
        Column { brief: false, ..self }
    }

    /// It may be below zero.
    pub const fn signed(self) -> Column {
        Column { signed: true, ..self }
    }

    /// It tells something personal.
    pub const fn personal(self) -> Column {
        Column { personal: true, brief: false, ..self }
    }

    /// Only a step of the procedure, or the house, writes it.
    pub const fn by_step(self) -> Column {
        Column { by_step: true, ..self }
    }

    /// What to write into it.
    pub const fn hint(self, hint: &'static str) -> Column {
        Column { hint, ..self }
    }

    /// The heading on sheets and in tables: the label, with the unit where it has one, as in `金额(万元)`.
    pub fn heading(&self) -> String {
        match self.unit() {
            "" => self.label.to_owned(),
            unit => format!("{}({unit})", self.label),
        }
    }

    /// The unit of its numbers, or nothing.
    pub fn unit(&self) -> &'static str {
        match self.kind {
            Kind::Integer(unit) | Kind::Quantity(_, unit) => unit,
            Kind::Money(unit) => unit.label(),
            Kind::Text
            | Kind::LongText
            | Kind::Code(_)
            | Kind::Choice(_)
            | Kind::Year
            | Kind::Day
            | Kind::Link(_)
            | Kind::Borrowed { .. } => "",
        }
    }

    /// How it is stored.
    pub fn stored_kind(&self) -> storage::ColumnKind {
        match self.kind {
            Kind::Integer(_) | Kind::Year | Kind::Quantity(..) | Kind::Money(_) | Kind::Link(_) => {
                storage::ColumnKind::Int
            }
            Kind::Text | Kind::LongText | Kind::Code(_) | Kind::Choice(_) | Kind::Day | Kind::Borrowed { .. } => {
                storage::ColumnKind::Text
            }
        }
    }

    fn to_stored(self) -> storage::Column {
        storage::Column {
            name: self.name,
            kind: self.stored_kind(),
            required: self.required,
            references: match self.kind {
                Kind::Link(target) => Some(target.table),
                _ => None,
            },
            check: self.check(),
            personal: self.personal,
        }
    }

    /// What the database itself checks of this column.
    fn check(&self) -> Option<String> {
        let name = self.name;
        match self.kind {
            Kind::Choice(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("'{}'", word.replace('\'', "''"))).collect();
                Some(format!("\"{name}\" IN ({})", words.join(", ")))
            }
            Kind::Day => Some(format!("length(\"{name}\") = 10")),
            Kind::Year => Some(format!("\"{name}\" BETWEEN 1900 AND 2199")),
            Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_) if !self.signed => Some(format!("\"{name}\" >= 0")),
            Kind::Text if self.required => Some(format!("length(\"{name}\") > 0")),
            _ => None,
        }
    }
}
