//! The form of a step: what it asks, what stands in the way, and what it will do.

use askama::Template;
use axum::response::IntoResponse;
use listing::{Kind as ColumnKind, seen};
use procedure::Ask;
use storage::{Error, Problem, Result};
use web::{Failure, Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::Desk;
use crate::{Asked, CaseFile, Kind, Offer, answers::column};

pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) unit: &'static str,
    pub(super) value: String,
    pub(super) error: String,
    pub(super) is_required: bool,
    pub(super) is_long: bool,
    pub(super) is_day: bool,
    pub(super) is_number: bool,
    pub(super) words: &'static [&'static str],
}

#[derive(Template)]
#[template(path = "pages/step.html")]
struct StepPage<'a> {
    frame: Frame<'a>,
    name: String,
    back: String,
    action: String,
    stage: String,
    seen: String,
    offer: Offer,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    is_dirty: bool,
}

/// The form.
pub(super) async fn form(desk: &Desk, visitor: &Visitor, table: &str, id: i64, step: &str) -> Outcome {
    let (kind, case) = case(desk, visitor, table, id).await?;
    page(&shown(desk, visitor, kind, &case, step, &[], Vec::new()).await?)
}

/// Takes the step; where it cannot be taken, the form again with everything that was typed.
pub(super) async fn take(
    desk: &Desk,
    visitor: &Visitor,
    table: &str,
    id: i64,
    step: &str,
    pairs: &[(String, String)],
) -> Outcome {
    let (kind, case) = case(desk, visitor, table, id).await?;
    let seen = typed(pairs, "_seen");
    let asked = Asked {
        who: &visitor.who,
        id,
        step,
        typed: pairs,
        seen: (!seen.is_empty()).then_some(seen),
        today: desk.today(),
    };
    match kind.take(&desk.house.db, &asked).await {
        Ok(_) => Ok(go(&case.href())),
        Err(error) => {
            let (status, problems) = shown_again(error)?;
            let case = CaseFile::read(desk.house.reader(), kind.listing(), id).await?;
            let told: Vec<String> = problems.iter().map(|problem| problem.sentence.clone()).collect();
            match shown(desk, visitor, kind, &case, step, pairs, problems).await {
                Ok(again) => Ok((status, page(&StepPage { is_dirty: true, ..again })?).into_response()),
                // Somebody was faster, and the step is no longer there: that is what to say.
                Err(Error::Refused(_) | Error::Forbidden(_)) => Err(Failure(Error::Refused(told.join("\n")))),
                Err(error) => Err(Failure(error)),
            }
        }
    }
}

/// A case that the visitor may see.
async fn case(desk: &Desk, visitor: &Visitor, table: &str, id: i64) -> Result<(&'static dyn Kind, CaseFile)> {
    let kind = desk.kind(table)?;
    let record = seen(desk.house.reader(), kind.listing(), &visitor.who, id).await?;
    Ok((kind, CaseFile { listing: kind.listing(), record }))
}

async fn shown<'a>(
    desk: &'a Desk,
    visitor: &'a Visitor,
    kind: &'static dyn Kind,
    case: &CaseFile,
    step: &str,
    pairs: &[(String, String)],
    problems: Vec<Problem>,
) -> Result<StepPage<'a>> {
    let offers = kind.offers(desk.house.reader(), case, &visitor.who, desk.today()).await?;
    let stage = case.text("stage").to_owned();
    let mut matching: Vec<Offer> = offers.into_iter().filter(|offer| offer.step == step).collect();
    // One step may lead to different stages for different people.
    let own = matching.iter().position(|offer| offer.is_yours).unwrap_or(0);
    if own >= matching.len() {
        return Err(Error::Refused(format!("“{}”现在是“{stage}”，没有这一步。请回到办理页", case.name())));
    }
    let offer = matching.swap_remove(own);
    if !offer.is_yours {
        let roles: Vec<&str> = offer.by.iter().map(|role| role.label()).collect();
        return Err(Error::Forbidden(format!("“{}”由{}办理", offer.label, roles.join("、"))));
    }
    let listing = kind.listing();
    let frame = desk
        .house
        .frame(listing, visitor, offer.label)
        .siblings(Vec::new())
        .crumb(listing.title, listing.path)
        .crumb(case.name(), &case.href())
        .crumb(offer.label, "");
    Ok(StepPage {
        frame,
        name: case.name().to_owned(),
        back: case.href(),
        action: format!("/cases/{}/{}/{}", listing.table, case.id(), offer.step),
        seen: stage.clone(),
        stage,
        fields: offer.fields.iter().map(|ask| field(ask, pairs, &problems)).collect(),
        offer,
        problems,
        is_dirty: false,
    })
}

pub(super) fn field(ask: &Ask, pairs: &[(String, String)], problems: &[Problem]) -> Field {
    let column = column(ask);
    let problem = problems.iter().find(|problem| problem.place == ask.name);
    Field {
        name: ask.name,
        label: ask.label,
        unit: column.unit(),
        value: typed(pairs, ask.name).to_owned(),
        error: problem.map_or(String::new(), |problem| problem.sentence.clone()),
        is_required: ask.required,
        is_long: matches!(column.kind, ColumnKind::LongText),
        is_day: matches!(column.kind, ColumnKind::Day),
        is_number: listing::cell::is_numeric(&column),
        words: if let ColumnKind::Choice(words) = column.kind { words } else { &[] },
    }
}
