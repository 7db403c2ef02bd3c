//! What stands of the formal check on the page of a proposal and of a call, for the bureau.

use askama::Template;
use cases::CaseFile;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    query,
};
use procedure::Word;
use storage::{Error, Result};
use web::Visitor;

use super::{may_check, sheet::Tally};
use crate::{
    CALLS, PROPOSALS,
    check::{judge::findings, run::waiting, view::CHECKED},
    proposal::Stage,
    rows::{is, where_all},
};

/// The panels.
#[derive(Debug)]
pub(crate) struct Checking;

#[derive(Template)]
#[template(path = "check/pages/panel.html")]
struct CheckPanel {
    says: String,
    /// Where it opens; empty for those who only read.
    href: String,
}

impl Beside for Checking {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if !visitor.who.is_of_bureau() {
                return Ok(Vec::new());
            }
            let case = CaseFile { listing, record: record.clone() };
            let panel = match listing.table {
                table if table == PROPOSALS.table => of_proposal(house, visitor, &case).await?,
                table if table == CALLS.table => of_call(house, visitor, &case).await?,
                _ => None,
            };
            let Some(panel) = panel else { return Ok(Vec::new()) };
            let html = panel.render().map_err(|error| Error::Fault(error.to_string()))?;
            Ok(vec![Panel { anchor: "check", title: "形式审查".to_owned(), html, leads: true }])
        })
    }
}

async fn of_proposal(house: &House, visitor: &Visitor, proposal: &CaseFile) -> Result<Option<CheckPanel>> {
    let findings = findings(house.reader(), proposal.id()).await?;
    let is_waiting = proposal.text("stage") == Stage::Submitted.label();
    let tally = Tally::of(&findings);
    let says = match tally.all {
        0 if !is_waiting => return Ok(None),
        0 => "还没有运行规则".to_owned(),
        all => format!("{all} 项，符合 {}，需核实 {}，不符合 {}", tally.holds, tally.unsure, tally.fails),
    };
    Ok(Some(panel(visitor, proposal, says)))
}

async fn of_call(house: &House, visitor: &Visitor, call: &CaseFile) -> Result<Option<CheckPanel>> {
    let filter = waiting().and(where_all(&CHECKED, [("call", is(call.id()))]));
    let waiting = query::count(house.reader(), &CHECKED, &filter).await?;
    Ok((waiting > 0).then(|| panel(visitor, call, format!("{waiting} 份申报书待审"))))
}

fn panel(visitor: &Visitor, case: &CaseFile, says: String) -> CheckPanel {
    let href = if may_check(&visitor.who, case) { format!("{}/check", case.href()) } else { String::new() };
    CheckPanel { says, href }
}
