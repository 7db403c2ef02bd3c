//! What an institute or an expert sees of pairings: their own, and the enterprise only once it has said that it is interested
//! and the broker has introduced them.

use askama::Template;
use cases::{Asked, CaseFile, matching};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, go, page, typed};

use super::Needle;
use crate::{
    DEMANDS, PAIRINGS,
    pairing::{Stage, Step, procedure::Pairing},
};

struct Line {
    id: i64,
    demand: String,
    summary: String,
    answer: String,
    stage: &'static str,
    /// The enterprise and whom to call there, once they were introduced.
    enterprise: String,
    seen: String,
    may_decline: bool,
}

#[derive(Template)]
#[template(path = "pages/mine.html")]
struct MinePage<'a> {
    frame: Frame<'a>,
    lines: Vec<Line>,
    reasons: &'static [&'static str],
}

/// Stages in which both sides know of each other.
const KNOWN: [Stage; 6] =
    [Stage::Introduced, Stage::Visited, Stage::Negotiating, Stage::Signed, Stage::Ordered, Stage::Concluded];

/// Stages from which the side that answers may step back.
const BACK: [Stage; 3] = [Stage::Introduced, Stage::Visited, Stage::Negotiating];

/// The pairings of the visitor.
pub(super) async fn show(needle: &Needle, visitor: &Visitor) -> Outcome {
    visitor.who.require(&[Role::Institute, Role::Expert])?;
    let mut lines = Vec::new();
    for pair in own(needle, visitor).await? {
        let Some(stage) = Stage::of_label(pair.text("stage")) else { continue };
        let demand =
            CaseFile::read(needle.desk.house.reader(), &DEMANDS, pair.number("demand").unwrap_or_default()).await?;
        let is_known = KNOWN.contains(&stage);
        // Before that the side that answers knows what the public knows.
        let is_public = demand.has("posting");
        lines.push(Line {
            id: pair.id(),
            demand: if is_known || is_public { demand.name().to_owned() } else { "未公开的需求".to_owned() },
            summary: if is_public { demand.text("summary").to_owned() } else { String::new() },
            answer: format!("{}：{}", pair.text("kind"), pair.text("name")),
            stage: stage.label(),
            enterprise: if is_known { demand.linked("enterprise").to_owned() } else { String::new() },
            seen: stage.label().to_owned(),
            may_decline: BACK.contains(&stage),
        });
    }
    let frame = Frame::new(&needle.desk.house.site, visitor, "对接", "我的对接").crumb("我的对接", "");
    page(&MinePage { frame, lines, reasons: crate::pairing::REASONS })
}

/// The visitor's side does not want it.
pub(super) async fn decline(needle: &Needle, visitor: &Visitor, id: i64, pairs: &[(String, String)]) -> Outcome {
    visitor.who.require(&[Role::Institute, Role::Expert])?;
    if !own(needle, visitor).await?.iter().any(|pair| pair.id() == id) {
        return Err(Error::NotFound(format!("{}中没有编号为 {id} 的记录，可能已被删除", PAIRINGS.title)).into());
    }
    let seen = typed(pairs, "_seen");
    let asked = Asked {
        who: &visitor.who,
        id,
        step: Step::Decline.code(),
        typed: pairs,
        seen: (!seen.is_empty()).then_some(seen),
        today: needle.today(),
    };
    cases::take::<Pairing>(&needle.desk.house.db, &asked).await?;
    Ok(go("/matching/mine"))
}

/// The pairings that the visitor's unit, or the visitor, would answer; what a broker only thinks of is not among them.
async fn own(needle: &Needle, visitor: &Visitor) -> Result<Vec<CaseFile>> {
    let who = &visitor.who;
    let (column, id) = match who.role {
        Some(Role::Institute) => ("unit", who.unit),
        _ => ("person", who.person),
    };
    let Some(id) = id else { return Ok(Vec::new()) };
    let all =
        CaseFile::all(needle.desk.house.reader(), &PAIRINGS, matching(&PAIRINGS, &[(column, id.into())])?).await?;
    Ok(all.into_iter().filter(|pair| pair.text("stage") != Stage::Suggested.label()).collect())
}
