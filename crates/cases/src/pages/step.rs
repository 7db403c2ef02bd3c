//! The form of a step: what it asks, what stands in the way, and what it will do.

use askama::Template;
use axum::response::IntoResponse;
use listing::seen;
use procedure::{Ask, Unmet};
use storage::{Error, Problem, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page, shown_again, typed};

use super::{Desk, field::Field, stage_name};
use crate::{Asked, CaseFile, Kind, mark, story};

#[derive(Template)]
#[template(path = "pages/step.html")]
struct StepPage<'a> {
    frame: Frame<'a>,
    name: String,
    back: String,
    action: String,
    stage: String,
    to: String,
    seen: String,
    label: &'static str,
    fields: Vec<Field>,
    unmet: Vec<Unmet>,
    problems: Vec<Problem>,
    is_offline: bool,
    /// Whether it can still be taken: somebody may have been faster.
    is_offered: bool,
    is_dirty: bool,
}

/// A step as its form shows it.
struct Shape {
    label: &'static str,
    to: &'static str,
    fields: Vec<Ask>,
    unmet: Vec<Unmet>,
    is_offline: bool,
    is_offered: bool,
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
            let mut again = shown(desk, visitor, kind, &case, step, pairs, problems).await?;
            again.is_dirty = true;
            Ok((status, page(&again)?).into_response())
        }
    }
}

/// A case that the visitor may see.
pub(super) async fn case(
    desk: &Desk,
    visitor: &Visitor,
    table: &str,
    id: i64,
) -> Result<(&'static dyn Kind, CaseFile)> {
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
    let known = known(kind, case, step)?;
    let shape = match offered(desk, visitor, kind, case, step).await {
        Ok(Some(shape)) => shape,
        // Somebody was faster: that and what was typed is shown all the same.
        Ok(None) | Err(Error::Forbidden(_)) if !problems.is_empty() => known,
        Ok(None) => {
            let (name, stage) = (case.name(), case.text("stage"));
            return Err(Error::Refused(format!("“{name}”现在是“{stage}”，没有这一步。请回到办理页")));
        }
        Err(error) => return Err(error),
    };
    let listing = kind.listing();
    let steps = story::length(desk.house.reader(), listing.table, case.id()).await?;
    let frame = desk
        .house
        .frame(listing, visitor, shape.label)
        .siblings(Vec::new())
        .crumb(listing.title, listing.path)
        .crumb(case.name(), &case.href())
        .crumb(shape.label, "");
    let outline = kind.outline_of(case);
    Ok(StepPage {
        frame,
        name: case.name().to_owned(),
        back: case.href(),
        action: format!("/cases/{}/{}/{step}", listing.table, case.id()),
        stage: stage_name(&visitor.who, outline, case.text("stage")),
        to: stage_name(&visitor.who, outline, shape.to),
        seen: mark(case.text("stage"), steps),
        label: shape.label,
        fields: shape.fields.iter().map(|ask| Field::of(ask, pairs, &problems)).collect(),
        unmet: shape.unmet,
        problems,
        is_offline: shape.is_offline,
        is_offered: shape.is_offered,
        is_dirty: false,
    })
}

/// The step as it is offered from the stage where the case is; nothing where it is not.
///
/// # Errors
/// [`Error::Forbidden`] where it is a step of others.
async fn offered(
    desk: &Desk,
    visitor: &Visitor,
    kind: &'static dyn Kind,
    case: &CaseFile,
    step: &str,
) -> Result<Option<Shape>> {
    let offers = kind.offers(desk.house.reader(), case, &visitor.who, desk.today()).await?;
    // One step may lead to different stages for different people.
    let mut offers: Vec<_> = offers.into_iter().filter(|offer| offer.step == step).collect();
    offers.sort_by_key(|offer| !offer.is_yours);
    let Some(offer) = offers.into_iter().next() else { return Ok(None) };
    if !offer.is_yours {
        let roles: Vec<&str> = offer.by.iter().copied().map(Role::label).collect();
        return Err(Error::Forbidden(format!("“{}”由主管科室或有关单位的{}办理", offer.label, roles.join("、"))));
    }
    let (label, to, is_offline) = (offer.label, offer.to, offer.is_offline);
    Ok(Some(Shape { label, to, fields: offer.fields, unmet: offer.unmet, is_offline, is_offered: true }))
}

/// The step as the procedure knows it, from whatever stage.
fn known(kind: &'static dyn Kind, case: &CaseFile, step: &str) -> Result<Shape> {
    let missing = || Error::NotFound("没有这个步骤。请回到办理页，从按钮操作".to_owned());
    let rule = kind.outline_of(case).rules.iter().find(|rule| rule.step == step).ok_or_else(missing)?;
    let (label, to, is_offline) = (rule.label, rule.to, rule.is_offline);
    Ok(Shape { label, to, fields: rule.fields.clone(), unmet: Vec::new(), is_offline, is_offered: false })
}
