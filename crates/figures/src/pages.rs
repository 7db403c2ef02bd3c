//! The pages of figures: the catalogue, each figure, its target, and 存为指标.

mod catalogue;
mod export;
mod figure;
mod save;
mod target;

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{Path, RawQuery, State},
    middleware,
    routing::get,
};
use listing::address;
use storage::{Error, Problem, Result};
use vocabulary::Day;
use web::{Frame, NavItem, Visitor, download, readers_only, shown_again, typed};

use crate::{Moment, Office, SAVED_FIGURES, STATISTICS, TARGETS};

/// The entry of the navigation under which these pages stand.
const SECTION: &str = "指标";

/// The page of the annual report.
const REPORT: &str = "/reports/annual";

/// The years that can be asked for: those of a year column.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

type Shared = State<Arc<Office>>;
type Typed = Form<Vec<(String, String)>>;

/// The routes of the figures of a house.
pub fn routes(office: &Arc<Office>) -> Router {
    let target = get(async |office: Shared, visitor: Visitor, Path(code): Path<String>, RawQuery(query): RawQuery| {
        target::form(&office, &visitor, &code, &query.unwrap_or_default()).await
    });
    let set = async |office: Shared, visitor: Visitor, Path(code): Path<String>, Form(typed): Typed| {
        target::set(&office, &visitor, &code, &typed).await
    };
    let form = get(async |office: Shared, visitor: Visitor, RawQuery(query): RawQuery| {
        save::form(&office, &visitor, &query.unwrap_or_default()).await
    });
    let save = async |office: Shared, visitor: Visitor, Form(typed): Typed| save::save(&office, &visitor, &typed).await;
    let kept = Arc::new(catalogue::KeptRows::default());
    let catalogue = get(move |office: Shared, visitor: Visitor, RawQuery(query): RawQuery| async move {
        catalogue::catalogue(&office, &kept, &visitor, &query.unwrap_or_default()).await
    });
    Router::new()
        .merge(exports())
        .route("/figures", catalogue)
        .route("/figures/save", form.post(save))
        .route(
            "/figures/{code}",
            get(async |office: Shared, visitor: Visitor, Path(code): Path<String>, RawQuery(query): RawQuery| {
                figure::figure(&office, &visitor, &code, &query.unwrap_or_default()).await
            }),
        )
        .route("/figures/{code}/target", target.post(set))
        .route_layer(middleware::from_fn(readers_only))
        .with_state(office.clone())
}

fn exports() -> Router<Arc<Office>> {
    Router::new()
        .route(
            "/figures.json",
            get(async |office: Shared, RawQuery(query): RawQuery| {
                export::catalogue_json(&office, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/figures.csv",
            get(async |office: Shared, RawQuery(query): RawQuery| {
                export::catalogue_csv(&office, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/figures.xlsx",
            get(async |office: Shared, RawQuery(query): RawQuery| {
                export::catalogue_xlsx(&office, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/figures/{code}/witnesses.json",
            get(async |office: Shared, Path(code): Path<String>, RawQuery(query): RawQuery| {
                export::witnesses_as_json(&office, &code, &query.unwrap_or_default()).await
            }),
        )
        .route(
            "/figures/{code}/witnesses.csv",
            get(async |office: Shared, Path(code): Path<String>, RawQuery(query): RawQuery| {
                export::witnesses_as_csv(&office, &code, &query.unwrap_or_default()).await
            }),
        )
}

/// Of which moment an address or a form speaks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The moment.
    pub moment: Moment,
    /// The year and day as given, to be carried on; nothing where they were left to the house.
    pub carried: Vec<(String, String)>,
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// Reads the pairs of an address or a form.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the year or the day is none.
    pub fn read(office: &Office, pairs: Vec<(String, String)>) -> Result<Asked> {
        let given = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
            found.filter(|value| !value.is_empty())
        };
        let year = given("year").map(parse_year).transpose()?;
        let as_of = given("as_of").map(parse_day).transpose()?;
        let carried = ["year", "as_of"].into_iter().filter_map(|name| Some((name.to_owned(), given(name)?.to_owned())));
        Ok(Asked { moment: office.moment(year, as_of), carried: carried.collect(), pairs })
    }

    /// Reads the query of an address.
    ///
    /// # Errors
    /// As [`Asked::read`].
    pub fn of_query(office: &Office, query: &str) -> Result<Asked> {
        Asked::read(office, address::pairs(query))
    }

    /// An address at the same moment.
    pub fn link(&self, path: &str) -> String {
        if self.carried.is_empty() { path.to_owned() } else { format!("{path}?{}", address::encode(&self.carried)) }
    }

    /// Whether the address has this pair.
    fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(key, given)| key == name && given == value)
    }
}

fn parse_year(text: &str) -> Result<i32> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| Error::invalid("年度", format!("“{text}”不是年份，应为四位数字，如 2022")))
}

fn parse_day(text: &str) -> Result<Day> {
    Day::parse(text).map_err(|wrong| Error::invalid("截至", wrong.said))
}

/// The frame of a page of figures, with the lists beside it.
fn frame<'a>(office: &'a Office, visitor: &'a Visitor, title: &str) -> Frame<'a> {
    let item = |title: &str, href: &str| NavItem { title: title.to_owned(), href: href.to_owned() };
    Frame::new(&office.house.site, visitor, SECTION, title).siblings(vec![
        item("指标目录", "/figures"),
        item(SAVED_FIGURES.title, SAVED_FIGURES.path),
        item(TARGETS.title, TARGETS.path),
        item(STATISTICS.title, STATISTICS.path),
    ])
}

/// The problem at a field of a form, or nothing.
fn problem_at(problems: &[Problem], place: &str) -> String {
    problems.iter().find(|problem| problem.place == place).map_or(String::new(), |problem| problem.sentence.clone())
}

#[cfg(test)]
mod tests;
