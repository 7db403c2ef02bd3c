//! The sections of the bureau and what each keeps. What a section keeps decides what its officers may change, so the
//! security administrator sets it, as everything that grants.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::IntoResponse,
};
use directory::SECTIONS;
use listing::{
    Kept,
    query::{self, Wanted},
    records,
};
use storage::{Problem, Result, Row, Value};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{Shared, Typed, at, frame};
use crate::{Gate, who::listed};

/// How many sections a bureau may have.
const SECTIONS_AT_MOST: usize = 100;

struct Shown {
    id: i64,
    number: String,
    name: String,
    modules: String,
}

struct Choice {
    title: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "pages/sections.html")]
struct SectionsPage<'a> {
    frame: Frame<'a>,
    sections: Vec<Shown>,
    form: SectionForm,
}

#[derive(Template)]
#[template(path = "pages/section.html")]
struct SectionPage<'a> {
    frame: Frame<'a>,
    form: SectionForm,
}

/// The form of a section.
struct SectionForm {
    action: String,
    number: String,
    name: String,
    modules: Vec<Choice>,
    problems: Vec<Problem>,
}

impl SectionForm {
    fn new(gate: &Gate, action: String, pairs: &[(String, String)], problems: Vec<Problem>) -> SectionForm {
        let chosen = |title: &str| pairs.iter().any(|(name, value)| name == "modules" && value == title);
        let kept = gate.house.groups.iter().filter(|group| group.listings.iter().any(|one| one.kept == Kept::Freely));
        let modules = kept.map(|group| Choice { title: group.title, is_chosen: chosen(group.title) }).collect();
        SectionForm {
            action,
            number: typed(pairs, "number").to_owned(),
            name: typed(pairs, "name").to_owned(),
            modules,
            problems,
        }
    }

    fn at(&self, place: &str) -> String {
        at(&self.problems, place)
    }
}

fn require(visitor: &Visitor) -> Result<()> {
    visitor.who.require(&[Role::SecurityAdministrator])
}

/// All sections, and the form for another.
pub(super) async fn list(State(gate): Shared, visitor: Visitor) -> Outcome {
    require(&visitor)?;
    page(&sections_page(&gate, &visitor, &[], Vec::new()).await?)
}

async fn sections_page<'a>(
    gate: &'a Gate,
    visitor: &'a Visitor,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<SectionsPage<'a>> {
    let wanted = Wanted { limit: SECTIONS_AT_MOST, ..Wanted::default() };
    let columns: Vec<_> = SECTIONS.columns.iter().collect();
    let records = query::page(gate.db().reader(), &SECTIONS, &columns, &wanted).await?.records;
    let text = |record: &listing::Record, place: usize| {
        record.cells.get(place).and_then(|cell| cell.value.text()).unwrap_or_default().to_owned()
    };
    let shown = |record: &listing::Record| Shown {
        id: record.id,
        number: text(record, 0),
        name: text(record, 1),
        modules: text(record, 2),
    };
    Ok(SectionsPage {
        frame: frame(gate, visitor, "科室分工"),
        sections: records.iter().map(shown).collect(),
        form: SectionForm::new(gate, "/posts/sections".to_owned(), pairs, problems),
    })
}

/// The form of one section.
pub(super) async fn form(gate: &Gate, visitor: &Visitor, id: i64) -> Outcome {
    require(visitor)?;
    let row = records::row(gate.db().reader(), &SECTIONS, id).await?;
    let form = SectionForm::new(gate, action(id), &as_typed(&row), Vec::new());
    page(&SectionPage { frame: frame(gate, visitor, "科室分工"), form })
}

fn action(id: i64) -> String {
    format!("/posts/sections/{id}")
}

/// A section as its form would send it.
fn as_typed(row: &Row) -> Vec<(String, String)> {
    let text = |name: &str| {
        let position = SECTIONS.position(name);
        position.and_then(|position| row.values.get(position)).and_then(Value::text).unwrap_or_default()
    };
    let mut pairs =
        vec![("number".to_owned(), text("number").to_owned()), ("name".to_owned(), text("name").to_owned())];
    pairs.extend(listed(text("modules")).into_iter().map(|module| ("modules".to_owned(), module)));
    pairs
}

/// A form as the record wants it: the chosen modules in one text.
fn joined(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let chosen: Vec<&str> =
        pairs.iter().filter(|(name, _)| name == "modules").map(|(_, module)| module.as_str()).collect();
    let others = pairs.iter().filter(|(name, _)| name != "modules").cloned();
    others.chain([("modules".to_owned(), chosen.join("、"))]).collect()
}

/// Adds a section.
pub(super) async fn add(State(gate): Shared, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    require(&visitor)?;
    match records::add(gate.db(), &visitor.actor(), &SECTIONS, &joined(&pairs)).await {
        Ok(_) => Ok(go("/posts/sections")),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&sections_page(&gate, &visitor, &pairs, problems).await?)?).into_response())
        }
    }
}

/// Changes a section. What its officers may change follows at once.
pub(super) async fn change(State(gate): Shared, visitor: Visitor, Path(id): Path<i64>, Form(pairs): Typed) -> Outcome {
    require(&visitor)?;
    let before = records::row(gate.db().reader(), &SECTIONS, id).await?;
    match records::change(gate.db(), &visitor.actor(), &SECTIONS, &before, &joined(&pairs)).await {
        Ok(_) => {
            gate.forget();
            Ok(go("/posts/sections"))
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let form = SectionForm::new(&gate, action(id), &pairs, problems);
            let again = SectionPage { frame: frame(&gate, &visitor, "科室分工"), form };
            Ok((status, page(&again)?).into_response())
        }
    }
}
