//! What stands beside the facts of a ranked list, of a call whose proposals wait for one, and of a superior's result.

use askama::Template;
use cases::{CaseFile, is_in_scope};
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Role;
use web::Visitor;

use super::{
    super::{
        RANKINGS, SUPERIOR_RESULTS, Stage,
        approvals::{Approvals, approvals},
        list::List,
        superior, waiting,
    },
    list::{TotalView, wan},
    papers::{Ending, Paper},
};
use crate::{CALLS, call};

/// 名单 on the page of a ranked list: what it comes to, who has agreed, and its documents.
#[derive(Debug)]
pub(crate) struct OnRankings;

/// 编制名单 on the page of a call that has closed.
#[derive(Debug)]
pub(crate) struct OnCalls;

/// 与台账对照 on the page of a line of a superior's list.
#[derive(Debug)]
pub(crate) struct OnSuperiorResults;

/// A document of a list as a link.
struct PaperLink {
    title: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "ranking/pages/panel.html")]
struct ListPanel {
    id: i64,
    rows: usize,
    totals: Vec<TotalView>,
    budget: String,
    papers: Vec<PaperLink>,
    is_draft: bool,
    is_on_notice: bool,
}

#[derive(Template)]
#[template(path = "ranking/pages/agreed.html")]
struct ApprovalsPanel {
    approvals: Approvals,
}

#[derive(Template)]
#[template(path = "ranking/pages/candidates.html")]
struct CandidatesPanel {
    call: i64,
    waiting: i64,
}

#[derive(Template)]
#[template(path = "ranking/superior/link.html")]
struct ComparisonLink {
    document: String,
    href: String,
}

fn rendered(template: &impl Template) -> Result<String> {
    template.render().map_err(|error| Error::Fault(error.to_string()))
}

impl Beside for OnRankings {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        _visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != RANKINGS.table {
                return Ok(Vec::new());
            }
            let ranking = CaseFile { listing, record: record.clone() };
            let list = List::rows_of(house.reader(), record.id).await?;
            let papers = Paper::ALL.into_iter().filter(|paper| paper.is_ready(&ranking));
            let links = papers.flat_map(|paper| {
                Ending::ALL.into_iter().map(move |ending| PaperLink {
                    title: paper.title(ending),
                    href: format!("/projects/rankings/{}/{}.{}", record.id, paper.name(), ending.name()),
                })
            });
            let html = rendered(&ListPanel {
                id: record.id,
                rows: list.rows.len(),
                totals: list.totals().into_iter().map(TotalView::of).collect(),
                budget: wan(ranking.money("budget").unwrap_or_default()),
                papers: links.collect(),
                is_draft: ranking.text("stage") == Stage::Draft.label(),
                is_on_notice: ranking.text("stage") == Stage::OnNotice.label(),
            })?;
            let mut panels = vec![Panel { anchor: "list", title: "名单".to_owned(), html, leads: true }];
            let approvals = approvals(&cases::story(house.reader(), listing.table, record.id).await?);
            if !approvals.is_empty() {
                let html = rendered(&ApprovalsPanel { approvals })?;
                panels.push(Panel { anchor: "approvals", title: "审核情况".to_owned(), html, leads: true });
            }
            Ok(panels)
        })
    }
}

impl Beside for OnCalls {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let call = CaseFile { listing, record: record.clone() };
            let who = &visitor.who;
            let may_begin = who.is_one_of(&[Role::Officer]) && (who.is_open_house || is_in_scope(&call, who));
            if listing.table != CALLS.table || !may_begin || call.text("stage") != call::Stage::Closed.label() {
                return Ok(Vec::new());
            }
            let waiting = waiting::count_waiting(house.reader(), record.id).await?;
            if waiting == 0 {
                return Ok(Vec::new());
            }
            let html = rendered(&CandidatesPanel { call: record.id, waiting })?;
            Ok(vec![Panel { anchor: "candidates", title: "编制拟立项名单".to_owned(), html, leads: true }])
        })
    }
}

impl Beside for OnSuperiorResults {
    fn panels<'a>(
        &'a self,
        _house: &'a House,
        _visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            if listing.table != SUPERIOR_RESULTS.table {
                return Ok(Vec::new());
            }
            let line = CaseFile { listing, record: record.clone() };
            let document = line.text("document").to_owned();
            let html = rendered(&ComparisonLink { href: superior::href(&document), document })?;
            Ok(vec![Panel { anchor: "compare", title: "与台账对照".to_owned(), html, leads: true }])
        })
    }
}
