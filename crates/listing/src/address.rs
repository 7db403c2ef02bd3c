//! The address of a filtered list, which is its definition.
//!
//! `?batch=第一批,第二批&filed_on=2022-01-01..2022-08-07&revoked_on=none,2022-08-08..` reads: the batch is one of two, the
//! day lies in a range, and the revocation is missing or later. Values of one column are alternatives; columns are all
//! required. Forms may also send a column several times, or its ends as `filed_on.from` and `filed_on.to`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use storage::{Error, Problem, Result, Value};

use crate::{Column, Fold, Kind, Listing, cell};

/// What stays readable in an address: Chinese is shown as such by browsers even when encoded.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b',')
    .remove(b':')
    .remove(b'~')
    .remove(b'*')
    .remove(b'/');

/// One way in which a value can pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// It is this value. For a link: the id of the record.
    Is(Value),
    /// It lies between these, both included; an open end has no bound.
    Between(Option<Value>, Option<Value>),
    /// There is none.
    Empty,
    /// There is one.
    Filled,
    /// The text begins so: how a region includes those below it.
    Starts(String),
    /// The text, or the name of the linked record, contains this.
    Contains(String),
}

/// What the values of one column must be like.
#[derive(Clone, Debug)]
pub struct Part {
    /// The column of the listing.
    pub column: &'static Column,
    /// The ways to pass; one suffices.
    pub any: Vec<Alternative>,
    /// Whether it stands whatever the reader asks: what they may see at all.
    pub stands: bool,
}

/// Which rows of a listing are meant.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What each column must be like; all must pass.
    pub parts: Vec<Part>,
    /// What the searched columns must contain.
    pub search: Option<String>,
}

/// Everything that an address says of a list.
#[derive(Clone, Debug, Default)]
pub struct Address {
    /// Which rows.
    pub filter: Filter,
    /// By which column, and whether the highest comes first.
    pub sort: Option<(&'static str, bool)>,
    /// The row after which the page begins.
    pub after: Option<String>,
    /// The row before which the page ends.
    pub before: Option<String>,
    /// What is made of the rows.
    pub fold: Option<Fold>,
    /// The figure that led here.
    pub figure: Option<String>,
}

impl Address {
    /// Reads the query of an address.
    ///
    /// # Errors
    /// [`Error::Invalid`] with one problem for each part that makes no sense.
    pub fn parse(listing: &'static Listing, query: &str) -> Result<Address> {
        let mut address = Address::default();
        let mut problems = Vec::new();
        for (name, value) in pairs(query) {
            if value.trim().is_empty() {
                continue;
            }
            if let Err(error) = address.take(listing, &name, value.trim()) {
                match error {
                    Error::Invalid(found) => problems.extend(found),
                    other => return Err(other),
                }
            }
        }
        if problems.is_empty() { Ok(address) } else { Err(Error::Invalid(problems)) }
    }

    fn take(&mut self, listing: &'static Listing, name: &str, value: &str) -> Result<()> {
        match name {
            "q" => self.filter.search = Some(value.chars().take(100).collect()),
            "after" => self.after = Some(value.to_owned()),
            "before" => self.before = Some(value.to_owned()),
            "fold" => self.fold = Some(Fold::from_address(listing, value)?),
            "figure" => self.figure = Some(value.to_owned()),
            "sort" => {
                let (column, falling) = value.strip_prefix('-').map_or((value, false), |column| (column, true));
                self.sort = Some((known(listing, column)?.name, falling));
            }
            _ => self.filter.take(listing, name, value)?,
        }
        Ok(())
    }

    /// The query of this address, without a question mark. The page (`after`, `before`) is left out unless it is set.
    pub fn query(&self) -> String {
        let mut pairs = self.filter.pairs();
        if let Some((column, falling)) = self.sort {
            pairs.push(("sort".to_owned(), format!("{}{column}", if falling { "-" } else { "" })));
        }
        let mut optional =
            |name: &str, value: Option<String>| pairs.extend(value.map(|value| (name.to_owned(), value)));
        optional("fold", self.fold.map(Fold::to_address));
        optional("figure", self.figure.clone());
        optional("after", self.after.clone());
        optional("before", self.before.clone());
        encode(&pairs)
    }
}

impl Filter {
    /// Whether every row passes.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.search.is_none()
    }

    /// What one column must be like, where anything is asked of it.
    pub fn of(&self, column: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.column.name == column)
    }

    /// The same filter with nothing asked of one column but what stands.
    pub fn without(&self, column: &str) -> Filter {
        let parts = self.parts.iter().filter(|part| part.stands || part.column.name != column).cloned().collect();
        Filter { parts, search: self.search.clone() }
    }

    /// The same filter with one more thing asked of a column: it must also be one of these.
    #[must_use]
    pub fn with(mut self, column: &'static Column, any: Vec<Alternative>) -> Filter {
        self.parts.push(Part { column, any, stands: false });
        self
    }

    /// The same filter with all of another, which then stands whatever the reader asks.
    #[must_use]
    pub fn and(mut self, seen: Filter) -> Filter {
        self.parts.extend(seen.parts.into_iter().map(|part| Part { stands: true, ..part }));
        self
    }

    /// What of it stands whatever the reader asks.
    pub fn standing(&self) -> Filter {
        Filter { parts: self.parts.iter().filter(|part| part.stands).cloned().collect(), search: None }
    }

    fn take(&mut self, listing: &'static Listing, name: &str, value: &str) -> Result<()> {
        if let Some(name) = name.strip_suffix(".from") {
            let column = known(listing, name)?;
            return self.bound(column, Some(parse(listing, column, value)?), None);
        }
        if let Some(name) = name.strip_suffix(".to") {
            let column = known(listing, name)?;
            return self.bound(column, None, Some(parse(listing, column, value)?));
        }
        let column = known(listing, name)?;
        let any = split(value).iter().map(|piece| alternative(listing, column, piece)).collect::<Result<Vec<_>>>()?;
        match self.parts.iter_mut().find(|part| part.column.name == column.name) {
            Some(part) => part.any.extend(any),
            None => self.parts.push(Part { column, any, stands: false }),
        }
        Ok(())
    }

    /// One end of a range, as a form sends it; the other end may come separately.
    fn bound(&mut self, column: &'static Column, from: Option<Value>, to: Option<Value>) -> Result<()> {
        let part = self.parts.iter_mut().find(|part| part.column.name == column.name);
        match part.and_then(|part| part.any.first_mut()) {
            Some(Alternative::Between(low, high)) => {
                *low = from.or(low.take());
                *high = to.or(high.take());
            }
            _ => self.parts.push(Part { column, any: vec![Alternative::Between(from, to)], stands: false }),
        }
        Ok(())
    }

    /// The pairs of an address.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.search.clone().map(|text| ("q".to_owned(), text)));
        for part in &self.parts {
            let any: Vec<String> = part.any.iter().map(|alternative| written(part.column, alternative)).collect();
            pairs.push((part.column.name.to_owned(), any.join(",")));
        }
        pairs
    }
}

/// Encodes pairs as the query of an address.
pub fn encode(pairs: &[(String, String)]) -> String {
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", utf8_percent_encode(name, KEPT), utf8_percent_encode(value, KEPT)))
        .collect();
    encoded.join("&")
}

/// The pairs of a query, decoded.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn known(listing: &'static Listing, name: &str) -> Result<&'static Column> {
    listing.column(name).ok_or_else(|| {
        Error::Invalid(vec![Problem {
            place: name.to_owned(),
            sentence: format!("{}没有“{name}”这一栏", listing.title),
        }])
    })
}

/// Splits at commas; `\,` is a comma that belongs to the value.
fn split(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&',') => pieces.last_mut().into_iter().for_each(|piece| piece.push(',')),
            '\\' if letters.peek() == Some(&'\\') => pieces.last_mut().into_iter().for_each(|piece| piece.push('\\')),
            ',' => {
                pieces.push(String::new());
                continue;
            }
            other => {
                pieces.last_mut().into_iter().for_each(|piece| piece.push(other));
                continue;
            }
        }
        letters.next();
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn alternative(listing: &'static Listing, column: &'static Column, piece: &str) -> Result<Alternative> {
    match piece {
        "none" => return Ok(Alternative::Empty),
        "any" => return Ok(Alternative::Filled),
        _ => {}
    }
    let origin = cell::origin(listing, column);
    if let Some(rest) = piece.strip_prefix('~') {
        return Ok(Alternative::Contains(rest.to_owned()));
    }
    let is_ordered =
        matches!(origin.kind, Kind::Day | Kind::Year | Kind::Integer(_) | Kind::Quantity(..) | Kind::Money(_));
    if is_ordered && let Some((from, to)) = piece.split_once("..") {
        let end = |text: &str| if text.is_empty() { Ok(None) } else { parse(listing, column, text).map(Some) };
        return Ok(Alternative::Between(end(from)?, end(to)?));
    }
    if !is_ordered && let Some(start) = piece.strip_suffix('*') {
        return Ok(Alternative::Starts(start.to_owned()));
    }
    Ok(Alternative::Is(parse(listing, column, piece)?))
}

/// A value of a column, as typed into an address.
fn parse(listing: &'static Listing, column: &'static Column, text: &str) -> Result<Value> {
    let origin = cell::origin(listing, column);
    let wrong = |sentence: String| Error::invalid(column.label, sentence);
    match origin.kind {
        Kind::Link(_) => text
            .parse::<i64>()
            .map(Value::Int)
            .map_err(|_| wrong(format!("“{text}”不是记录编号；按名称筛选请写 ~名称"))),
        // Something sealed is found by its whole value only, and as it would be stored.
        _ if cell::is_sealed(origin) => Ok(cell::parse(origin, text).unwrap_or_else(|_| Value::from(text))),
        // A filter may ask for a code that would not pass the check of a new one.
        Kind::Code(_) | Kind::Text | Kind::LongText => Ok(Value::Text(text.to_owned())),
        _ => cell::parse(origin, text).map_err(wrong),
    }
}

fn written(column: &Column, alternative: &Alternative) -> String {
    let plain = |value: &Value| match value {
        Value::Int(number) if matches!(column.kind, Kind::Link(_) | Kind::Borrowed { .. }) => number.to_string(),
        value => cell::plain(column, value).replace('\\', "\\\\").replace(',', "\\,"),
    };
    match alternative {
        Alternative::Is(value) => plain(value),
        Alternative::Between(from, to) => {
            format!("{}..{}", from.as_ref().map(plain).unwrap_or_default(), to.as_ref().map(plain).unwrap_or_default())
        }
        Alternative::Empty => "none".to_owned(),
        Alternative::Filled => "any".to_owned(),
        Alternative::Starts(text) => format!("{}*", text.replace(',', "\\,")),
        Alternative::Contains(text) => format!("~{}", text.replace(',', "\\,")),
    }
}

/// What a filter asks, in words: `批次:第一批或第二批;申报日期:2022-01-01 至 2022-08-07`.
pub fn says(listing: &'static Listing, filter: &Filter) -> String {
    let mut said: Vec<String> = Vec::new();
    said.extend(filter.search.as_ref().map(|text| format!("含“{text}”")));
    for part in &filter.parts {
        let any: Vec<String> = part.any.iter().map(|alternative| says_one(listing, part.column, alternative)).collect();
        said.push(format!("{}：{}", part.column.label, any.join(" 或 ")));
    }
    said.join("；")
}

fn says_one(listing: &'static Listing, column: &'static Column, alternative: &Alternative) -> String {
    let origin = cell::origin(listing, column);
    let shown = |value: &Value| match origin.kind {
        Kind::Link(target) => format!("{} #{}", target.title, value.int().unwrap_or_default()),
        _ => cell::shown(origin, value),
    };
    match alternative {
        Alternative::Is(value) => shown(value),
        Alternative::Between(Some(from), Some(to)) if from == to => shown(from),
        Alternative::Between(Some(from), Some(to)) => format!("{} 至 {}", shown(from), shown(to)),
        Alternative::Between(Some(from), None) => format!("{} 及以后", shown(from)),
        Alternative::Between(None, Some(to)) => format!("{} 及以前", shown(to)),
        Alternative::Between(None, None) | Alternative::Filled => "已填".to_owned(),
        Alternative::Empty => "未填".to_owned(),
        Alternative::Starts(text) => format!("以 {text} 开头"),
        Alternative::Contains(text) => format!("含“{text}”"),
    }
}
