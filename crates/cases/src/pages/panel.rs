//! The panel of a case on its page: where it is, until when, what can be done, what stands in the way, and what was done.

use askama::Template;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use storage::{Error, Result};
use vocabulary::Role;
use web::Visitor;

use super::{stage_name, story_for, time_left};
use crate::{CaseFile, Kind, Offer, Told, kind, mark, story};

/// The panels of all kinds of cases.
#[derive(Debug)]
pub struct Handled {
    /// The kinds.
    pub kinds: Vec<&'static dyn Kind>,
}

impl Beside for Handled {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let found = self.kinds.iter().copied().find(|kind| kind.listing().table == listing.table);
            let Some(kind) = found else { return Ok(Vec::new()) };
            let case = kind::file(listing, record);
            // A record that was brought in from a sheet may never have been a case, or name a procedure of long ago.
            if case.text("stage").is_empty() {
                return Ok(Vec::new());
            }
            let edition = case.number("edition");
            let is_known = kind.outlines().iter().any(|outline| Some(i64::from(outline.edition)) == edition);
            let html = match is_known {
                true => CasePanel::of(house, visitor, kind, &case).await?,
                false => rendered(&UnknownPanel { edition: edition.unwrap_or_default() })?,
            };
            Ok(vec![Panel { anchor: "handling", title: "办理".to_owned(), html, leads: true }])
        })
    }
}

struct Button {
    offer: Offer,
    href: String,
    roles: String,
    /// Whether one press does it: nothing is asked and nothing is in the way.
    is_direct: bool,
}

/// Instead of the panel, for a case whose edition the house does not have.
#[derive(Template)]
#[template(path = "pages/unknown.html")]
struct UnknownPanel {
    edition: i64,
}

#[derive(Template)]
#[template(path = "pages/panel.html")]
struct CasePanel {
    stage: String,
    sign: &'static str,
    since: String,
    due: String,
    first_due: String,
    left: String,
    is_late: bool,
    yours: Vec<Button>,
    others: Vec<Button>,
    /// As far as the visitor may know it.
    story: Option<Vec<Told>>,
    history: String,
    seen: String,
    procedure: String,
    edition: String,
}

impl CasePanel {
    async fn of(house: &House, visitor: &Visitor, kind: &'static dyn Kind, case: &CaseFile) -> Result<String> {
        let who = &visitor.who;
        let today = house.db.clock().today();
        let outline = kind.outline_of(case);
        let stage = case.text("stage");
        let ends = outline.stage(stage).is_some_and(|stage| stage.ends);
        let offers = kind.offers(house.reader(), case, who, today).await?;
        let (yours, others) = buttons(case, offers).into_iter().partition(|button: &Button| button.offer.is_yours);
        let due = case.day("due_on").filter(|_| !ends);
        let (left, is_late) = due.map_or((String::new(), false), |due| time_left(due, today));
        let first = case.day("first_due_on").filter(|first| due.is_some_and(|due| due != *first));
        let (table, id) = (case.listing.table, case.id());
        let steps = story::length(house.reader(), table, id).await?;
        let panel = CasePanel {
            stage: stage_name(who, outline, stage),
            sign: match (is_late, ends) {
                (true, _) => "late",
                (false, true) => "done",
                (false, false) => "moving",
            },
            since: case.text("since").to_owned(),
            due: due.map_or(String::new(), |due| due.to_string()),
            first_due: first.map_or(String::new(), |first| first.to_string()),
            left,
            is_late,
            yours,
            // The public needs not know who in the bureau does what.
            others: if who.is_known() { others } else { Vec::new() },
            story: story_for(house.reader(), who, kind, case).await?,
            history: format!("/cases/{table}/{id}/history"),
            seen: mark(stage, steps),
            procedure: format!("/procedures/{}?edition={}", outline.name, outline.edition),
            edition: outline.edition.to_string(),
        };
        rendered(&panel)
    }
}

fn rendered(panel: &impl Template) -> Result<String> {
    panel.render().map_err(|error| Error::Fault(error.to_string()))
}

/// The steps that people take: what the house does of itself is no button.
fn buttons(case: &CaseFile, offers: Vec<Offer>) -> Vec<Button> {
    offers
        .into_iter()
        .filter(|offer| offer.by.iter().any(|role| *role != Role::House))
        .map(|offer| Button {
            href: format!("/cases/{}/{}/{}", case.listing.table, case.id(), offer.step),
            roles: offer.by.iter().map(|role| role.label()).collect::<Vec<_>>().join("、"),
            is_direct: offer.fields.is_empty() && offer.unmet.is_empty() && offer.is_main,
            offer,
        })
        .collect()
}
