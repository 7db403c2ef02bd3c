//! What a template asks of the house, and the answers. A template is rendered again and again until it asks nothing new:
//! rendering waits for nobody, reading does.

use std::{collections::BTreeMap, sync::Arc};

use figures::{Moment, Office, Reading};
use listing::{
    Address, Column, Kind, Listing, cell,
    query::{self, Wanted},
};
use storage::{Error, Reader, Result, Value};

use super::{marks, near};
use crate::comparison::{self, Compared};

/// How many rows a template may take of a list.
pub(crate) const MOST_ROWS: usize = 200;

/// Something a template asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ask {
    /// A figure, by code.
    Figure(String),
    /// How a figure compares with target, last year and the other districts.
    Comparison(String),
    /// Rows of a list: its address, the columns, how many at most.
    Rows { address: String, columns: Vec<String>, limit: usize },
}

/// What the house answers.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// A figure.
    Reading(Arc<Reading>),
    /// A comparison, and the figure's page.
    Compared(Compared),
    /// Rows.
    Rows(Vec<Found>),
    /// There is no such thing, in a sentence.
    Refused(String),
}

/// All answers so far.
pub(crate) type Answers = BTreeMap<Ask, Answer>;

/// A row that a template takes.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its id.
    pub(crate) id: i64,
    /// Its page.
    pub(crate) href: String,
    /// Column and text, in the order asked.
    pub(crate) cells: Vec<(String, Taken)>,
}

/// A cell that a template takes.
#[derive(Clone, Debug)]
pub(crate) enum Taken {
    Nothing,
    Number(i64),
    Text(String),
}

/// What answers are made from.
pub(crate) struct Source<'a> {
    pub(crate) office: &'a Office,
    /// Where rows are read: the database, or a transaction on it.
    pub(crate) reader: Reader<'a>,
    pub(crate) moment: Moment,
    /// The bureau's own region.
    pub(crate) region: Option<String>,
}

impl Ask {
    /// The text that it has in the template, to find its line.
    pub(crate) fn written(&self) -> &str {
        match self {
            Ask::Figure(code) | Ask::Comparison(code) => code,
            Ask::Rows { address, .. } => address.split_once('?').map_or(address, |(path, _)| path),
        }
    }
}

impl Source<'_> {
    /// Answers one question.
    ///
    /// # Errors
    /// What the database says. That there is no such thing is an answer.
    pub(crate) async fn answer(&self, ask: &Ask) -> Result<Answer> {
        let answered = match ask {
            Ask::Figure(code) => self.reading(code).await.map(|reading| Answer::Reading(Arc::new(reading))),
            Ask::Comparison(code) => self.compared(code).await.map(Answer::Compared),
            Ask::Rows { address, columns, limit } => self.rows(address, columns, *limit).await.map(Answer::Rows),
        };
        match answered {
            Err(Error::NotFound(sentence)) => Ok(Answer::Refused(sentence)),
            Err(wrong @ Error::Invalid(_)) => Ok(Answer::Refused(wrong.to_string())),
            answered => answered,
        }
    }

    /// Reads a figure.
    ///
    /// # Errors
    /// [`Error::NotFound`] with the codes most like it; what the database says.
    pub(crate) async fn reading(&self, code: &str) -> Result<Reading> {
        let office = self.office;
        let definition = match office.catalogue.find(code) {
            Some(figure) => figure.at(self.moment, self.region.as_deref())?,
            None => match office.catalogue.define(self.reader, &office.house.registry, code, self.moment).await {
                Err(Error::NotFound(_)) => return Err(Error::NotFound(self.unknown(code))),
                defined => defined?,
            },
        };
        figures::read(self.reader, definition).await
    }

    async fn compared(&self, code: &str) -> Result<Compared> {
        let reading = self.reading(code).await?;
        comparison::compared(self.office, &reading, self.moment).await
    }

    /// The sentence for a code that no figure has, with those most like it.
    fn unknown(&self, code: &str) -> String {
        let known = self.office.catalogue.figures().map(|figure| (figure.code, figure.name));
        let alike: Vec<String> =
            near::nearest(code, known).into_iter().map(|(code, name)| format!("{code}（{name}）")).collect();
        if alike.is_empty() {
            return format!("没有代码为“{code}”的指标。可用的代码见模板页右侧或指标目录");
        }
        format!("没有代码为“{code}”的指标。是不是{}", alike.join("、"))
    }

    async fn rows(&self, address: &str, names: &[String], limit: usize) -> Result<Vec<Found>> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let listing = self.office.house.registry.at(path).ok_or_else(|| Error::NotFound(self.no_list(path)))?;
        let asked = Address::parse(listing, query)?;
        let columns = names.iter().map(|name| column(listing, name)).collect::<Result<Vec<_>>>()?;
        let wanted =
            Wanted { filter: asked.filter, sort: asked.sort, limit: limit.min(MOST_ROWS), ..Wanted::default() };
        let page = query::page(self.reader, listing, &columns, &wanted).await?;
        let found = |record: listing::Record| Found {
            id: record.id,
            href: format!("{}/{}", listing.path, record.id),
            cells: names
                .iter()
                .zip(&columns)
                .zip(&record.cells)
                .map(|((name, column), cell)| (name.clone(), taken(cell::origin(listing, column), cell)))
                .collect(),
        };
        Ok(page.records.into_iter().map(found).collect())
    }

    fn no_list(&self, path: &str) -> String {
        let known = self.office.house.registry.all().iter().map(|listing| (listing.path, listing.title));
        match near::nearest(path, known).first() {
            Some((near, title)) => format!("没有“{path}”这个列表。是不是 {near}（{title}）"),
            None => format!("没有“{path}”这个列表。列表的地址以 / 开头，如 /supervision/problems"),
        }
    }
}

fn column(listing: &'static Listing, name: &str) -> Result<&'static Column> {
    listing.column(name).ok_or_else(|| {
        let known: Vec<&str> = listing.columns.iter().map(|column| column.name).collect();
        Error::NotFound(format!("{}没有“{name}”这一栏。可用的栏：{}", listing.title, known.join("、")))
    })
}

/// What a template sees of a cell: personal values as masked as on every page.
fn taken(origin: &Column, cell: &listing::Cell) -> Taken {
    match (&cell.name, &cell.value) {
        (Some(name), _) => Taken::Text(marks::one_line(name)),
        (None, Value::Null) => Taken::Nothing,
        (None, value) if cell::is_masked(origin) => Taken::Text(cell::masked(origin, value)),
        (None, Value::Int(number)) if matches!(origin.kind, Kind::Integer(_) | Kind::Year) => Taken::Number(*number),
        (None, value) => Taken::Text(marks::one_line(&cell::plain(origin, value))),
    }
}
