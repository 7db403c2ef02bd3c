//! Granting posts and ending them: the work of the security administrator.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::IntoResponse,
};
use directory::SECTIONS;
use listing::{
    address,
    query::{self, Wanted},
    records,
};
use storage::{Problem, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{Shared, Typed, at, frame};
use crate::{
    Gate, POSTS,
    deeds::{EndPost, Grant},
};

/// How many sections a bureau may have.
const SECTIONS_AT_MOST: usize = 100;

#[derive(Template)]
#[template(path = "pages/grant.html")]
struct GrantPage<'a> {
    frame: Frame<'a>,
    account: String,
    role: String,
    roles: &'static [&'static str],
    unit: String,
    section: String,
    /// The sections as `#id name`.
    sections: Vec<String>,
    region: String,
    problems: Vec<Problem>,
}

impl GrantPage<'_> {
    fn at(&self, place: &str) -> String {
        at(&self.problems, place)
    }
}

/// The form, with the account of the address in it.
pub(super) async fn form(gate: &Gate, visitor: &Visitor, query: &str) -> Outcome {
    visitor.who.require(&[Role::SecurityAdministrator])?;
    page(&grant_page(gate, visitor, &address::pairs(query), Vec::new()).await?)
}

async fn grant_page<'a>(
    gate: &'a Gate,
    visitor: &'a Visitor,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<GrantPage<'a>> {
    let wanted = Wanted { limit: SECTIONS_AT_MOST, ..Wanted::default() };
    let sections = query::page(gate.db().reader(), &SECTIONS, &[], &wanted).await?.records;
    let value = |name: &str| typed(pairs, name).to_owned();
    Ok(GrantPage {
        frame: frame(gate, visitor, "授予岗位"),
        account: value("account"),
        role: value("role"),
        roles: Role::LABELS,
        unit: value("unit"),
        section: value("section"),
        sections: sections.iter().map(|section| format!("#{} {}", section.id, section.name)).collect(),
        region: value("region"),
        problems,
    })
}

/// Grants what was typed.
pub(super) async fn grant(State(gate): Shared, visitor: Visitor, Form(pairs): Typed) -> Outcome {
    visitor.who.require(&[Role::SecurityAdministrator])?;
    match granted(&gate, &visitor, &pairs).await {
        Ok(id) => {
            gate.forget();
            Ok(go(&format!("/posts/{id}")))
        }
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            Ok((status, page(&grant_page(&gate, &visitor, &pairs, problems).await?)?).into_response())
        }
    }
}

async fn granted(gate: &Gate, visitor: &Visitor, pairs: &[(String, String)]) -> Result<i64> {
    let asked = ["account", "role", "unit", "section", "region"];
    let mut given: Vec<(String, String)> =
        asked.iter().map(|name| ((*name).to_owned(), typed(pairs, name).to_owned())).collect();
    given.push(("granted_on".to_owned(), gate.watch.now().day().to_string()));
    given.push(("granted_by".to_owned(), visitor.actor()));
    let values = records::parse(gate.db().reader(), &POSTS, &given, None).await?;
    gate.db().write(&visitor.actor(), &Grant { db: gate.db(), who: &visitor.who, values: &values }).await
}

/// Ends a post.
pub(super) async fn end(State(gate): Shared, visitor: Visitor, Path(id): Path<i64>) -> Outcome {
    visitor.who.require(&[Role::SecurityAdministrator])?;
    let deed = EndPost { db: gate.db(), who: &visitor.who, post: id, now: gate.watch.now() };
    gate.db().write(&visitor.actor(), &deed).await?;
    gate.forget();
    Ok(go(&format!("/posts/{id}")))
}
