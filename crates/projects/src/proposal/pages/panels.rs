//! What stands on the page of a proposal besides its facts: how far it is written, its papers and its versions; and on the
//! page of a call how many proposals have come in.

use askama::Template;
use cases::CaseFile;
use listing::{
    Listing, Record,
    pages::{Answer, Beside, House, Panel},
    query, records, sight,
};
use procedure::Word;
use storage::{Error, Result};
use vocabulary::Role;
use web::Visitor;

use super::{
    super::{
        COUNTED, PROPOSALS, Stage, VERSIONS,
        content::Content,
        facts::{CallFacts, Facts, call_of},
        write::Section,
    },
    papers::{PaperView, may_read, papers},
};
use crate::{
    CALLS,
    rows::{is, one_of, where_all},
};

/// The panels of proposals and of their calls.
#[derive(Debug)]
pub(crate) struct ProposalPanels;

impl Beside for ProposalPanels {
    fn panels<'a>(
        &'a self,
        house: &'a House,
        visitor: &'a Visitor,
        listing: &'static Listing,
        record: &'a Record,
    ) -> Answer<'a, Vec<Panel>> {
        Box::pin(async move {
            let file = CaseFile { listing, record: record.clone() };
            if listing.table == PROPOSALS.table {
                of_proposal(house, visitor, &file).await
            } else if listing.table == CALLS.table {
                of_call(house, visitor, &file).await
            } else {
                Ok(Vec::new())
            }
        })
    }
}

struct SectionView {
    title: &'static str,
    href: String,
    gaps: Vec<String>,
}

#[derive(Template)]
#[template(path = "proposal/pages/writing.html")]
struct Writing {
    sections: Vec<SectionView>,
    lacking: usize,
}

#[derive(Template)]
#[template(path = "proposal/pages/papers.html")]
struct Papers {
    answers: Vec<(String, String)>,
    papers: Vec<PaperView>,
    versions: i64,
    compare: String,
}

#[derive(Template)]
#[template(path = "proposal/pages/received.html")]
struct Received {
    counted: i64,
    sealed: i64,
    /// The list of those that may be seen.
    list: String,
    /// Where the visitor can begin one.
    apply: String,
    is_of_bureau: bool,
}

fn panel(anchor: &'static str, title: &str, leads: bool, template: &impl Template) -> Result<Panel> {
    let html = template.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(Panel { anchor, title: title.to_owned(), html, leads })
}

async fn of_proposal(house: &House, visitor: &Visitor, case: &CaseFile) -> Result<Vec<Panel>> {
    let reader = house.reader();
    let mut panels = Vec::new();
    let call = call_of(reader, case).await?;
    if is_open(house, visitor, case).await? {
        let facts = Facts::read(reader, case, house.db.clock().today()).await?;
        let view = |section: &Section| SectionView {
            title: section.label(),
            href: section.path(case.id()),
            gaps: section.gaps(&facts),
        };
        let sections: Vec<SectionView> = Section::ALL.iter().map(view).collect();
        let lacking = sections.iter().map(|section| section.gaps.len()).sum();
        panels.push(panel("writing", "填写申报书", true, &Writing { sections, lacking })?);
    }
    if may_read(&visitor.who, case) {
        let content = Content::read(reader, case.id(), call.id()).await?;
        let versions = query::count(reader, &VERSIONS, &where_all(&VERSIONS, [("proposal", is(case.id()))])).await?;
        let answered =
            |question: &CaseFile| (question.text("question").to_owned(), content.answer(question.id()).to_owned());
        let view = Papers {
            answers: content.questions.iter().map(answered).collect(),
            papers: papers(&call, &content, case),
            versions,
            compare: format!("{}/versions", case.href()),
        };
        panels.push(panel("papers", "材料和版本", false, &view)?);
    }
    Ok(panels)
}

/// Whether the form of a proposal is open to the visitor.
async fn is_open(house: &House, visitor: &Visitor, case: &CaseFile) -> Result<bool> {
    let Some(conduct) = house.conduct_of(&PROPOSALS) else { return Ok(false) };
    let row = records::row(house.reader(), &PROPOSALS, case.id()).await?;
    match conduct.opens(house, &visitor.who, &row).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(_) | Error::Forbidden(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// How many proposals a call has received. Of those that are sealed the number is told, and nothing else.
async fn of_call(house: &House, visitor: &Visitor, call: &CaseFile) -> Result<Vec<Panel>> {
    let who = &visitor.who;
    let today = house.db.clock().today();
    let facts = CallFacts::of(call)?;
    let applies = who.is_one_of(&[Role::Enterprise, Role::Institute]) && facts.is_open(today);
    let apply = if applies { format!("/projects/apply?call={}", call.id()) } else { String::new() };
    let is_of_bureau = who.is_of_bureau();
    if !is_of_bureau && apply.is_empty() || sight(&PROPOSALS, who).is_none() {
        return Ok(Vec::new());
    }
    let count = async |stages: &[&str]| {
        let filter = where_all(&PROPOSALS, [("call", is(call.id())), ("stage", one_of(stages))]);
        query::count(house.reader(), &PROPOSALS, &filter).await
    };
    let view = Received {
        counted: count(COUNTED).await?,
        sealed: count(&[Stage::Sealed.label()]).await?,
        list: format!("{}?call={}", PROPOSALS.path, call.id()),
        apply,
        is_of_bureau,
    };
    Ok(vec![panel("received", "收到的申报书", true, &view)?])
}
