//! 重放: the draw of a panel drawn again from its seed and the kept facts, side by side with what was recorded.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use cases::{CaseFile, pages::Desk};
use review::EXPERTS;
use storage::{Error, Result};
use vocabulary::Role;
use web::{Frame, Outcome, Visitor, page};

use super::{
    super::{drawn::DrawRecord, gather::by_ids},
    frame, panel_for,
};

struct PlaceRow {
    place: usize,
    name: String,
    number: String,
    class: &'static str,
    closeness: &'static str,
    lot: String,
    outcome: String,
}

struct ExcludedRow {
    name: String,
    number: String,
    reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "panel/pages/replay.html")]
struct ReplayPage<'a> {
    frame: Frame<'a>,
    told: String,
    drawn_on: String,
    drawn_by: String,
    seed: String,
    /// An expert's number, to show how anybody can check a lot.
    example: String,
    lot: String,
    subjects: usize,
    order: Vec<PlaceRow>,
    excluded: Vec<ExcludedRow>,
    /// What differs; nothing when the draw comes out the same.
    differs: Option<String>,
}

/// Draws again and compares.
pub(super) async fn replay(desk: &Desk, visitor: &Visitor, id: i64) -> Outcome {
    let panel = panel_for(desk, visitor, id).await?;
    visitor.who.require(&[Role::Supervisor, Role::Officer, Role::Head])?;
    if !panel.has("drawn_on") {
        return Err(Error::Refused(format!("“{}”还没有抽取", panel.name())).into());
    }
    page(&shown(desk, visitor, &panel).await?)
}

async fn shown<'a>(desk: &'a Desk, visitor: &'a Visitor, panel: &CaseFile) -> Result<ReplayPage<'a>> {
    let reader = desk.house.reader();
    let (_, record) = DrawRecord::read(reader, panel.id()).await?;
    let drawn = record.drawn()?;
    let differs = match drawn.seed.to_string() == panel.text("seed") {
        true => record.replay()?,
        false => Some("评审组登记的种子与存档的种子不同。请运行 keshu verify 核对历史".to_owned()),
    };
    let experts = drawn.order.iter().map(|place| place.expert).chain(drawn.excluded.iter().map(|one| one.expert));
    let experts: BTreeSet<i64> = experts.map(|expert| expert.get()).collect();
    let names: BTreeMap<i64, String> = by_ids(reader, &EXPERTS, &experts)
        .await?
        .into_iter()
        .map(|expert| (expert.id(), expert.linked("person").to_owned()))
        .collect();
    let name = |expert: i64| names.get(&expert).cloned().unwrap_or_default();
    let left = |expert| drawn.replacements.iter().any(|replacement| replacement.left == expert);
    let came = |expert| drawn.replacements.iter().any(|replacement| replacement.came == expert);
    let outcome = |expert| match (left(expert), came(expert), drawn.chosen.contains(&expert)) {
        (true, _, _) => "抽中，后被替换",
        (false, true, _) => "替补",
        (false, false, true) => "抽中",
        (false, false, false) => "备选",
    };
    let first = drawn.order.first();
    Ok(ReplayPage {
        frame: frame(desk, visitor, panel, "抽取记录与重放"),
        told: panel.text("draw").to_owned(),
        drawn_on: panel.text("drawn_on").to_owned(),
        drawn_by: panel.text("drawn_by").to_owned(),
        seed: drawn.seed.to_string(),
        example: first.map_or(String::new(), |place| place.number.clone()),
        lot: first.map_or(String::new(), |place| place.lot.clone()),
        subjects: record.basis.subjects.len(),
        order: (1..)
            .zip(&drawn.order)
            .map(|(place, one)| PlaceRow {
                place,
                name: name(one.expert.get()),
                number: one.number.clone(),
                class: one.class.label(),
                closeness: one.closeness.map_or("", |closeness| closeness.label()),
                lot: one.lot.chars().take(16).collect(),
                outcome: outcome(one.expert).to_owned(),
            })
            .collect(),
        excluded: drawn
            .excluded
            .iter()
            .map(|one| ExcludedRow {
                name: name(one.expert.get()),
                number: one.number.clone(),
                reasons: one.reasons.clone(),
            })
            .collect(),
        differs,
    })
}
