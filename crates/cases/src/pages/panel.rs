//! The panel of a case on its page: where it is, until when, what can be done, what stands in the way, and what was done.

use askama::Template;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use storage::{Error, Result};
use vocabulary::Role;
use web::Visitor;

use super::time_left;
use crate::{CaseFile, Kind, Offer, Told, kind, story};

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
            // A record that was brought in from a sheet may never have been a case.
            if case.text("stage").is_empty() {
                return Ok(Vec::new());
            }
            let html = CasePanel::of(house, visitor, kind, &case).await?;
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
    story: Vec<Told>,
    shows_story: bool,
    seen: String,
    procedure: String,
    edition: String,
}

impl CasePanel {
    async fn of(house: &House, visitor: &Visitor, kind: &'static dyn Kind, case: &CaseFile) -> Result<String> {
        let who = &visitor.who;
        let today = house.db.clock().today();
        let outline = kind.outline();
        let seen = case.text("stage").to_owned();
        let stage = outline.stage(&seen);
        let is_of_unit = who.role.is_some_and(Role::is_of_unit);
        let ends = stage.is_some_and(|stage| stage.ends);
        let offers = kind.offers(house.reader(), case, who, today).await?;
        let (yours, others) = buttons(case, offers).into_iter().partition(|button: &Button| button.offer.is_yours);
        let due = case.day("due_on").filter(|_| !ends);
        let (left, is_late) = due.map_or((String::new(), false), |due| time_left(due, today));
        let first = case.day("first_due_on").filter(|first| due.is_some_and(|due| due != *first));
        let panel = CasePanel {
            stage: match stage {
                Some(stage) if is_of_unit => stage.for_applicant.to_owned(),
                _ => seen.clone(),
            },
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
            others,
            shows_story: who.is_of_bureau(),
            story: story(house.reader(), case.listing.table, case.id()).await?,
            seen,
            procedure: format!("/procedures/{}", outline.name),
            edition: case.number("edition").map_or(String::new(), |edition| edition.to_string()),
        };
        panel.render().map_err(|error| Error::Fault(error.to_string()))
    }
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
