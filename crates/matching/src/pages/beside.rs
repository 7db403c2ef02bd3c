//! What stands beside a demand and beside an achievement.

use askama::Template;
use cases::{CaseFile, matching};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Role;
use web::Visitor;

use crate::{
    ACHIEVEMENTS, DEMANDS, Finder, OPENINGS, PAIRINGS, SECRETS, Suggested, WEIGHTS,
    demand::{
        Stage,
        grade::{Light, Told},
    },
    parameters::BROKERS,
    source::AnswerKind,
};

/// How a demand grades itself, what is done next with it, and what may answer it.
#[derive(Debug)]
pub(super) struct OnDemands {
    pub(super) finder: Finder,
}

#[derive(Template)]
#[template(path = "pages/lights.html")]
struct LightsPanel {
    id: i64,
    lights: [Light; 4],
    is_draft: bool,
    has_sealed: bool,
    openings: usize,
    openings_at: String,
    may_judge: bool,
}

/// An answer as a line.
pub(super) struct Line {
    pub(super) record: i64,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) points: i64,
    pub(super) grounds: Vec<(String, i64)>,
    pub(super) objections: Vec<(String, i64)>,
    pub(super) unknowns: Vec<String>,
}

impl Line {
    pub(super) fn of(found: &Suggested) -> Line {
        Line {
            record: found.file.id(),
            name: found.file.name().to_owned(),
            href: found.file.href(),
            points: found.points(),
            grounds: found.grounds(),
            objections: found.objections(),
            unknowns: found.unknowns(),
        }
    }
}

struct Group {
    kind: &'static str,
    code: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "pages/answers.html")]
struct AnswersPanel {
    id: i64,
    groups: Vec<Group>,
    pairings: Vec<Pair>,
    may_suggest: bool,
    stage: String,
    weights: &'static str,
}

/// A pair that there is already.
struct Pair {
    name: String,
    href: String,
    stage: String,
    reason: String,
    is_declined: bool,
}

impl Beside for OnDemands {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != DEMANDS.table {
                return Ok(Vec::new());
            }
            let demand = CaseFile { listing, record: record.clone() };
            let is_broker = visitor.who.is_one_of(BROKERS);
            let mut panels = vec![panel("lights", "自评", &lights(house, &demand, is_broker).await?)?];
            if is_broker || demand.text("stage") != Stage::Draft.label() {
                let found = match is_broker && demand.text("stage") == Stage::Open.label() {
                    true => self.finder.for_demand(house.reader(), &demand, house.db.clock().today()).await?,
                    false => Vec::new(),
                };
                let shown = answers(house, visitor, &demand, &found, is_broker).await?;
                if is_broker || !shown.pairings.is_empty() {
                    panels.push(panel("answers", "可能的答案", &shown)?);
                }
            }
            Ok(panels)
        })
    }
}

async fn lights(house: &House, demand: &CaseFile, may_judge: bool) -> Result<LightsPanel> {
    let reader = house.reader();
    let of_demand = [("demand", demand.id().into())];
    let openings = CaseFile::all(reader, &OPENINGS, matching(&OPENINGS, &of_demand)?).await?;
    let secrets = CaseFile::all(reader, &SECRETS, matching(&SECRETS, &of_demand)?).await?;
    Ok(LightsPanel {
        id: demand.id(),
        lights: Told::of(reader, demand).await?.lights(),
        is_draft: [Stage::Draft, Stage::WithBroker].iter().any(|stage| stage.label() == demand.text("stage")),
        has_sealed: secrets.iter().any(|secret| secret.has("content")),
        openings: openings.len(),
        openings_at: format!("{}?demand={}", OPENINGS.path, demand.id()),
        may_judge,
    })
}

async fn answers(
    house: &House,
    visitor: &Visitor,
    demand: &CaseFile,
    found: &[Suggested],
    is_broker: bool,
) -> Result<AnswersPanel> {
    let of_demand = matching(&PAIRINGS, &[("demand", demand.id().into())])?;
    let known = CaseFile::all(house.reader(), &PAIRINGS, of_demand).await?;
    let suggested = crate::pairing::Stage::Suggested.label();
    // What a broker only thinks of is not yet the enterprise's to read.
    let shown = known.iter().filter(|pair| is_broker || pair.text("stage") != suggested);
    let pairings = shown.map(|pair| Pair {
        name: format!("{}：{}", pair.text("kind"), pair.text("name")),
        href: pair.href(),
        stage: pair.text("stage").to_owned(),
        reason: pair.text("reason").to_owned(),
        is_declined: pair.has("reason"),
    });
    let of_kind = |kind: &AnswerKind| Group {
        kind: kind.label(),
        code: kind.code(),
        lines: found.iter().filter(|one| one.kind == *kind).map(Line::of).collect(),
    };
    Ok(AnswersPanel {
        id: demand.id(),
        groups: AnswerKind::ALL.iter().map(of_kind).filter(|group| !group.lines.is_empty()).collect(),
        pairings: pairings.collect(),
        may_suggest: visitor.who.is_one_of(&[Role::Officer, Role::Head]),
        stage: demand.text("stage").to_owned(),
        weights: WEIGHTS.path,
    })
}

/// The demands that an achievement may answer.
#[derive(Debug)]
pub(super) struct OnAchievements {
    pub(super) finder: Finder,
}

#[derive(Template)]
#[template(path = "pages/demands.html")]
struct DemandsPanel {
    record: i64,
    lines: Vec<(i64, Line)>,
    may_suggest: bool,
}

impl Beside for OnAchievements {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != ACHIEVEMENTS.table || !visitor.who.is_one_of(BROKERS) {
                return Ok(Vec::new());
            }
            let achievement = CaseFile { listing, record: record.clone() };
            let found = self.finder.for_achievement(house.reader(), &achievement, house.db.clock().today()).await?;
            let line = |(demand, one): &(CaseFile, Suggested)| {
                let line = Line { name: demand.name().to_owned(), href: demand.href(), ..Line::of(one) };
                (demand.id(), line)
            };
            let shown = DemandsPanel {
                record: record.id,
                lines: found.iter().map(line).collect(),
                may_suggest: visitor.who.is_one_of(&[Role::Officer, Role::Head]),
            };
            Ok(vec![panel("demands", "可能需要它的企业", &shown)?])
        })
    }
}

fn panel(anchor: &'static str, title: &str, template: &impl Template) -> Result<Panel> {
    let html = template.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Panel { anchor, title: title.to_owned(), html, leads: false })
}
