//! An officer who hears of a demand writes it down for the enterprise.

use askama::Template;
use axum::response::IntoResponse;
use directory::ORGANISATIONS;
use listing::{
    Alternative, Filter,
    query::{self, Wanted},
};
use storage::{Db, Deed, Error, Problem, Reader, Result, Work};
use vocabulary::{Day, Role};
use web::{Frame, Outcome, Visitor, Who, go, page, shown_again, typed};

use super::Needle;
use crate::{DEMANDS, demand::procedure::begin_for};

#[derive(Template)]
#[template(path = "pages/register.html")]
struct RegisterPage<'a> {
    frame: Frame<'a>,
    enterprise: String,
    title: String,
    problems: Vec<Problem>,
}

impl RegisterPage<'_> {
    /// What is wrong with a field.
    fn wrong(&self, name: &str) -> &str {
        self.problems.iter().find(|problem| problem.place == name).map_or("", |problem| &problem.sentence)
    }
}

/// The form.
pub(super) async fn form(needle: &Needle, visitor: &Visitor) -> Outcome {
    visitor.who.require(&[Role::Officer, Role::Head])?;
    page(&shown(needle, visitor, &[], Vec::new()))
}

/// Begins the draft and goes on to its form.
pub(super) async fn begin(needle: &Needle, visitor: &Visitor, pairs: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Role::Officer, Role::Head])?;
    let db = &needle.desk.house.db;
    let (enterprise, title) = (typed(pairs, "enterprise"), typed(pairs, "title"));
    let deed = Begin { db, who: &visitor.who, enterprise, title, today: needle.today() };
    match db.write(&visitor.actor(), &deed).await {
        Ok(id) => Ok(go(&format!("{}/{id}/edit", DEMANDS.path))),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&shown(needle, visitor, pairs, problems))?).into_response())
        }
    }
}

struct Begin<'a> {
    db: &'a Db,
    who: &'a Who,
    enterprise: &'a str,
    title: &'a str,
    today: Day,
}

impl Deed for Begin<'_> {
    type Outcome = i64;

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<i64> {
        let place = |place: &str, sentence: &str| Problem { place: place.to_owned(), sentence: sentence.to_owned() };
        let mut problems = Vec::new();
        let found = enterprise(work.reader(), self.enterprise).await?;
        if found.is_none() {
            problems
                .push(place("enterprise", "没有这家企业。请填全称或统一社会信用代码；新企业先在“企业和单位”中登记"));
        }
        if self.title.is_empty() {
            problems.push(place("title", "请填写需求名称"));
        }
        match found.filter(|_| problems.is_empty()) {
            Some(enterprise) => begin_for(work, self.db, self.who, enterprise, self.title, self.today).await,
            None => Err(Error::Invalid(problems)),
        }
    }
}

/// The one unit with this name or credit code.
async fn enterprise(reader: Reader<'_>, text: &str) -> Result<Option<i64>> {
    for name in ["uscc", "name"] {
        let Some(column) = ORGANISATIONS.column(name).filter(|_| !text.is_empty()) else { continue };
        let filter = Filter::default().with(column, vec![Alternative::Is(text.into())]);
        let found = query::page(reader, &ORGANISATIONS, &[], &Wanted { filter, limit: 2, ..Wanted::default() }).await?;
        if let [one] = found.records.as_slice() {
            return Ok(Some(one.id));
        }
    }
    Ok(None)
}

fn shown<'a>(
    needle: &'a Needle,
    visitor: &'a Visitor,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> RegisterPage<'a> {
    let frame = needle.desk.house.frame(&DEMANDS, visitor, "代企业登记需求").siblings(Vec::new());
    RegisterPage {
        frame: frame.crumb(DEMANDS.title, DEMANDS.path).crumb("代企业登记需求", ""),
        enterprise: typed(pairs, "enterprise").to_owned(),
        title: typed(pairs, "title").to_owned(),
        problems,
    }
}
